"""A news site for the night: one wire that counts the dead of a ferry, and a watched feed whose articles repeat or lag.

All words are our own and all outlets fictional. Article number n is always the same, so that a long night can be
generated and compared.
"""

from dataclasses import replace
from pathlib import Path

import duckdb

from tasks.desk import Desk
from tasks.refresh import night_feeds, refresh_feed, standing, store_refreshed
from tasks.settings import load
from tasks.store.verdict_rows import search
from tests.hostile.site import serve

TOWNS = ("Port Halden", "Kelmouth", "Sandrick", "Ostervik", "Marlow Quay", "Brennan Bay", "Tarn Head", "Dunmore Sound")
SHIPS = ("Aurelia", "Borealis", "Calypso", "Dorothea", "Evangeline", "Fortuna", "Galatea", "Helvetia")
_PAGE = """<html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{published}">
</head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"""
_FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>"""
_ITEM = "<item><title>{title}</title><link>{{site}}/{path}</link><guid>{path}</guid><pubDate>{date}</pubDate></item>"


def wire_page(n: int, killed: int) -> str:
    """What the wire and its source say: the toll that later pages are held against."""
    ship, town = SHIPS[n % len(SHIPS)], TOWNS[n % len(TOWNS)]
    return _page(
        f"Ferry {ship} sinks off {town}, {killed} dead",
        "Harbour Wire",
        "2025-03-04T09:00:00+00:00",
        f"{town.upper()} (Harbour Wire) — The ferry {ship} sank off {town} on Monday and {killed} people were killed, "
        f"the {town} coast guard said on Tuesday.",
        f"Divers reached the wreck of the {ship} before noon on Tuesday and brought up the last of the passengers.",
        f"The captain of the {ship} told investigators that water came in through the bow door in a heavy swell.",
    )


def watched_page(n: int, killed: int, *, outlet: str = "Morning Ledger") -> str:
    """An article of a watched outlet about the same sinking, in words of its own."""
    ship, town = SHIPS[n % len(SHIPS)], TOWNS[n % len(TOWNS)]
    return _page(
        f"Mourning in {town} after the {ship}, story {n}",
        outlet,
        "2025-03-05T07:00:00+00:00",
        f"Flags hung at half mast in {town} on Wednesday. The sinking of the ferry {ship} on Monday killed {killed} "
        f"people, the {town} coast guard said.",
        f"Shops near berth {n + 3} stayed shut, and a choir sang on the quay from which the {ship} had sailed.",
        f"A service for the passengers of the {ship} will be held at the church of {town}, the mayor's office said.",
    )


def _page(title: str, outlet: str, published: str, *paragraphs: str) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return _PAGE.format(title=title, outlet=outlet, published=published, paragraphs=text)


def write_site(www: Path, articles: int, *, wire: int = 44, poison: str | None = None) -> None:
    """Fill a folder for tests/hostile/site.py: `wire.xml` with a page a ship, `watched.xml` with that many articles.

    Every third article prints twenty dead too few. `poison` is the body of one more watched page.
    """
    www.mkdir(parents=True, exist_ok=True)
    (www / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    items = []
    for n in range(len(SHIPS)):
        (www / f"wire-{n}.html").write_text(wire_page(n, wire + n), encoding="utf-8")
        items.append(_ITEM.format(title=f"Wire {n}", path=f"wire-{n}.html", date="Tue, 04 Mar 2025 09:00:00 GMT"))
    (www / "wire.xml").write_text(_FEED.format(name="Harbour Wire", items="".join(items)), encoding="utf-8")
    watched = {f"story-{n}.html": _watched(n, wire) for n in range(articles)}
    if poison is not None:
        watched["poison.html"] = poison
    items = []
    for path, page in watched.items():
        (www / path).write_text(page, encoding="utf-8")
        items.append(_ITEM.format(title=path, path=path, date="Wed, 05 Mar 2025 07:00:00 GMT"))
    (www / "watched.xml").write_text(_FEED.format(name="Morning Ledger", items="".join(items)), encoding="utf-8")


def _watched(n: int, wire: int) -> str:
    return watched_page(n, wire + n % len(SHIPS) - (20 if n % 3 == 0 else 0))


def write_feeds(config: Path, url: str, *, more: str = "") -> None:
    """feeds.toml and settings.toml for that site; `more` is added to settings.toml."""
    config.mkdir(exist_ok=True)
    host = url.removeprefix("http://")
    (config / "settings.toml").write_text(
        f'[limits]\nallow_hosts = ["{host}"]\npause_s = 0.0\ndeadline_s = 5.0\n{more}\n', encoding="utf-8"
    )
    feeds = (("Harbour Wire", "wire", "reference", 2), ("Morning Ledger", "watched", "watch", 3))
    (config / "feeds.toml").write_text(
        "\n".join(
            f'[[feed]]\nname = "{name}"\nkind = "rss"\nurl = "{url}/{file}.xml"\npublisher = "{name}"\n'
            f'role = "{role}"\ntier = {tier}\n'
            for name, file, role, tier in feeds
        ),
        encoding="utf-8",
    )


def fetch_night(folder: Path, articles: int, *, more: str = "", limits: str = "") -> None:
    """Generate the site in `folder` and poll it once, into `fetched/tracewire.duckdb`, which nights begin with."""
    write_site(folder / "www", articles)
    with serve(folder / "www") as site:
        write_feeds(folder / "config", site.url, more=f"{limits}{more}")
        with Desk(load(folder / "config"), str(folder / "fetched" / "tracewire.duckdb"), flow="refresh") as desk:
            before = standing(desk)
            store_refreshed([refresh_feed(feed, desk, before) for feed in night_feeds(desk)], desk)


def kept(path: Path) -> dict[str, list[str]]:
    """What a night left in a store, without what tells one night from another (units, clocks, processes)."""
    columns = {
        "documents": "document_id, source_id, url, publisher, text",
        "document_roles": "document_id, role",
        "readings": "reading_id, document_id, claim_records",
        "claims": "record_id, claim_id",
        "verdicts": "verdict_id, claim_record, label, explanation, confidence, needs_person, origins",
        "matches": "verdict_id, position, relation, detail, score, their_record",
        "edges": "edge_id, from_id, to_id, kind",
        "verifications": "verification_id, document_id, verdict_ids, cited, edge_ids, families",
        "night_articles": "outcome_id, document_id, outcome, cause",
    }
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("select verification_id, search from searches").fetchall()
        searches = sorted(f"{key} {replace(search(packed), seen=())}" for key, packed in rows)
        return {"searches": searches} | {
            table: sorted(str(row) for row in connection.execute(f"select {listed} from {table}").fetchall())  # noqa: S608 -- the two are the constants above
            for table, listed in columns.items()
        }
