"""Any record goes in and comes out the same, whatever its text says; what no file can keep is refused."""

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.model import Claim, Document, Edge, Lineage, Match, Verdict, Verification
from tasks.store import codec
from tasks.store.records import FeedPoll, Fetch, Item
from tasks.store.store import Store
from tasks.trouble import Unreadable
from tests.store.store_records import NOW, article, figure_claim, judged

# Any character that UTF-8 can hold (no lone surrogates), with what SQL, JSON and CSV make much of; NUL as well.
TEXT = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["'); drop table claims; --", '"', "\\", "''", "$1", "?", "\x00", "\u2028", "null", "NaN", '{"a": [1]}', "🏚️", "é"]
)
INSTANTS = st.datetimes(
    min_value=datetime(1000, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds and adds the zone
    max_value=datetime(9990, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-3, minutes=-30))]),
)
SCALARS: dict[object, st.SearchStrategy[Any]] = {
    str: TEXT,
    float: st.floats(allow_nan=False, width=64),
    int: st.integers(0, 2**31 - 1),
    bool: st.booleans(),
    bytes: st.binary(max_size=40),
    datetime: INSTANTS,
    date: st.dates(),
}


@cache
def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the model: records are filled field by field, defaults or not."""
    arguments = get_args(kind)
    if get_origin(kind) is types.UnionType:
        return st.one_of(*(st.none() if argument is type(None) else anything(argument) for argument in arguments))
    if get_origin(kind) is tuple and arguments[-1] is Ellipsis:
        return st.lists(anything(arguments[0]), max_size=2).map(tuple)
    if get_origin(kind) is tuple:
        return st.tuples(*map(anything, arguments))
    if get_origin(kind) is frozenset:
        return st.frozensets(anything(arguments[0]), max_size=3)
    if isinstance(kind, type) and is_dataclass(kind):
        return st.builds(kind, **{name: anything(hint) for name, hint in get_type_hints(kind).items()})
    if get_origin(kind) is dict:
        return st.dictionaries(*map(anything, arguments), max_size=2)
    return SCALARS[kind] if kind in SCALARS else st.sampled_from(kind)


def tame(document: Document) -> Document:
    return replace(document, tier=document.tier % 5)


def unique(records: list[Any], key: str) -> list[Any]:
    """Ids are hashes of content in life: two records with one id are one record."""
    return list({getattr(record, key): record for record in records}.values())


@st.composite
def verifications(draw: st.DrawFn) -> Verification:
    documents = unique(draw(st.lists(anything(Document), min_size=1, max_size=3)), "document_id")
    document, *cited = (tame(each) for each in documents)
    claims = unique(draw(st.lists(anything(Claim), max_size=3)), "claim_id")
    verdicts = unique(draw(st.lists(anything(Verdict), max_size=2)), "verdict_id")
    matches = draw(st.lists(anything(Match), max_size=2))
    verdicts = [replace(verdict, matches=tuple(matches)) for verdict in verdicts]
    whole = draw(anything(Verification))
    edges = tuple(dict.fromkeys(draw(st.lists(anything(Edge), max_size=2))))
    verification: Verification = replace(
        whole,
        received=None,  # the store keeps these bytes as a fetch and does not give them back with a verification
        document=document,
        claims=tuple(claims),
        verdicts=tuple(verdicts),
        cited=tuple(cited),
        lineage=Lineage(whole.lineage.chain, edges, whole.lineage.families),
    )
    return verification


SOME = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


NUMBERS = count()  # examples share a store, as articles do; each has ids of its own


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.in_memory() as store:
        yield store


def own_ids(whole: Verification) -> Verification:
    mark = f"{next(NUMBERS)}:"
    return replace(
        whole,
        document=replace(whole.document, document_id=mark + whole.document.document_id),
        cited=tuple(replace(document, document_id=mark + document.document_id) for document in whole.cited),
        verdicts=tuple(replace(verdict, verdict_id=mark + verdict.verdict_id) for verdict in whole.verdicts),
        reviews=(),  # words of people come one by one, whenever somebody speaks
    )


@SOME
@given(verifications())
def test_any_verification_comes_back(store: Store, whole: Verification):
    """Every field of every record survives, and a second writing changes no count."""
    whole = own_ids(whole)
    with store.unit("run-1", now=NOW) as unit:
        unit.put(whole)
    assert store.verification(whole.document.document_id) == whole
    before = store.counts(), store.last_unit
    with store.unit("run-2", now=NOW + timedelta(days=1)) as unit:
        unit.put(whole)
    assert (store.counts(), store.last_unit) == before


@SOME
@given(anything(Fetch), anything(FeedPoll), anything(Item))
def test_any_poll_comes_back(store: Store, fetch: Fetch, poll: FeedPoll, item: Item):
    """What came from the network is kept byte for byte."""
    mark = f"{next(NUMBERS)}:"
    fetch, poll = replace(fetch, url=mark + fetch.url), replace(poll, feed=mark + poll.feed)
    with store.unit("run-1", now=NOW) as unit:
        unit.put_fetch(fetch)
        unit.put_poll(poll)
        unit.put_item(item)
    assert store.last_fetch(fetch.url) == fetch
    assert store.last_polls()[poll.feed] == poll


@settings(max_examples=40, deadline=None)
@given(anything(Claim))
def test_json_of_a_record_gives_the_record(claim: Claim):
    """The JSON codec loses nothing, and writes the same record the same way."""
    assert codec.decode(Claim, codec.encode(claim)) == claim
    assert codec.encode(codec.decode(Claim, codec.encode(claim))) == codec.encode(claim)


def poisoned(record: Any, poison: str) -> list[Any]:
    """The record once for each of its text fields, with that field poisoned."""
    found = []
    for field in fields(record):
        value = getattr(record, field.name)
        if type(value) is str:
            found.append(replace(record, **{field.name: poison}))
        elif is_dataclass(value):
            found += [replace(record, **{field.name: part}) for part in poisoned(value, poison)]
    return found


@pytest.mark.parametrize("poison", ["'); drop table claims; --", "\x00'; select 1; --", "$$ ' \" ? ${x} %s"])
def test_statement_in_a_field_is_inert(store: Store, poison: str):
    """Text that looks like SQL is text, in every field of an article, a claim and a verdict."""
    mark = f"{next(NUMBERS)}:"
    documents = [
        replace(document, document_id=f"{mark}{number}:{document.document_id}")
        for number, document in enumerate(poisoned(article(), poison))
    ]
    claims = tuple(poisoned(figure_claim(), poison))
    verdicts = [
        replace(verdict, verdict_id=f"{mark}{number}:{verdict.verdict_id}")
        for number, verdict in enumerate(poisoned(judged().verdicts[0], poison))
    ]
    with store.unit(poison, now=NOW) as unit:
        for document in documents:
            unit.put_reference(document, claims, reader=poison)
        unit.put_verdicts(verdicts)
    ids = [document.document_id for document in documents]
    assert store.documents(ids) == {document.document_id: document for document in documents}
    assert store.claims_of(ids, poison) == dict.fromkeys(ids, claims)
    by_id = {verdict.verdict_id: verdict for verdict in verdicts}
    assert store.verdicts_by_id(list(by_id)) == by_id
    assert min(len(documents), len(claims), len(verdicts)) > 5


@pytest.mark.parametrize("field", ["text", "title", "byline", "credits"])
def test_half_a_character_is_refused_and_nothing_is_written(tmp_path: Path, field: str):
    """A lone surrogate has no form in UTF-8; the unit says so and leaves nothing."""
    document = article()
    value: object = "half \ud83d"
    if field == "credits":
        value = (replace(document.credits[0], name="half \ud83d"),)
    with Store.open(tmp_path / "s.duckdb") as store:
        with pytest.raises(Unreadable, match="surrogate"):
            put_one(store, replace(document, **{field: value}))  # type: ignore[arg-type]  # one field or the other
        assert not any(store.counts().values())


def put_one(store: Store, document: Document):
    with store.unit("run-1", now=NOW) as unit:
        unit.put_reference(document, [])
