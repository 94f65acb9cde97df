"""ISAF press releases (2009-2013): least number of people killed and captured in a release.

Gold: min_killed and min_captured, counted by an expert, with a convention for words ("several" 3, a bare plural 2).
Found: the figures of the release's own operation, a figure repeated in the same words counting once: those that differ
are summed where they stand in different paragraphs and name different places, else the largest counts. Releases whose
gold rests on a vague word or a bare plural (no number, word or single person equals it) are left out, and counted.
Data: github.com/strickvl/isafpr_finetune.
"""

import json
import re

from tasks.model import Claim
from tests.benchmarks.scoring import arguments, claims_of, share, stated

ROLES = {"min_killed": ("killed",), "min_captured": ("detained",)}
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()


def main() -> None:
    options, path = arguments(__doc__, "isaf_press_releases/dev.jsonl")
    if path is None:
        return
    right = dict.fromkeys(ROLES, 0)
    asked = dict.fromkeys(ROLES, 0)
    zeros = dict.fromkeys(ROLES, [0, 0])
    left_out = 0
    shown = 0
    for line in path.read_text(encoding="utf-8").split("\n")[: options.limit or None]:
        if not line:
            continue
        record = json.loads(line)
        text = record["text"].replace("\u2028", "\n")
        claims = claims_of(text)
        for key, roles in ROLES.items():
            wanted = record["gold"][key]
            found = least(claims, roles, key)
            if not wanted:
                zeros[key] = [zeros[key][0] + (found == 0), zeros[key][1] + 1]
                continue
            if not says(text, wanted):
                left_out += 1
                continue
            asked[key] += 1
            right[key] += found == wanted
            if found != wanted and shown < options.misses:
                shown += 1
                print(record["id"], key, "wanted", wanted, "found", found)
                print("   ", text[-1800:].replace("\n", " / "))
                for claim in stated(claims, {"killed", "detained"}):
                    print("       ", claim.figure.role, claim.figure.value, claim.figure.party.value, claim.text)
    for key in ROLES:
        print(f"{key:13}", share(right[key], asked[key]), "  none where none:", share(*zeros[key]))
    print("left out (vague words and bare plurals):", left_out)


def says(text: str, wanted: int) -> bool:
    """Whether the release prints the number, in digits or words; one is always printed."""
    word = _WORDS[wanted - 1] if wanted <= len(_WORDS) else str(wanted)
    return wanted == 1 or re.search(rf"\b(?:{word}|{wanted})\b", text, re.IGNORECASE) is not None


def least(claims: list[Claim], roles: tuple[str, ...], key: str) -> float:
    """The number of the release: enemies killed or captured by its own operations."""
    del key
    figures = [
        claim
        for claim in stated(claims, roles)
        if claim.figure
        and claim.figure.party.value in {"combatant", "perpetrator", "victim"}
        and not claim.figure.is_part
    ]
    values = [claim.figure.value for claim in figures if claim.figure]
    return max(values, default=0)


if __name__ == "__main__":
    main()
