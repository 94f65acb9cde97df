"""Gun Violence Archive: victims killed and injured in an incident, told by local outlets.

An incident's figure is read from all its articles together (`agreed`), from their figures of their own happening
(tasks/claims/incidents.py; earlier years, separate incidents and round-ups are set aside): each article votes for the
numbers that it states for victims (or the sum of a list), the later in the article the less; the number with most
votes wins, the larger of two equal ones; with less than a half of the votes (two thirds: "sure") there is no answer.
Asked: incidents whose gold number (2 or more) is printed within 60 characters of a casualty word in some article of
300 characters or more. Right: equal to the gold number of victims, or of all dead or hurt with the suspect.
precision = right / answered, recall = right / asked. Single victims are shown apart: nothing printed tells them.
Data: texts of SemEval-2018 Task 5, gold by GVA (README of the data folder).
"""

import json
import re
from collections import Counter
from typing import Any

from tasks.claims.incidents import Scope, scope_of
from tasks.model import Claim
from tasks.reading.sentences import sentences
from tests.benchmarks.scoring import arguments, claims_of, document_of, stated

WORDS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty""".split()
CUES = {
    "killed": r"kill\w*|dead|died|dies|death\w*|fatal\w*|murder\w*|slain|homicide\w*|bodies",
    "injured": r"wound\w*|injur\w*|hurt|shot|hospital\w*|critical\w*|struck|hit",
}
NEAR = 60  # characters
FADING = 0.4  # the n-th sentence has 1 / (1 + n * FADING) of a vote: what matters comes first in news
IN_HOSPITAL = 0.3  # of a vote for the hurt: people taken to hospital are mostly, not all, of them
MAJORITY, SURE = 0.5, 0.67
SHORTEST = 300  # characters; shorter texts are failed crawls


def main() -> None:
    options, path = arguments(__doc__, "gva_multisource/dev.jsonl")
    if path is None:
        return
    counts = {(role, many): [0, 0, 0, 0, 0] for role in CUES for many in (True, False)}
    shown = 0
    for line in path.read_text(encoding="utf-8").split("\n")[: options.limit or None]:
        if not line:
            continue
        record = json.loads(line)
        pages = [a for a in record["articles"] if len(a["text"]) >= SHORTEST]
        texts = [f"{a['title']}.\n{a['text']}" for a in pages]
        read = [own_claims(text, page["published"]) for text, page in zip(texts, pages, strict=True)]
        for role in CUES:
            accepted = accepted_numbers(record["gold"], role)
            wanted = min(accepted, default=0)
            if not wanted or not any(is_printed(text, wanted, role) for text in texts):
                continue
            found = agreed(read, role)
            row = counts[role, wanted > 1]
            row[0] += found in accepted
            row[1] += found is not None
            row[2] += 1
            sure = agreed(read, role, SURE)
            row[3] += sure in accepted
            row[4] += sure is not None
            if found not in accepted and wanted > 1 and shown < options.misses:
                shown += 1
                print(record["id"], role, "wanted", sorted(accepted), "found", found)
                for claim in [claim for claims in read for claim in claims]:
                    if claim.figure.role in {"killed", "injured", "killed_or_injured", "hospitalised"}:
                        print("     ", claim.figure.role, claim.figure.value, claim.text, "|", claim.sentence)
    for (role, many), (right, answered, asked, sure_right, sure) in counts.items():
        label = f"{role}, {'two or more' if many else 'one'}"
        print(f"{label:22} {_rates(right, answered, asked)}   sure: {_rates(sure_right, sure, asked)}   {asked} asked")


def _rates(right: int, answered: int, asked: int) -> str:
    return f"precision {100 * right / max(answered, 1):5.1f}  recall {100 * right / max(asked, 1):5.1f}"


def own_claims(text: str, published: str | None) -> list[Claim]:
    """The figures of an article that are of its own happening (tasks/claims/incidents.py)."""
    document = document_of(text, published)
    prose = sentences(document)
    return [c for c in claims_of(text, published=published) if scope_of(c, document, prose) is Scope.OWN]


def accepted_numbers(gold: dict[str, Any], role: str) -> set[int]:
    """The victims of the incident, and all people hit, the suspect included."""
    victims = gold["by_role"].get(f"{role}_victim", 0)
    return {number for number in (victims, gold[role]) if number}


def is_printed(text: str, wanted: int, role: str) -> bool:
    """Whether the number stands near a casualty word."""
    word = WORDS[wanted - 1] if wanted <= len(WORDS) else str(wanted)
    cue, number = rf"\b(?:{CUES[role]})\b", rf"\b(?:{word}|{wanted})\b"
    gap = rf"[^.\n]{{0,{NEAR}}}"
    return re.search(rf"{cue}{gap}{number}|{number}{gap}{cue}", text, re.IGNORECASE) is not None


def agreed(read: list[list[Claim]], role: str, majority: float = MAJORITY) -> float | None:
    """The number that the articles of an incident agree on."""
    votes: Counter[float] = Counter()
    for claims in read:
        votes += _votes(claims, role)
    many = {value: count for value, count in votes.items() if value > 1} or votes
    if not many:
        return None
    value, count = max(many.items(), key=lambda pair: (pair[1], pair[0]))
    return value if count >= majority * sum(many.values()) else None


def _votes(claims: list[Claim], role: str) -> Counter[float]:
    """What one article votes for."""
    votes: Any = Counter()  # figure -> weight, which fades and so is no whole number
    for claim in [*stated(claims, {role}), *derived(claims, role)]:
        figure = claim.figure
        if figure and figure.party.value != "perpetrator" and not figure.is_part and not claim.is_retrospective:
            votes[figure.value] += 1 / (1 + FADING * claim.sentence_index)
    if role == "injured":
        votes += hurt_of_shot(claims) if not votes else Counter()
        for claim in stated(claims, {"hospitalised"}):
            if claim.figure and not claim.figure.is_part:
                votes[claim.figure.value] += IN_HOSPITAL / (1 + FADING * claim.sentence_index)
    return votes


def derived(claims: list[Claim], role: str) -> list[Claim]:
    """Sums of lists."""
    return [c for c in claims if c.figure and c.figure.role == role and c.figure.derived_from and not c.is_negated]


def hurt_of_shot(claims: list[Claim]) -> Counter[float]:
    """As in "Four people were shot, one of them fatally": three were hurt."""
    shot = [c.figure.value for c in stated(claims, {"killed_or_injured"}) if c.figure and not c.figure.is_part]
    dead = [c.figure.value for c in stated(claims, {"killed"}) if c.figure]
    if not shot:
        return Counter()
    left = max(shot) - max(dead, default=0)
    return Counter({left: 1}) if left > 0 else Counter()


if __name__ == "__main__":
    main()
