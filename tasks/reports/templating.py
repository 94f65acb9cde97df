"""The pages' templates: how they are found, what they may hold, and the policy that a browser is told to keep.

In: the name of a template and what it shows. Out: one HTML text that loads nothing and runs one script of ours.
Everything that a template prints is cleaned of control and bidirectional characters and escaped; a name that a template
misspells is an error, not an empty place. The templates lie beside this module and ship with it.
"""

import hashlib
from base64 import b64encode
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tasks.reports import lineage_svg, step_svg
from tasks.reports.safe import line

MAX_PRINTED_CHARS = 100_000  # of one value; a paragraph of an article is the longest there is


def rendered(template: str, **shown: object) -> str:
    """Fill one template."""
    style, script = _style(), _source("report.js")
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704 -- our own files
            script=Markup(script),  # noqa: S704
            policy=policy(style, script),
            **shown,
        )
    )


def policy(style: str, script: str) -> str:
    """A Content-Security-Policy under which nothing is loaded and nothing runs but this style and this script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=1)
def _style() -> str:
    """One style for all pages, with what the drawings inside them need."""
    return _source("report.css") + lineage_svg.STYLE + step_svg.style()


@lru_cache(maxsize=8)
def _source(name: str) -> str:
    environment = _environment()
    if environment.loader is None:
        raise LookupError(name)
    return environment.loader.get_source(environment, name)[0]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("tasks.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _printed(value: object) -> object:
    """What a template prints: markup of ours as it is, everything else as one harmless line."""
    if isinstance(value, Markup):
        return value
    if value is None:
        raise ValueError("a template prints nothing: say so in words")
    return line(str(value), MAX_PRINTED_CHARS)
