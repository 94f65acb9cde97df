"""The vocabulary of time: months, weekdays, units, parts of the day, seasons, feasts, zones, and their letters.

Out: `PLAIN`, lower-cased word -> (letter, meaning), from which when_lexicon turns a sentence into letters, and the
tables that need more than one word. A month means 1-12, a weekday Monday 0, a unit its ISO 8601 letter.
"""

from typing import Final

# letter -> words with their meaning. Capitals that matter (May, March, Sun) are asked for in `_letter`.
MONTHS: Final = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS: Final = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
# Short forms that are English words or names of their own: only before a full stop or a number are they dates.
DOUBTFUL_SHORT: Final = frozenset({"mar", "jun", "sun", "sat", "wed", "thu", "fri", "mon", "dec", "jan", "tue", "may"})
# Forms that are printed with a full stop, or without it in a headline.
SHORT_FORMS: Final = frozenset(
    """jan feb mar apr may jun jul aug sept sep oct nov dec mon tue tues wed weds thu thur thurs fri sat sun""".split()
)
UNITS: Final = {
    "second": "S", "minute": "MIN", "hour": "H", "day": "D", "night": "NI", "week": "W", "fortnight": "FN",
    "weekend": "WE", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML", "hr": "H",
}  # fmt: skip
SMALL_NUMBERS: Final = {
    word: value
    for value, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
    )
}  # fmt: skip
TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
PARTS: Final = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "DA", "daybreak": "DA",
    "sunrise": "DA", "dusk": "EV", "sunset": "EV", "nightfall": "NI", "noon": "12:00", "midday": "MI",
    "midnight": "24:00", "lunchtime": "MI", "daytime": "DT", "midmorning": "MO", "midafternoon": "AF",
}  # fmt: skip
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_WORDS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}
PRESENT: Final = frozenset({"now", "currently", "nowadays", "current", "presently"})
PAST: Final = frozenset({"recently", "previously", "formerly", "lately"})
FUTURE: Final = frozenset({"someday"})
SET_WORDS: Final = {
    "daily": "P1D", "hourly": "PT1H", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "annually": "P1Y", "yearly": "P1Y", "nightly": "P1D", "daylong": "P1D", "weeklong": "P1W",
    "monthlong": "P1M", "yearlong": "P1Y", "hourlong": "PT1H",
}  # fmt: skip
ZONES: Final = {
    "gmt": "UTC", "utc": "UTC", "z": "UTC", "bst": "Europe/London", "est": "America/New_York",
    "edt": "America/New_York", "et": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago",
    "ct": "America/Chicago", "mst": "America/Denver", "mdt": "America/Denver", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles", "cet": "Europe/Paris", "cest": "Europe/Paris",
    "eet": "Europe/Athens", "eest": "Europe/Athens", "msk": "Europe/Moscow", "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul", "hkt": "Asia/Hong_Kong", "ist": "Asia/Kolkata", "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
}  # fmt: skip

# Which words are which letter of the grammar; the first letter that claims a word keeps it.
_LETTERS: Final = (
    ("T", ("the",)), ("a", ("a", "an")), ("l", ("last",)), ("N", ("next", "coming", "upcoming")),
    ("t", ("this", "current")), ("P", ("past", "previous", "preceding", "prior")),
    ("f", ("following", "ensuing", "subsequent")), ("S", ("same", "that", "those", "these")),
    ("L", ("latest", "recent")), ("g", ("ago",)), ("b", ("before", "earlier", "previously")),
    ("A", ("after", "later")), ("i", ("in", "on", "at", "during", "over", "for", "by", "within", "through")),
    ("O", ("of",)), ("B", ("between",)), ("F", ("from",)), ("I", ("since",)), ("~", ("to", "till", "until")),
    ("&", ("and",)), ("/", ("or",)), ("V", ("every", "each", "per")), ("Y", ("fiscal",)), ("G", ("old",)),
    ("X", ("half",)), ("R", ("period",)), ("j", ("few", "several", "many", "some", "numerous")),
    ("Z", ("about", "around", "nearly", "almost", "roughly", "approximately", "over", "circa", "exactly")),
    ("J", ("more", "another", "additional", "straight", "consecutive", "long", "full", "whole", "extra", "trading",
           "working", "entire")),
    ("=", ("its", "their", "his", "her", "our")), ("K", ("now",)), ("W", ("time",)),
)  # fmt: skip


