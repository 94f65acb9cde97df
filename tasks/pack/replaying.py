"""Judging every verdict of a pack again, from the pack alone.

In: an open pack, today's settings. Out: each verdict as it was and as it comes out now, article by article; verdicts
that cannot be judged again are named with the reason. Raises Unreadable for a pack whose records are not what this
program writes: nothing in it is trusted further than that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tasks.model import Verification
from tasks.pack.contents import INDEX
from tasks.pack.manifest import as_json
from tasks.pack.notes import is_withheld
from tasks.pack.opened import MAX_JSON_BYTES, Pack
from tasks.replay import Kept, replay_together
from tasks.reports.replayed import Replayed, differences
from tasks.reports.safe import line
from tasks.settings import Settings
from tasks.store import codec
from tasks.trouble import Trouble, Unreadable

_HEX = re.compile(r"[0-9a-f]{1,64}")
NOT_KEPT = "the search that it rests on was not kept"
WHY_CHARS = 400


@dataclass(frozen=True, slots=True)
class Again:
    """One article of a pack judged again; `left_out` holds verdict ids with the reason."""

    document_id: str
    title: str | None
    url: str | None
    replayed: tuple[Replayed, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def replay_pack(pack: Pack, settings: Settings) -> Iterator[Again]:
    """Judge the verdicts of each article again."""
    try:
        for article in as_json(pack, INDEX)["articles"]:
            yield _article(pack, article, settings)
    except Trouble:
        raise
    except Exception as error:  # whatever a stranger put into records that are well formed otherwise
        cause = f"its records are not what this program writes ({type(error).__name__})"
        raise Unreadable(pack.name, cause, "Use the version of Tracewire that made it, or ask for it again") from error


def _article(pack: Pack, article: dict[str, Any], settings: Settings) -> Again:
    left_out: list[tuple[str, str]] = []
    by_search: dict[tuple[str, str], list[str]] = {}
    for row in article["verdicts"]:
        if row["verification"] is None:
            left_out.append((str(row["verdict_id"]), line(str(row.get("why_not") or NOT_KEPT), WHY_CHARS)))
        else:
            by_search.setdefault((row["verification"], row["rules_hash"]), []).append(row["verdict_id"])
    replayed: list[Replayed] = []
    for (file, rules_hash), verdict_ids in by_search.items():
        verification = codec.decode(Verification, pack.read(file, MAX_JSON_BYTES).decode("utf-8", "surrogatepass"))
        then = _settings(pack, rules_hash, settings)
        kept = {verdict.verdict_id: verdict for verdict in verification.verdicts}
        found = [Kept(kept[one], verification, settings, then) for one in verdict_ids]
        again = replay_together(found)
        replayed.extend(map(_without_id, again) if is_withheld(verification) else again)
    return Again(article["document_id"], article["title"], article["url"], tuple(replayed), tuple(left_out))


def _without_id(replayed: Replayed) -> Replayed:
    """The id of a verdict hashes what people said too, and their words are not in this pack: all else is compared."""
    was, again = replayed.verdict, replayed.again
    if again is None:
        return replayed
    again = replace(again, verdict_id=was.verdict_id)
    return replace(
        replayed, again=again, differences=differences(was, again), notes=() if again == was else replayed.notes
    )


def _settings(pack: Pack, rules_hash: str, settings: Settings) -> Settings:
    if not _HEX.fullmatch(rules_hash):
        raise ValueError(rules_hash)
    if rules_hash == settings.rules_hash:
        return settings
    text = pack.read(f"configurations/{rules_hash}.json", MAX_JSON_BYTES).decode()
    return settings.as_kept(text)
