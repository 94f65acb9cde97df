"""The tree and the record of a trace: every link with its evidence, every doubt with its reasons."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

from rich.console import Console

from tasks.lineage.trace import trace as again
from tasks.model import Published
from tasks.reports.dates import dated
from tasks.reports.lineage_mermaid import lineage_mermaid
from tasks.reports.trace_record import trace_record
from tasks.reports.tree import tree
from tasks.settings import Sources
from tasks.vocabulary import CitedSource, Precision, Relation
from tests.support_trace import traced


def _printed(trace):
    shown = io.StringIO()
    Console(width=300, no_color=True, file=shown).print(tree(trace))
    return shown.getvalue()


def test_chain_has_evidence_and_how_sure_it_is():
    printed = _printed(traced())
    assert printed.startswith("Scoop Barn <- Selwyn Wire <- unknown (byline Ada Brandt)")
    assert "taken from Selwyn Wire, 4 March 2025, 09:00 UTC (date claimed in the page's metadata)" in printed
    assert "because: Source: Selwyn Wire (100 % sure)" in printed


def test_earliest_print_of_the_text_names_the_date_it_rests_on():
    printed = _printed(traced())
    assert (
        "Earliest print of this text that we hold: Selwyn Wire, 4 March 2025, 09:00 UTC "
        "(date claimed in the page's metadata)"
    ) in printed


def test_members_have_date_kind_and_evidence_under_their_source():
    printed = _printed(traced())
    assert "This article's family (4 pages)" in printed
    for words in ("Mirror, 4 March 2025, 10:00 UTC: cut copy", "Echo, 4 March 2025, 11:00 UTC: rewrite"):
        assert words in printed
    assert "All of Mirror's text stands in Selwyn Wire's. (85 % sure)" in printed
    assert "without copies: Lantern" in printed
    rows = printed[printed.index("This article's family") :].splitlines()
    wire, mirror = (next(row for row in rows if f"{name}, 4 March" in row) for name in ("Selwyn Wire", "Mirror"))
    assert mirror.index("Mirror") > wire.index("Selwyn Wire")


def test_pages_that_speak_to_no_claim_are_left_out():
    """What the search brought up and the comparison set aside is no part of the trace."""
    trace = traced()
    (verdict,) = trace.verification.verdicts
    apart = [replace(match, relation=Relation.UNRELATED) for match in verdict.matches if match.document_id == "paper"]
    kept = [match for match in verdict.matches if match.document_id != "paper"]
    verification = replace(trace.verification, verdicts=(replace(verdict, matches=(*kept, *apart)),))
    families = again(verification, Sources()).families
    assert [family.family_id for family in families] == ["wire"]


def test_a_range_of_origins_has_reasons_for_and_against():
    printed = _printed(traced())
    assert "9 killed according to Halden police: 2 newsrooms, 1-2 origins" in printed
    assert "from one source: Lantern and Echo give Halden police as the source" in printed
    assert (
        "perhaps fewer origins: Echo tells the story of Selwyn Wire again (70 % sure); "
        "against it: two reporters at one briefing share facts and order as well"
    ) in printed
    assert "circular: " in printed
    assert "earliest we hold: Echo, 4 March 2025, 09:00 UTC" in printed


def test_what_the_page_said_before_is_told_and_flagged():
    printed = _printed(traced())
    assert "What this page said before (1 earlier print)" in printed
    assert "until " in printed
    assert (
        "this page said 8 killed according to Halden police; now says 9 killed according to Halden police (up by 1); "
        "no note on the page says so"
    ) in printed


def test_how_sure_a_date_is_stands_beside_it():
    """A day without a time, a time without a zone, and our own first sight of the page are told."""
    seen = datetime(2025, 3, 9, 7, 30, tzinfo=UTC)
    printed = _printed(replace(traced(), seen={"wire": seen}))
    assert (
        "Selwyn Wire, 4 March 2025, 09:00 UTC (date claimed in the page's metadata; first held by us 9 March" in printed
    )
    day = Published(seen, Precision.DAY, "text", "9 March 2025")
    assert dated(day) == "9 March 2025 (date printed on the page; known by the day only)"
    assert dated(replace(day, precision=Precision.MINUTE)) == (
        "9 March 2025, 07:30 UTC (date printed on the page; no zone is printed)"
    )


def test_the_named_sources_own_page_is_shown_with_its_passage():
    trace = traced()
    (claim,) = trace.claims
    confirmed = replace(claim, said_there=claim.verdict.matches[0])
    assert "the named source's own page says it: Lantern: “nine people”" in _printed(
        replace(trace, claims=(confirmed,))
    )
    silent = replace(claim, verdict=replace(claim.verdict, cited_source=CitedSource.SILENT))
    assert "own page, which we hold, does not say it" in _printed(replace(trace, claims=(silent,)))


def test_a_family_of_hundreds_is_cut_and_says_so():
    trace = traced()
    first, second, *_ = trace.own.members
    copies = tuple(replace(second, document=replace(second.document, document_id=f"copy-{n}")) for n in range(200))
    printed = _printed(replace(trace, families=(replace(trace.own, members=(first, *copies)),)))
    assert "(201 pages)" in printed
    assert "and 161 more pages (--json has them)" in printed


def test_outside_text_is_shown_as_text():
    """Markup and control characters in a title or a publisher's name change nothing of the terminal."""
    printed = _printed(traced(title="[red]Tram[/red] \x1b[31mleaves\u202e", publisher="[blink]Barn[/blink]"))
    assert "[red]Tram[/red] [31mleaves" in printed
    assert "[blink]Barn[/blink] <- Selwyn Wire" in printed
    assert "\x1b" not in printed


def test_the_record_has_lineage_families_reasons_and_versions():
    record = json.loads(json.dumps(trace_record(traced())))
    assert set(record) == {"article", "lineage", "claims", "versions"}
    assert [link["name"] for link in record["lineage"]["chain"]] == ["Scoop Barn", "Selwyn Wire", "unknown"]
    own, alone = record["lineage"]["families"]
    assert (own["own"], own["earliest"], alone["own"]) == (True, "wire", False)
    kinds = {member["id"]: member["kind"] for member in own["members"]}
    assert (kinds["cut"], kinds["retold"], kinds["article"]) == ("cut copy", "rewrite", "copy")
    (claim,) = record["claims"]
    assert {reason["standing"] for reason in claim["reasons"]} >= {"joined", "doubted"}
    assert all(reason["against"] for reason in claim["reasons"] if reason["standing"] == "doubted")
    (version,) = record["versions"]
    assert version["silent"]


def test_mermaid_labels_hold_no_syntax():
    """Nothing of a title or a name can close a label, open a link or run a click."""
    text = lineage_mermaid(traced(publisher='Barn"] --> x; click n0 "javascript:alert(1)" %%{init}%%'))
    for row in text.splitlines():
        assert row.count('"') in {0, 2}
        assert "{" not in row
        assert "click n0 " not in row.split('"')[0]
    assert '-->|"cut copy 85 %"|' in text
    assert "subgraph" in text
