"""Claims with their verdicts as one table, for spreadsheets (CSV) and for analysis (Parquet).

In: a store's file and the file to write. Out: the number of rows; written by DuckDB's own functions on a connection
that reads the store and can write that one file. Text cells of CSV never start a formula (tasks/store/spreadsheet.py).
Raises Unavailable where the file cannot be written. docs/exports.md names each column.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import duckdb

from tasks.store.connection import connect, translated
from tasks.store.rows import instant
from tasks.store.spreadsheet import add_cell_macro
from tasks.trouble import Unavailable
from tasks.vocabulary import VerdictLabel

Format = Literal["csv", "parquet"]
# VERDICTS.md, section 7, outward: a reframed number is refuted as printed; FEVER has no word for a dispute.
OUTWARD: Final[Mapping[VerdictLabel, tuple[str, str]]] = {
    VerdictLabel.SUPPORTED: ("Supported", "SUPPORTS"),
    VerdictLabel.REFUTED: ("Refuted", "REFUTES"),
    VerdictLabel.MISFRAMED: ("Refuted", "REFUTES"),
    VerdictLabel.DISPUTED: ("Conflicting Evidence/Cherrypicking", "NOT ENOUGH INFO"),
    VerdictLabel.CONSISTENT: ("Not Enough Evidence", "NOT ENOUGH INFO"),
    VerdictLabel.UNVERIFIED: ("Not Enough Evidence", "NOT ENOUGH INFO"),
    VerdictLabel.NOT_CHECKABLE: ("Not Enough Evidence", "NOT ENOUGH INFO"),
}
# The words of people count for the verdict that they were said of: a new verdict asks again. Where two
# reviewers differ, that is said and the machine's label is left alone. Overruled without saying what it is instead, a
# verdict has no outward label.
_ROWS: Final = """
with words as (
    select
        verdict_id,
        case when count(distinct review) > 1 then 'reviewers differ' else min(review) end as review,
        case when count(distinct label) = 1 then min(label) end as label,
        string_agg(reviewer, ' | ' order by reviewed_at, reviewer) as reviewers,
        -- notes are internal: only the reason before them goes out
        string_agg(case when review = 'overruled' then split_part(reason, ': ', 1) end, ' | '
            order by reviewed_at, reviewer) as reasons,
        max(reviewed_at) as reviewed_at
    from reviews_latest group by verdict_id
),
named as (
    select verdict_id, string_agg(name, ' | ' order by name) as names from origins group by verdict_id
)
select
    verdicts_latest.claim_id, verdicts_latest.verdict_id, documents.document_id,
    documents.url as article_url, documents.publisher as article_publisher, documents.title as article_title,
    documents.published_at as article_published, documents.published_basis as article_published_basis,
    claims.kind, claims.sentence, claims.text as claim_text,
    claims.role, claims.party, claims.value, claims.low, claims.high, claims.hedge, claims.unit, claims.base,
    claims.place, claims.population, claims.as_of_start, claims.as_of_end, claims.as_of_basis,
    cast(claims.happens ->> '$.start' as date) as when_start, cast(claims.happens ->> '$.end' as date) as when_end,
    claims.quote_text, claims.quote_speaker, array_to_string(claims.attribution, ' > ') as attribution,
    verdicts_latest.label as verdict, verdicts_latest.shown_as, verdicts_latest.explanation, verdicts_latest.temporal,
    verdicts_latest.cited_source, verdicts_latest.cause, verdicts_latest.confidence, verdicts_latest.needs_person,
    verdicts_latest.families, verdicts_latest.origins_low, verdicts_latest.origins_high, named.names as origins,
    verdicts_latest.is_circular, verdicts_latest.earliest_url, verdicts_latest.earliest_published_at,
    verdicts_latest.searched_feeds, verdicts_latest.searched_passages, verdicts_latest.cut_off,
    coalesce(words.review, 'machine') as review, words.label as review_verdict, words.reviewers,
    words.reasons as review_reasons, words.reviewed_at,
    outward.averitec, outward.fever,
    verdicts_latest.judged_at, verdicts_latest.rules_hash, verdicts_latest.program
