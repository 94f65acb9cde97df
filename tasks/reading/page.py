"""One HTML page as its article: text, title, names, raw dates and credits."""

from dataclasses import dataclass

from tasks.model import Credit


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says about itself. Dates are the strings that were printed, never a guess."""

    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published_raw: str | None = None
    published_basis: str = "meta"
    modified_raw: str | None = None
    canonical_url: str | None = None
    credits: tuple[Credit, ...] = ()
    charset_used: str | None = None


def extract(html: bytes, charset: str | None, url: str | None) -> PageText:
    """Take the article out of a page."""
    from trafilatura import bare_extraction  # noqa: PLC0415 -- 0.3 s that plain text need not pay

    found = bare_extraction(
        html.decode(charset or "utf-8", "replace"), url=url, with_metadata=True, include_comments=False
    )
    return PageText(
        text=(found.text if found else "") or "",
        title=found.title if found else None,
        publisher=found.sitename if found else None,
        byline=found.author if found else None,
        charset_used=charset or "utf-8",
    )
