"""The digest for people: plain text for the terminal and for mail, markdown for the Prefect UI, rows for its page.

In: a `Digest` and the address of its page. Out: text. What comes from outside is cleaned, in markdown also escaped;
links are ours.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict

from tasks.reports.digest import stories_of
from tasks.reports.digest_model import Digest, Item, News
from tasks.reports.index_page import Group, Row, index_page
from tasks.reports.safe import line, markdown
from tasks.reports.verdict_words import VERDICTS
from tasks.verdicts.wording import day_words

ID_CHARS = 8
MAX_ARTICLES = 5  # of an item named one by one
MAX_FAILURES = 20
MAX_NEWS = 10  # of a section; the store holds the rest
_LINK = re.compile(r"(?:https?|file)://[A-Za-z0-9._~:/?#@!$&*+,;=%-]{1,1900}")


def headline(digest: Digest) -> str:
    """The digest in one line."""
    count = len(digest.items)
    new = sum(item.is_new for item in digest.items)
    needs = "1 thing needs a person" if count == 1 else f"{count} things need a person"
    parts = [needs if count else "No watched article needs a person", f"{new} new" if new else ""]
    parts += [f"{digest.more} more below the limit" if digest.more else ""]
    parts += [f"{digest.articles:,} articles gone through" if digest.articles else ""]
    return ", ".join(filter(None, parts)) + "."


def digest_text(digest: Digest, page: str = "") -> str:
    """For a terminal and for mail."""
    rows = [f"Digest of {day_words(digest.made_at.date())}", headline(digest), *([page] if page else [])]
    for story, items in stories_of(digest.items):
        rows += ["", story]
        for item in items:
            rows += [f"  {item.item_id[:ID_CHARS]} {_marks(item)}{item.sentence}"]
            rows += [f"      {words}" for words in _about(item)]
    rows += _ends(digest)
    if digest.items:
        rows += [
            "",
            "tracewire digest --dismiss ITEM --by NAME --reason WHY (or --snooze ITEM --until DAY) puts one away.",
        ]
    return "\n".join(rows) + "\n"


def _about(item: Item) -> Iterator[str]:
    if item.back_because:
        yield item.back_because
    for one in item.articles[:MAX_ARTICLES]:
        own = "ours, " if one.is_own else ""
        yield f"{own}{line(one.publisher, 80)}: {line(one.title, 120)} {line(one.page or one.url or '')}".rstrip()
    if len(item.articles) > MAX_ARTICLES:
        yield f"and {len(item.articles) - MAX_ARTICLES} more articles"


def _sections(digest: Digest) -> Iterator[tuple[str, tuple[News, ...]]]:
    """What is told beside the items, under its heading, as much of it as is shown."""
    for heading, news in (
        ("Verdicts that the news overtook", digest.overtaken),
        ("Followed figures that moved", digest.moved),
    ):
        if news:
            yield f"{heading} ({len(news)})", news[:MAX_NEWS]


def _ends(digest: Digest) -> list[str]:
    rows: list[str] = []
    for heading, news in _sections(digest):
        rows += ["", heading]
        for one in news:
            rows += [f"  {one.key[:ID_CHARS]} {line(one.sentence, 600)}"]
            rows += [f"      {words}" for words in (one.draft, f"{one.about} {line(one.page or '')}".rstrip()) if words]
    if digest.away:
        rows += ["", f"{digest.away} dismissed or put off: nothing new about them."]
    if digest.failures:
        rows += ["", f"Failed ({len(digest.failures)})"]
        rows += [f"  {line(cause)}" for _, cause in digest.failures[:MAX_FAILURES]]
    if digest.quiet:
        rows += ["", f"Quiet feeds ({len(digest.quiet)})"]
        rows += [f"  {line(one.feed, 80)}: {line(one.why, 300)}" for one in digest.quiet]
    return rows


def digest_markdown(digest: Digest, page: str = "") -> str:
    """For the Prefect UI."""
    parts = [f"# Digest of {markdown(day_words(digest.made_at.date()))}", markdown(headline(digest))]
    if _LINK.fullmatch(page):
        parts.append(f"[Open it as a page]({page})")
    for story, items in stories_of(digest.items):
        parts.append(f"## {markdown(story, 160)}")
        for item in items:
            rows = [f"**{markdown(_marks(item) + item.sentence)}** `{item.item_id[:ID_CHARS]}`"]
            rows += [f"- {markdown(item.back_because)}"] if item.back_because else []
            rows += [f"- {_linked(item, place)}" for place in range(min(len(item.articles), MAX_ARTICLES))]
            if len(item.articles) > MAX_ARTICLES:
                rows.append(f"- and {len(item.articles) - MAX_ARTICLES} more articles")
            parts.append("\n".join([rows[0], "", *rows[1:]]))
    for heading, news in _sections(digest):
        parts.append(f"## {markdown(heading)}")
        parts.append("\n".join(_news_markdown(one) for one in news))
    if digest.away:
        parts.append(f"{digest.away} dismissed or put off: nothing new about them\\.")
    if digest.failures:
        parts.append("## Failed")
        parts.append("\n".join(f"- {markdown(cause)}" for _, cause in digest.failures[:MAX_FAILURES]))
    if digest.quiet:
        parts.append("## Quiet feeds")
        parts.append("\n".join(f"- {markdown(one.feed, 80)}: {markdown(one.why, 300)}" for one in digest.quiet))
    return "\n\n".join(parts) + "\n"


def _news_markdown(one: News) -> str:
    about = markdown(one.about, 240)
    about = f"[{about}]({one.page})" if one.page and _LINK.fullmatch(one.page) else about
    draft = f" *{markdown(one.draft, 600)}*" if one.draft else ""
    return f"- {markdown(one.sentence, 600)}{draft} {about}"


def _linked(item: Item, place: int) -> str:
    one = item.articles[place]
    words = markdown(f"{'ours, ' if one.is_own else ''}{one.publisher}: {one.title}", 200)
    return f"[{words}]({one.page})" if one.page and _LINK.fullmatch(one.page) else words


def digest_page(digest: Digest) -> str:
    """The index page of a night, in the making of the report pages beside it."""
    groups = [Group(story, tuple(_row(item) for item in items)) for story, items in stories_of(digest.items)]
    for heading, news in _sections(digest):
        rows = [Row(one.sentence, one.about, _beside(one.page), (one.draft,) if one.draft else ()) for one in news]
        groups.append(Group(heading, tuple(rows)))
    if digest.failures:
        failed = [Row(title=article or "an article", about=cause) for article, cause in digest.failures[:MAX_FAILURES]]
        groups.append(Group("Failed", tuple(failed)))
    if digest.quiet:
        groups.append(Group("Quiet feeds", tuple(Row(title=one.feed, about=one.why) for one in digest.quiet)))
    lede = headline(digest)
    if digest.away:
        lede += f" {digest.away} dismissed or put off, with nothing new about them."
    return index_page(f"Digest of {day_words(digest.made_at.date())}", groups, written=digest.made_at, lede=lede)


def _row(item: Item) -> Row:
    first = item.articles[0]
    shown = VERDICTS[item.label]
    about = f"{shown.sign} {shown.words} · {item.item_id[:ID_CHARS]}{' · new' if item.is_new else ''}"
    articles = [f"{'Ours: ' if one.is_own else ''}{one.publisher}: {one.title}" for one in item.articles[:MAX_ARTICLES]]
    more = len(item.articles) - MAX_ARTICLES
    told = [
        *([item.back_because] if item.back_because else []),
        *articles,
        *([f"and {more} more articles"] if more > 0 else []),
    ]
    return Row(title=item.sentence, about=about, href=_beside(first.page), lines=tuple(told))


def _beside(page: str | None) -> str:
    """The file of a report in the folder of the digest's own page: so the link works wherever the folder is served."""
    return (page or "").rpartition("/")[2]


