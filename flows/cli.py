"""The `tracewire` command: every verb with its help, its errors and its exit status.

Exit status: 0 done, whatever the verdicts; 1 some article failed (named, with its cause); 2 wrong usage or settings.
Results go to standard output, progress and troubles to standard error; progress is quiet where nobody watches.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.cli_care import forget, hold, pack
from flows.cli_feeds import feeds, init
from flows.cli_night import digest, nightly, up
from flows.cli_out import export, query, review
from flows.cli_standing import follow, history, rejudge, reverify
from flows.options import (
    Against,
    Archive,
    Articles,
    AsOfOption,
    Config,
    Html,
    Input,
    JsonOption,
    PublishedOption,
    PublisherOption,
    StoreFile,
    UrlOption,
)
from tasks import __version__
from tasks.trouble import Misconfigured, Trouble

app = typer.Typer(
    name="tracewire",
    help="Checks the figures in the news and traces where they came from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.")] = False,
) -> None:
    """Checks the figures in the news and traces where they came from."""
    if version:
        print(f"tracewire {__version__}")
        raise typer.Exit
    del context


@app.command()
def verify(
    articles: Articles = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    url: UrlOption = None,
    archive: Archive = None,
    against: Against = None,
    articles_file: Annotated[
        Path | None, typer.Option("--articles", help="Verify each record of a file of pages.")
    ] = None,
    store: StoreFile = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    html: Html = None,
    config: Config = None,
) -> None:
    """Check the claims of an article against the reference feeds and say where each figure came from."""
    from flows.commands.verify import VerifyRequest, run_verify  # noqa: PLC0415 -- help must not wait for imports

    request = VerifyRequest(
        articles=tuple(articles or ()),
        articles_file=articles_file,
        published=published,
        publisher=publisher,
        url=url,
        archives=tuple(archive or ()),
        against=tuple(against or ()),
        store=store,
        as_of=as_of,
        as_json=as_json,
        config=config,
        html=html,
    )
    raise typer.Exit(run_verify(request))


@app.command()
def trace(
    articles: Articles = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    url: UrlOption = None,
    archive: Archive = None,
    against: Against = None,
    articles_file: Annotated[
        Path | None, typer.Option("--articles", help="Trace each record of a file of pages.")
    ] = None,
    store: StoreFile = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    html: Html = None,
    as_mermaid: Annotated[bool, typer.Option("--mermaid", help="The graph of sources as mermaid text.")] = False,
    svg: Annotated[Path | None, typer.Option(help="Also draw chain and families into this file.")] = None,
    prov: Annotated[
        Path | None, typer.Option(help="Also write the provenance as W3C PROV-JSON into this file.")
    ] = None,
    config: Config = None,
) -> None:
    """Show where an article came from: its chain of publication, its copies, and who first said what it says."""
    from flows.commands.trace import TraceRequest, run_trace  # noqa: PLC0415 -- help must not wait for imports
    from flows.commands.verify import VerifyRequest  # noqa: PLC0415

    request = VerifyRequest(
        articles=tuple(articles or ()),
        articles_file=articles_file,
        published=published,
        publisher=publisher,
        url=url,
        archives=tuple(archive or ()),
        against=tuple(against or ()),
        store=store,
        as_of=as_of,
        as_json=as_json,
        config=config,
        html=html,
    )
    raise typer.Exit(run_trace(TraceRequest(request, as_mermaid, svg, prov)))


@app.command()
def check(
    sentence: Annotated[str, typer.Argument(help="One sentence with a figure, a date, a count or a quotation.")],
    published: Annotated[str | None, typer.Option(help="When it was said, so that “Tuesday” means a day.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who printed it; its own pages are then no support.")] = None,
    archive: Archive = None,
    against: Against = None,
    store: StoreFile = None,
    as_of: AsOfOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Judge one sentence alone; it is looked up like a claim of an article and never kept."""
    from flows.commands.verify import CheckRequest, run_check  # noqa: PLC0415 -- help must not wait for imports

    request = CheckRequest(
        sentence, published, publisher, tuple(archive or ()), tuple(against or ()), store, as_of, as_json, config
    )
    raise typer.Exit(run_check(request))


@app.command()
def refresh(
    config: Config = None,
    store: StoreFile = None,
    feed: Annotated[list[str] | None, typer.Option(help="Only these feeds, by name, due or not.")] = None,
) -> None:
    """Poll the reference feeds that are due into the store and the index."""
    from flows.commands.refresh import run_refresh  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_refresh(config, store, tuple(feed or ())))


app.add_typer(feeds)
for _verb in (up, nightly, digest, reverify, rejudge, history, init, query, review, export, pack, follow, hold, forget):
    app.command()(_verb)


