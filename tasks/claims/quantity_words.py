"""Units of measure and what they measure, for quantity.py. Lower-case; singular and plural both stand here."""


def _table(block: str) -> dict[str, tuple[str, str]]:
    """Each line: role, unit in which it is kept, and the words for it."""
    table: dict[str, tuple[str, str]] = {}
    for line in block.strip().splitlines():
        role, unit, *words = line.split()
        for word in words:
            table[word] = (role, unit)
    return table


UNITS = _table(
    """
distance km km kms kilometre kilometres kilometer kilometers
distance mile mile miles
distance metre m metre metres meter meters
distance centimetre cm centimetre centimetres centimeter centimeters
distance millimetre mm millimetre millimetres millimeter millimeters
distance foot ft foot feet
distance inch inch inches
distance yard yard yards
distance nautical_mile nm
yield tonne_per_hectare t/ha
area hectare hectare hectares ha
area acre acre acres
weight tonne tonne tonnes ton tons t
weight kg kg kilo kilos kilogram kilograms kilogramme kilogrammes
weight gram gram grams gramme grammes
weight pound pounds lb lbs
weight ounce ounce ounces
volume litre litre litres liter liters
volume gallon gallon gallons
volume barrel barrel barrels
energy megawatt megawatt megawatts mw
energy gigawatt gigawatt gigawatts gw
energy kiloton kiloton kilotons
temperature degree degree degrees
speed kmh km/h kph kmh
speed mph mph
speed knot knot knots
duration second second seconds
duration minute minute minutes min mins
duration hour hour hours hr hrs
duration day day days
duration week week weeks
duration month month months
duration year year years
duration decade decade decades
ratio times times
"""
)
# "5 square miles" measures an area whatever the unit.
SQUARE = frozenset({"square", "sq"})
# "104 degrees Fahrenheit": without the word, "degree" is all that is known of the scale.
SCALES = {"fahrenheit": "fahrenheit", "f": "fahrenheit", "celsius": "celsius", "centigrade": "celsius", "c": "celsius"}
PER_AREA = frozenset({"hectare", "acre"})  # "5.2 tonnes a hectare"
PER_HOUR = {"km": "kmh", "mile": "mph"}
MAGNITUDE_WORDS = frozenset({"magnitude", "intensity"})
# Before these an ordinal names a stretch of time or a class, not a rank.
NO_RANKS = frozenset(
    """century centuries quarter half time year day week month grade degree floor person largest biggest highest most
    and or to party class world war amendment avenue street""".split()
)
# "the 112 emergency number": the number is a name.
BY_THE_NUMBER = frozenset({"number", "line", "hotline", "block"})
# Two units of one duration: the smaller one, and how many of it make the larger.
PARTS_OF_TIME = {"hour": ("minute", 60.0), "minute": ("second", 60.0), "day": ("hour", 24.0), "year": ("month", 12.0)}
# After these a bare number is what the subject holds: "the hall holds 7,500", "the force numbers 11,000".
HOLDING_VERBS = frozenset("holds held hold numbers numbered employs employed employ serves served".split())
# How many a place has room for, and how many a vehicle has on board.
ROOM_VERBS = frozenset("seats seat seated accommodates accommodated accommodate".split())
ROOM_NOUNS = frozenset(
    """hall venue stadium arena theatre theater auditorium church mosque temple cathedral cinema club centre center room
    ground building grandstand stand ballroom pavilion tent amphitheatre amphitheater""".split()
)
# After these, too, a bare number is that of the subject, as after those of TOPPING: "the stock reached 200 million".
REACHING_VERBS = frozenset("reaches reached reach hits hit totals totalled totaled equals equalled".split())
# The same with "to" or "at" between: "the number of jobs fell to 1.2 million", "the price stands at 40".
MOVING_VERBS = frozenset(
    """fell falls fallen dropped drops rose rises risen grew grows grown climbed climbs jumped increased increases
    decreased declined shrank stands stood peaked peaks amounts amounted soared surged slipped sank swelled
    came""".split()
)
ROOM_HOLDS = frozenset("hold holds held house houses housed".split())
SEATED = frozenset({"seat", "seats", "seater", "capacity"})
NO_ROOMS = frozenset("majority parliament assembly chamber council senate legislature lead gain congress".split())
CARRYING = frozenset("carrying carried carries carry".split())
# After the hour: "six in the morning" counts nothing.
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening"})
# What these say of a bare number is no state of what is counted.
NO_STATES = frozenset(
    """left leaves said says say told were was is are had has have been being made makes took takes came went given
    reached reaches announced reported earlier found circulated appear appears discussed thought believed
    known""".split()
)
# Words at the end of a noun phrase that count nothing.
NO_UNITS = frozenset(
    """earlier fewer apiece elsewhere different others other more one ones them it that this way form room number
    numbers figure figures count counts total totals same rest lot done appear last first next each those these closer
    nearer past times""".split()
)