from verdicts_latest
join verdicts using (verdict_id)
join claims on claims.record_id = verdicts.claim_record
join documents on documents.document_id = claims.document_id
left join words on words.verdict_id = verdicts_latest.verdict_id
left join named on named.verdict_id = verdicts_latest.verdict_id
left join outward on outward.label = case
    when words.review = 'overruled' then words.label else verdicts_latest.label end
where ($since::timestamptz is null or verdicts_latest.judged_at >= $since)
    and ($articles::varchar[] is null or list_contains($articles, documents.document_id))
    and (not $reviewed_only or words.review is not null)
order by documents.published_at nulls last, documents.document_id, claims.start_char, claims.end_char,
    verdicts_latest.claim_id
"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which verdicts: judged since an instant (aware), of these articles, with a person's word only."""

    since: datetime | None = None
    articles: tuple[str, ...] | None = None
    reviewed_only: bool = False


def write_table(store: Path, target: Path, kind: Format, chosen: Chosen) -> int:
    """Write the table into a file that is made anew; returns how many claims are in it."""
    draft = Path(os.path.realpath(target.with_name(f".{target.name}.draft")))
    connection = connect(store, read_only=True, may_write=draft)
    try:
        with translated(store):
            add_cell_macro(connection)
            _fill(connection, chosen)
        _copy(connection, draft, target, kind)
        draft.replace(target)
        return int(connection.execute("select count(*) from chosen").fetchall()[0][0])
    except OSError as error:
        raise _unwritten(target, error.strerror or str(error)) from error
    finally:
        connection.close()
        draft.unlink(missing_ok=True)


def chosen_verdicts(store: Path, chosen: Chosen) -> tuple[tuple[str, datetime], ...]:
    """The same choice in the same order: the id of each verdict, and when it was judged (aware UTC)."""
    connection = connect(store, read_only=True)
    try:
        with translated(store):
            _fill(connection, chosen)
            rows = connection.execute("select verdict_id, epoch_us(judged_at) from chosen").fetchall()
    finally:
        connection.close()
    judged = ((str(verdict_id), instant(micros)) for verdict_id, micros in rows)
    return tuple((verdict_id, at) for verdict_id, at in judged if at is not None)


def _fill(connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> None:
    connection.execute("create temp table outward (label varchar, averitec varchar, fever varchar)")
    rows = [(label.value, *words) for label, words in OUTWARD.items()]
    connection.executemany("insert into outward values (?, ?, ?)", rows)
    asked = {
        "since": chosen.since,
        "articles": None if chosen.articles is None else list(chosen.articles),
        "reviewed_only": chosen.reviewed_only,
    }
    connection.execute(f"create temp table chosen as {_ROWS}", asked)


def _copy(connection: duckdb.DuckDBPyConnection, draft: Path, target: Path, kind: Format) -> None:
    # COPY takes no bound path before DuckDB 2.0; a doubled quote is the whole grammar of a string literal.
    literal = str(draft).replace("'", "''")
    described = connection.execute("describe chosen").fetchall()
    if kind == "csv":
        cells = ", ".join(f"cell({name}) as {name}" if of == "VARCHAR" else name for name, of, *_ in described)
        # Every text stands in quotation marks, so that "1e5" stays the words that it was.
        quoted = ", ".join(name for name, of, *_ in described if of == "VARCHAR")
        form = f"select {cells} from chosen", f"format csv, header, force_quote ({quoted})"  # noqa: S608 -- our own columns
    else:
        form = "from chosen", "format parquet, compression zstd"
    try:
        connection.execute(f"copy ({form[0]}) to '{literal}' ({form[1]})")
    except duckdb.Error as error:
        raise _unwritten(target, str(error).partition("\n")[0]) from error


def _unwritten(target: Path, cause: str) -> Unavailable:
    return Unavailable(str(target), f"cannot be written: {cause}", "Give another file")
