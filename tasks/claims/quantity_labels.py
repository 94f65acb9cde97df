"""Numbers that name a thing and count nothing: "Article 4", "flight 5342", "Resolution 2758", "Phase 3".

In: one sentence as text. Out: `Spoken`s of role label whose unit is the kind of thing. Such a number is right or wrong
to the digit, so it is always exact, however round. Refuses years, and a number that counts what follows it ("on each
flight 200 people").
"""

import re

from tasks.claims.quantity_spoken import Spoken
from tasks.vocabulary import Hedge

ROLE = "label"
_KINDS = (
    "article|amendment|section|chapter|clause|paragraph|annex|protocol|resolution|directive|regulation|flight|route|"
    "highway|motorway|interstate|line|phase|stage|level|category|runway|gate|platform|terminal|pier|train|tram|bus|unit|"
    "reactor|block|ward|district|precinct|zone|room|court|division|battalion|brigade|class|grade|tier"
)
_LABELLED = re.compile(
    rf"\b(?P<kind>{_KINDS})\s(?:no\.?\s|number\s)?(?P<code>(?-i:[A-Z]{{1,3}})-?\s?)?(?P<number>\d{{1,5}})\b"
    # Behind a decimal, a share, a clock or a counted noun the number is none of a name.
    r"(?![.,:]\d|\s?%|\sper\s?cent|[-–]\d|\s(?:million|billion|people|persons|passengers|hours?|minutes?|days?|weeks?|"
    r"months?|years?|times|metres?|meters?|km|miles|men|women|children|students|others|more|or more|seats|votes)\b)",
    re.IGNORECASE,
)
_YEARS = range(1900, 2101)


def labels(text: str) -> list[Spoken]:
    """Read every number that names something; the claim's words are kind and number."""
    found = []
    for hit in _LABELLED.finditer(text):
        value = float(hit["number"])
        if int(value) in _YEARS and not hit["code"]:
            continue  # "stage 2019" is of that year
        found.append(Spoken(hit.start(), hit.end(), ROLE, hit["kind"].lower(), value, value, value, Hedge.EXACT))
    return found
