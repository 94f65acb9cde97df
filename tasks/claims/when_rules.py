"""All rules for phrases of time, in one visible place; of two phrases equally long the earlier rule is asked first."""

from typing import Final

from tasks.claims.when_business import BUSINESS_RULES
from tasks.claims.when_dates import DATE_RULES
from tasks.claims.when_durations import DURATION_RULES
from tasks.claims.when_eras import ERA_RULES
from tasks.claims.when_grammar import Rule, by_head
from tasks.claims.when_parts import PART_RULES, day_word
from tasks.claims.when_relative import RELATIVE_RULES
from tasks.claims.when_times import TIME_RULES

RULES: Final[tuple[Rule, ...]] = (
    *TIME_RULES,
    *DATE_RULES,
    *ERA_RULES,
    *RELATIVE_RULES,
    *PART_RULES,
    *BUSINESS_RULES,
    *DURATION_RULES,
)
TABLE: Final = by_head(RULES)
DAYS: Final = by_head((*DATE_RULES, *ERA_RULES, *(entry for entry in PART_RULES if entry.read is day_word)))
TIMES: Final = by_head((*TIME_RULES, *PART_RULES))
