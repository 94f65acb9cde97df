"""MUC-3/4 terrorist reports (1988-91): deaths and injuries of a document as pairs (effect, number).

Gold: the groups of victims of all incidents of a document, groups with the same effect and number merged. Found: the
stated casualty figures of victims, responders and combatants, merged alike. Right: effect and number both equal.
Scored on documents with at least one gold group, and on all (where a clash that is no incident counts as wrong).
Data: github.com/xinyadu/grit_doc_event_entity; capitals only.
"""

import json
import re
from typing import Any

from tasks.model import Claim
from tests.benchmarks.scoring import Tally, arguments, claims_of, stated

EFFECTS = {"killed": "DEATH", "injured": "INJURY"}


def main() -> None:
    options, path = arguments(__doc__, "muc34_terror/dev.jsonl")
    if path is None:
        return
    with_gold, everywhere, large = Tally(), Tally(), Tally()
    shown = 0
    for line in path.read_text(encoding="utf-8").split("\n")[: options.limit or None]:
        if not line:
            continue
        record = json.loads(line)
        wanted = gold(record)
        claims = claims_of(unwrapped(record["text"]))
        found = pairs(claims)
        everywhere.add(found, wanted)
        if not wanted:
            continue
        with_gold.add(found, wanted)
        large.add({pair for pair in found if pair[1] > 1}, {pair for pair in wanted if pair[1] > 1})
        if found != wanted and shown < options.misses:
            shown += 1
            print(record["id"], "missed", sorted(wanted - found), "wrong", sorted(found - wanted))
            for claim in claims:
                print("     ", claim.figure.role, claim.figure.value, claim.text, "|", " ".join(claim.sentence.split()))
    print("documents with casualties ", with_gold.row())
    print("  of these numbers above 1", large.row())
    print("all documents             ", everywhere.row())


def gold(record: dict[str, Any]) -> set[tuple[str, float]]:
    """The (effect, number) pairs of a document."""
    groups = (group for incident in record["incidents"] for group in incident.get("gold_casualties") or [])
    return {(group["effect"], float(group["n_min"])) for group in groups if group["effect"] in EFFECTS.values()}


def pairs(claims: list[Claim]) -> set[tuple[str, float]]:
    """What was read, as (effect, number) pairs; a dead attacker is no victim."""
    figures = [claim.figure for claim in stated(claims, EFFECTS) if claim.figure]
    return {(EFFECTS[f.role], f.value) for f in figures if f.party.value != "perpetrator"}


def unwrapped(text: str) -> str:
    """Paragraphs on one line each: the wire's line ends are no ends of anything."""
    return "\n".join(re.sub(r"(?<=[A-Z])-\s+", "-", " ".join(block.split())) for block in re.split(r"\n\s*\n", text))


if __name__ == "__main__":
    main()