def _marks(item: Item) -> str:
    """What a reader must see first: NEW, and that it is their own paper's."""
    return ("NEW " if item.is_new else "") + ("OURS " if item.is_own else "")


def digest_json(digest: Digest, page: str = "") -> dict[str, object]:
    """For programs: what a webhook gets."""
    return {
        "made_at": digest.made_at.isoformat().replace("+00:00", "Z"),
        "headline": headline(digest),
        "page": page or None,
        "items": [_item_json(item) for item in digest.items],
        "more": digest.more,
        "away": digest.away,
        "articles": digest.articles,
        "failures": [{"article": article, "cause": cause} for article, cause in digest.failures],
        "overtaken": [asdict(one) for one in digest.overtaken],
        "moved": [asdict(one) for one in digest.moved],
        "quiet": [{"feed": one.feed, "why": one.why} for one in digest.quiet],
    }


def _item_json(item: Item) -> dict[str, object]:
    return {
        "item_id": item.item_id,
        "sentence": item.sentence,
        "story": item.story,
        "verdict": item.label.value,
        "is_own": item.is_own,
        "is_new": item.is_new,
        "back_because": item.back_because or None,
        "detail": item.detail,
        "origins": list(item.kept.origins),
        "articles": [
            {"document_id": one.document_id, "claim_id": one.claim_id, "publisher": one.publisher, "title": one.title,
             "url": one.url, "page": one.page, "is_own": one.is_own}
            for one in item.articles
        ],
    }  # fmt: skip
