"""Options that several verbs of the `tracewire` command share, said once."""

from pathlib import Path
from typing import Annotated

import typer

Articles = Annotated[
    list[str] | None,
    typer.Argument(help="URL, file (.html .txt .json .jsonl), or - for standard input.", show_default=False),
]
PublishedOption = Annotated[
    str | None, typer.Option("--published", help="When the article was published, over what the page says.")
]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="Who published it, over what the page says.")]
UrlOption = Annotated[str | None, typer.Option("--url", help="Where it was published, over what the page says.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object an article, and nothing else.")]
Archive = Annotated[
    list[Path] | None,
    typer.Option(
        "--archive", help="Reference pages of this run only: JSONL, CSV, Parquet, WARC or a folder. Repeatable."
    ),
]
Against = Annotated[
    list[str] | None,
    typer.Option(
        "--against",
        help="A page to hold against it, evidence for this run: URL, .html .txt .json .pdf, or -. Repeatable.",
    ),
]
Config = Annotated[Path | None, typer.Option("--config", help="Folder with feeds.toml and the other three.")]
StoreFile = Annotated[
    str | None, typer.Option("--store", help="DuckDB file to use; ':memory:' for an empty one that is thrown away.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Judge with what was out by then: 2025-09-05 or 2025-09-05T09:00+02:00.")
]
Html = Annotated[
    Path | None, typer.Option("--html", help="Also write the report page, one HTML file that needs nothing else.")
]
Input = Annotated[Path, typer.Option("--input", help="JSON Lines of {id, text, published}, or a page or folder.")]