@app.command()
def explain(
    claim: Annotated[
        str | None,
        typer.Argument(help="Id of a claim, or its beginning; without one, what was judged last.", show_default=False),
    ] = None,
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, and nothing else.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Also write the report page of its article, as it was judged.")
    ] = None,
    config: Config = None,
) -> None:
    """Show all that is behind a verdict: what was read, found, compared and decided, and what would flip it."""
    from flows.commands.explain import run_explain  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_explain(claim, config, store, as_json=as_json, html=html))


@app.command()
def evidence(
    claim: Annotated[
        str | None,
        typer.Argument(help="Id of a claim, or its beginning; without one, all that is kept.", show_default=False),
    ] = None,
    warc: Annotated[
        Path | None, typer.Option("--warc", help="Write the bytes as a web archive (.warc.gz) into this file.")
    ] = None,
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Show the bytes that a verdict rests on, the article's own included, or write all that was fetched as WARC."""
    from flows.commands.evidence import run_evidence  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_evidence(claim, warc, config, store, as_json=as_json))


@app.command()
def replay(
    verdict: Annotated[str, typer.Argument(help="Id of a verdict, or its beginning; `tracewire explain` shows it.")],
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Judge again from the texts, passages and rules of that day; says “same”, or what differs (exit status 1)."""
    from flows.commands.explain import run_replay  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_replay(verdict, config, store, as_json=as_json))


@app.command()
def ledger(
    phrase: Annotated[
        str,
        typer.Argument(help='What is counted, of whom, where: "killed, North Korean troops", "injured, Port Halden".'),
    ],
    archive: Archive = None,
    svg: Annotated[Path | None, typer.Option("--svg", help="Write the step chart to this SVG file as well.")] = None,
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Show every figure ever read for one quantity: who, when, how firmly; one line a counter, with a step chart."""
    from flows.commands.ledger import LedgerRequest, run_ledger  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_ledger(LedgerRequest(phrase, tuple(archive or ()), store, svg, as_json, config)))


@app.command()
def join(
    pages: Annotated[
        list[str] | None,
        typer.Argument(
            help="Two pages: address, document id or its beginning, or the archive's id. None: what was said so far.",
            show_default=False,
        ),
    ] = None,
    same: Annotated[
        bool | None, typer.Option("--same/--not-same", help="They are one report, or two.", show_default=False)
    ] = None,
    by: Annotated[str | None, typer.Option(help="Your name, which is kept and shown.", show_default=False)] = None,
    why: Annotated[str | None, typer.Option(help="Your reason, which is kept and shown.", show_default=False)] = None,
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Say that two pages are one report, or two; every later trace and verdict counts families and origins by it."""
    from flows.commands.join import JoinRequest, run_join  # noqa: PLC0415 -- help must not wait for imports

    request = JoinRequest(tuple(pages or ()), same, by, why, store, as_json, config)
    raise typer.Exit(run_join(request))


@app.command()
def annotate(
    source: Input,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines on a terminal too.")] = False,
    config: Config = None,
) -> None:
    """Show every layer that is read from a text: coloured on a terminal, else JSON Lines. No store, no network."""
    from flows.commands.documents import run_annotate  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_annotate(source, config, as_json=as_json))


@app.command()
def copies(source: Input, config: Config = None) -> None:
    """List the pairs of documents of which one was copied or rewritten from the other: one JSON line a pair."""
    from flows.commands.documents import run_copies  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_copies(source, config))


@app.command()
def doctor(
    restore: Annotated[
        bool, typer.Option("--restore", help="Set a damaged store aside and put the last readers' copy in its place.")
    ] = False,
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Look at store, index, readers' copy, feeds, disk, clock and Prefect; mend what is derived, say what is not."""
    from flows.commands.doctor import run_doctor  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_doctor(config, store, restore=restore, as_json=as_json))


@app.command()
def schema(
    of: Annotated[Literal["verify", "trace"], typer.Argument(help="Whose record: that of `verify` or of `trace`.")] = (
        "verify"
    ),
) -> None:
    """Print the JSON Schema of what `verify --json` prints, or `trace --json`."""
    from tasks.reports.schema import schema as verify_schema  # noqa: PLC0415 -- help must not wait for imports
    from tasks.reports.trace_schema import trace_schema  # noqa: PLC0415

    print(json.dumps(trace_schema() if of == "trace" else verify_schema(), indent=2))


def main() -> None:
    """Run the command; troubles become one line on standard error and an exit status."""
    try:
        app()
    except Misconfigured as trouble:
        _tell(trouble)
        sys.exit(2)
    except Trouble as trouble:
        _tell(trouble)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("tracewire: stopped; what was recorded so far is kept.\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader (`head`) has seen enough; what is still in the buffer must not fail at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _tell(trouble: Trouble) -> None:
    sys.stderr.write(f"tracewire: {trouble}\n")


def now() -> datetime:
    """The clock, read in one place."""
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
