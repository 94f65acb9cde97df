"""Mass shootings in America (Stanford MSA): fatalities and injured of a curator's summary.

Gold: total fatalities, with or without the shooter, and injured (victims minus the dead). Found: the victims killed and
hurt whom the summary brings in one after another (tasks/claims/story.py), its own total where it gives one. A record
is asked only where the summary prints the number (digits or words, dates left out) or, for a single person, a word of
death or harm.
Data: github.com/StanfordGeospatialCenter/MSA.
"""

import json
import re

from tasks.claims.story import told
from tasks.model import Claim
from tests.benchmarks.scoring import arguments, claims_of, share

_WORDS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty""".split()

_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}\b(?:, \d{4})?|\b\d{1,2}-year"
)
_HARM = {
    "killed": re.compile(r"kill|dead|death|died|dies|fatal|murder|slain|strangl|suicide", re.IGNORECASE),
    "injured": re.compile(r"wound|injur|hurt|surviv|shot|stabb|critical|hospital", re.IGNORECASE),
}


def main() -> None:
    options, path = arguments(__doc__, "msa_mass_shootings/dev.jsonl")
    if path is None:
        return
    counts = {"killed": [0, 0], "injured": [0, 0]}
    shown = 0
    for line in path.read_text(encoding="utf-8").split("\n")[: options.limit or None]:
        if not line:
            continue
        record = json.loads(line)
        gold, text = record["gold"], record["text"]
        claims = claims_of(text)
        dead = (gold["civilian_fatalities"] or 0) + (gold["enforcement_fatalities"] or 0)
        hurt = (gold["civilian_injured"] or 0) + (gold["enforcement_injured"] or 0)
        for role, accepted in (("killed", {dead, gold["total_fatalities"], dead + 1}), ("injured", {hurt})):
            wanted = dead if role == "killed" else hurt
            if not wanted or not any(says(text, number, role) for number in accepted):
                continue
            found = victims_told(claims, role)
            counts[role][1] += 1
            counts[role][0] += found in accepted
            if found not in accepted and shown < options.misses:
                shown += 1
                print(record["id"], role, "wanted", sorted(accepted), "found", found)
                print("   ", text)
                for claim in claims:
                    print("       ", claim.figure.role, claim.figure.value, claim.figure.party.value, claim.text)
    for role, (right, asked) in counts.items():
        print(f"{role:8}", share(right, asked))


def says(text: str, wanted: int, role: str) -> bool:
    """Whether the summary prints the number, or speaks of somebody dead or hurt where the number is one."""
    text = _DATE.sub(" ", text)
    if wanted <= 1:
        return wanted == 1 and _HARM[role].search(text) is not None
    word = _WORDS[wanted - 1] if wanted <= len(_WORDS) else str(wanted)
    return re.search(rf"\b(?:{word}|{wanted})\b", text, re.IGNORECASE) is not None


def victims_told(claims: list[Claim], role: str) -> float:
    """The victims whom the summary brings in, its own total where it gives one."""
    victims = [claim for claim in claims if claim.figure and claim.figure.party.value != "perpetrator"]
    found = told(victims, role)
    return found.value if found is not None else 0


if __name__ == "__main__":
    main()
