"""ISAF press releases (2009-2013): least number of people killed and captured in a release.

Gold: min_killed and min_captured, counted by an expert, with a convention for words ("several" 3, a bare plural 2).
Found: the people that the release brings in one after another (tasks/claims/story.py), without its own soldiers; a
vague word counts its low end. Releases whose gold rests on a bare plural (no number, word or single person
equals it) are left out, and counted. Data: github.com/strickvl/isafpr_finetune.
"""

import json
import re

from tasks.claims.story import told
from tasks.model import Claim
from tests.benchmarks.scoring import arguments, claims_of, share, stated

ROLES = {"min_killed": ("killed",), "min_captured": ("detained",)}
SEVERAL = 3
OWN_SIDE = re.compile(
    r"\b(?:u\.s\.|us|american|coalition|isaf|nato|police|soldiers?|service ?members?)\b", re.IGNORECASE
)
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()


def main() -> None:
    options, path = arguments(__doc__, "isaf_press_releases/dev.jsonl")
    if path is None:
        return
    right = dict.fromkeys(ROLES, 0)
    asked = dict.fromkeys(ROLES, 0)
    zeros = {key: [0, 0] for key in ROLES}
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
            found = least(claims, roles)
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
    several = "|several|numerous" if wanted == SEVERAL else ""
    return wanted == 1 or re.search(rf"\b(?:{word}|{wanted}{several})\b", text, re.IGNORECASE) is not None


def least(claims: list[Claim], roles: tuple[str, ...]) -> float:
    """The number of the release: people killed or captured by its own operations, each brought in once."""
    others = [claim for claim in claims if claim.figure and not OWN_SIDE.search(claim.text) and claim.start]
    found = [told(others, role, is_retold=True) for role in roles]
    return sum(one.value for one in found if one is not None)


if __name__ == "__main__":
    main()