def _plain() -> dict[str, tuple[str, object]]:
    """Lower-cased word -> letter and meaning."""
    plain: dict[str, tuple[str, object]] = {}
    for letter, words in _LETTERS:
        for word in words:
            plain.setdefault(word, (letter, word))
    plain |= {word: ("i", word) for word in ("over", "through")}
    plain |= {word: ("e", word) for word in ("early", "late", "mid")}
    plain |= {
        word: ("E", mod)
        for words, mod in (
            (("beginning", "start", "outset", "opening"), "START"),
            (("middle",), "MID"),
            (("end", "close"), "END"),
        )
        for word in words
    }
    plain |= {word: ("$", word) for word in ("bc", "bce")}
    plain |= {word: ("d", day) for word, day in WEEKDAYS.items()}
    plain |= {f"{word}s": ("w", day) for word, day in WEEKDAYS.items() if word.endswith("day")}
    plain |= {word: ("m", month) for word, month in MONTHS.items()}
    plain |= {word: ("u", (unit, 1)) for word, unit in UNITS.items()}
    plain |= {
        {"century": "centuries", "millennium": "millennia"}.get(word, f"{word}s"): ("u", (unit, 2))
        for word, unit in UNITS.items()
    }
    plain |= {"quarter": ("q", 1), "quarters": ("q", 2), "season": ("x", None)}
    plain |= {word: ("o", number) for word, number in ORDINALS.items()}
    plain |= {word: ("p", part) for word, part in PARTS.items()}
    plain |= {"mornings": ("Q", "MO"), "afternoons": ("Q", "AF"), "evenings": ("Q", "EV"), "nights": ("Q", "NI")}
    plain |= {word: ("s", season) for word, season in SEASONS.items()}
    plain |= {f"{word}s": ("U", season) for word, season in SEASONS.items() if word not in {"fall", "spring"}}
    plain |= {word: ("k", days) for word, days in DAY_WORDS.items()}
    plain |= dict.fromkeys(PRESENT - {"current"}, ("v", "PRESENT_REF"))
    plain |= dict.fromkeys(PAST - {"previously"}, ("v", "PAST_REF"))
    plain |= dict.fromkeys(FUTURE, ("v", "FUTURE_REF"))
    plain |= {"future": ("r", "FUTURE_REF")}
    plain |= {word: ("D", value) for word, value in (("decades-long", 0),)}
    plain |= {word: ("V", value) for word, value in (("every", 1), ("each", 1))}
    plain |= {word: ("@", value) for word, value in SET_WORDS.items()}
    plain |= {"o'clock": ("c", "o'clock"), "noon": ("p", "12:00")}
    plain |= {"am": ("M", 0), "pm": ("M", 12), "a.m": ("M", 0), "p.m": ("M", 12), "a.m.": ("M", 0), "p.m.": ("M", 12)}
    return plain


PLAIN: Final = _plain()
# Feasts and days that a nation keeps, each as the words behind its first: fixed days as (month, day), the others
# as the name of a rule in when_reckoning.
HOLIDAYS: Final[dict[str, dict[str, object]]] = {
    "new": {"year's day": (1, 1), "year’s day": (1, 1), "year's eve": (12, 31), "year’s eve": (12, 31),
            "year's": (1, 1),
            "years day": (1, 1), "years eve": (12, 31), "year": (1, 1)},
    "christmas": {"day": (12, 25), "eve": (12, 24), "": (12, 25)},
    "xmas": {"": (12, 25)}, "boxing": {"day": (12, 26)}, "halloween": {"": (10, 31)},
    "thanksgiving": {"day": "thanksgiving", "": "thanksgiving"},
    "easter": {"sunday": "easter", "monday": "easter+1", "": "easter"},
    "good": {"friday": "easter-2"}, "palm": {"sunday": "easter-7"}, "ash": {"wednesday": "easter-46"},
    "valentine's": {"day": (2, 14)}, "valentine’s": {"day": (2, 14)}, "labor": {"day": "labor"},
    "labour": {"day": (5, 1)}, "memorial": {"day": "memorial"}, "independence": {"day": (7, 4)},
    "veterans": {"day": (11, 11)}, "veterans'": {"day": (11, 11)}, "armistice": {"day": (11, 11)},
    "election": {"day": "election"}, "presidents": {"day": "presidents"}, "columbus": {"day": "columbus"},
    "bastille": {"day": (7, 14)}, "epiphany": {"": (1, 6)}, "pentecost": {"": "easter+49"},
}  # fmt: skip
