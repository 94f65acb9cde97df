"""Verbs of the `tracewire` command about what is in the store already: `query`, and `review` by people."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.options import Config, StoreFile
from tasks.trouble import Misconfigured


def query(
    sql: Annotated[
        str | None,
        typer.Argument(
            help='One statement that reads, as "from figures limit 5"; - for standard input.', show_default=False
        ),
    ] = None,
    tables: Annotated[bool, typer.Option("--tables", help="List the public views with their columns.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(help="Rows at most; 0 for all. A terminal shows 200, a pipe gets 1,000,000.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a row.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on a terminal too.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the readers' copy anew first.")] = False,
    store: StoreFile = None,
    config: Config = None,
) -> None:
    """Ask the readers' copy of the store in SQL; nothing can be written, and no other file is reached."""
    from flows.commands.query import QueryRequest, run_query  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_query(QueryRequest(sql, tables, limit, as_json, as_csv, fresh, store, config)))


def review(
    claim: Annotated[
        str | None,
        typer.Argument(
            help="Claim, or the beginning of its id; with --span an article will do. None lists what was said.",
            show_default=False,
        ),
    ] = None,
    is_confirmed: Annotated[
        bool | None,
        typer.Option("--confirm/--overrule", help="Whether its newest verdict is right.", show_default=False),
    ] = None,
    by: Annotated[str, typer.Option(help="Who says so.")] = "",
    reason: Annotated[
        str,
        typer.Option(
            help="number misread, wrong event, source not trusted, wrong copy link, claim missed, other (and --note)."
        ),
    ] = "",
    note: Annotated[str, typer.Option(help="In your own words.")] = "",
    label: Annotated[str, typer.Option(help="What it is instead: supported, refuted, disputed and so on.")] = "",
    as_figure: Annotated[str, typer.Option(help="Misread: the figure as it is printed, or the day (2025-09-03).")] = "",
    page: Annotated[str, typer.Option(help="Wrong event: the page that tells of another, by id or address.")] = "",
    source: Annotated[str, typer.Option(help="Not trusted: a page of that source; needs --tier.")] = "",
    tier: Annotated[str, typer.Option(help="How far: 1 record, 2 agency, 3 outlet, 4 supports nothing.")] = "",
    not_same: Annotated[
        list[str] | None, typer.Option(help="Wrong copy: a page that is no copy of the article; or two pages.")
    ] = None,
    span: Annotated[str, typer.Option(help="Missed: words of the article that claim something; needs --kind.")] = "",
    kind: Annotated[str, typer.Option(help="Of what kind: casualty, date, count, quantity, quote.")] = "",
    role: Annotated[str, typer.Option(help="What is counted or dated: killed, injured, or a noun or verb.")] = "",
    take_back: Annotated[bool, typer.Option("--take-back", help="Take back what you set right about it.")] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="How often people and machine agree, by month, label, kind and rule.")
    ] = False,
    is_queue: Annotated[
        bool,
        typer.Option("--list", help="What waits for a person: what needs one, and shaky support."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, and nothing else.")] = False,
    store: StoreFile = None,
    config: Config = None,
) -> None:
    """Confirm or overrule a verdict by name, on the record; what you set right is judged again and remembered.

    Without a claim: what was said so far.
    """
    from flows.commands.review import ReviewRequest, run_review  # noqa: PLC0415 -- help must not wait for imports
    from tasks.reviewing import Typed  # noqa: PLC0415
    from tasks.setting_right import Fix  # noqa: PLC0415

    fix = Fix(as_figure, page, source, tier, tuple(not_same or ()), span, kind, role)
    typed = Typed(claim or "", is_confirmed, by, reason, note, label, fix, take_back)
    is_word = claim is not None or (typed != Typed("") and not (agreement or is_queue))
    raise typer.Exit(run_review(ReviewRequest(typed if is_word else None, agreement, is_queue, store, as_json, config)))


def export(
    kind: Annotated[
        Literal["claimreview", "csv", "parquet"],
        typer.Option("--format", help="schema.org ClaimReview, or all as a table (docs/exports.md lists its columns)."),
    ] = "claimreview",
    author: Annotated[
        str, typer.Option(help="ClaimReview: who answers for the reviews; else [publisher] of settings.toml.")
    ] = "",
    author_type: Annotated[
        Literal["Organization", "NewsMediaOrganization", "Person"], typer.Option(help="What --author is.")
    ] = "Organization",
    with_machine: Annotated[
        bool,
        typer.Option("--all", help="ClaimReview: also what no person confirmed, leads of a machine and said to be so."),
    ] = False,
    output: Annotated[Path, typer.Option("--output", "-o", help="Table: the file; - for standard output.")] = Path("-"),
    since: Annotated[
        str | None, typer.Option(help="Table: what was judged since then, 2026-01-31 or with time and offset.")
    ] = None,
    article: Annotated[str | None, typer.Option(help="Table: only this article, by its address or id.")] = None,
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="Table: only verdicts on which a person has spoken.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Table: write over a file that is there.")] = False,
    store: StoreFile = None,
    config: Config = None,
) -> None:
    """Give verdicts to others: confirmed ones as ClaimReview, an object a line, or all of them as CSV or Parquet."""
    if kind != "claimreview":
        from flows.commands.export_table import TableRequest, run_table  # noqa: PLC0415 -- help must not wait for imports

        raise typer.Exit(run_table(TableRequest(kind, output, since, article, reviewed_only, force, store, config)))
    if output != Path("-") or since or article or reviewed_only:
        raise Misconfigured(
            "-o, --since, --article, --reviewed-only", "are for --format csv and parquet", "ClaimReview goes to a pipe"
        )
    from flows.commands.export import ExportRequest, run_export  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_export(ExportRequest(author, with_machine, author_type, store, config)))
