"""Mass shootings in America (Stanford MSA): fatalities and injured of a curator's summary.

Gold: total fatalities, with or without the shooter, and injured (victims minus the dead). Found: the victims killed and
hurt whom the summary brings in one after another (`introduced`), its own total where it gives one. A record
is asked only where the summary prints the number (digits, words, or a single person).
Data: github.com/StanfordGeospatialCenter/MSA.
"""

import json
import re

from tasks.model import Claim
from tests.benchmarks.scoring import arguments, claims_of, introduced, share

_WORDS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty""".split()


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
            if not wanted or not any(says(text, number) for number in accepted):
                continue
            found = told(claims, role)
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


def says(text: str, wanted: int) -> bool:
    """Whether the summary prints the number."""
    if wanted <= 1:
        return wanted == 1
    word = _WORDS[wanted - 1] if wanted <= len(_WORDS) else str(wanted)
    return re.search(rf"\b(?:{word}|{wanted})\b", text, re.IGNORECASE) is not None


def told(claims: list[Claim], role: str) -> float:
    """The victims whom the summary brings in, its own total where it gives one."""
    victims = [claim for claim in claims if claim.figure and claim.figure.party.value != "perpetrator"]
    return introduced(victims, {role})


if __name__ == "__main__":
    main()
