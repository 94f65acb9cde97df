"""The words that numbers are written with, and those that say how firmly a number is meant.

Plain tables for numbers.py. Hedges follow VERDICTS.md section 5; a phrase that is not here leaves a number exact.
"""

from tasks.vocabulary import Hedge

UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
    if word != "zero"
}
TENS = {
    word: 10 * (place + 2) for place, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
# Written against or just after digits, only with money: "5m" alone may be five metres.
MONEY_SCALES = {"k": 1_000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "trn": 10**12}
ORDINALS = {
    word: value
    for value, word in enumerate(
        """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
    )
    if value
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
     "ninetieth": 90, "hundredth": 100}  # fmt: skip
FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fifth": 1 / 5,
    "fifths": 1 / 5,    "sixth": 1 / 6, "eighth": 1 / 8, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
FRACTION_SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
# Plural scales are vague words; "several hundred" means the same as "hundreds".
PLURAL_SCALES = {"dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 10**6, "billions": 10**9}
FEW_WORDS = frozenset({"several", "few", "many", "some"})
# Small vague words of everyday English, with the interval that readers take them to mean.
SMALL_VAGUE = {
    ("several",): (3, 9),
    ("multiple",): (3, 9),
    ("numerous",): (3, 20),
    ("a", "few"): (3, 9),
    ("a", "number", "of"): (3, 9),
    ("a", "handful", "of"): (3, 9),
    ("a", "handful"): (3, 9),
}

# Before a number, nearest word last. Longest phrase wins.
HEDGES_BEFORE: dict[tuple[str, ...], Hedge] = {
    tuple(phrase.split()): hedge
    for hedge, phrases in {
        Hedge.ABOUT: """about|around|some|roughly|approximately|approx|approx .|an estimated|estimated|estimated at|
            an estimated some|circa|ca .|in the region of|on the order of|in the neighbourhood of|
            in the neighborhood of|somewhere around|something like|an approximate|est .|a rough|~|perhaps|
            an average of""",
        Hedge.NEARLY: """nearly|almost|close to|approaching|nearing|just short of|just shy of|shy of|not quite|
            just under|a little under|slightly under|just below|near""",
        Hedge.AT_LEAST: """at least|no fewer than|not fewer than|no less than|not less than|a minimum of|
            at the very least|at a minimum|minimum""",
        Hedge.MORE_THAN: """more than|over|upwards of|upward of|in excess of|well over|well above|just over|
            slightly over|slightly more than|well more than|far more than|greater than|north of|exceeding|
            a little over|a little more than|just more than|much more than|many more than|above""",
        Hedge.UP_TO: "up to|as many as|at most|no more than|not more than|a maximum of|as much as|at the most|maximum",
        Hedge.LESS_THAN: """fewer than|less than|under|well under|below|slightly less than|slightly fewer than|
            just less than|far fewer than|well below""",
    }.items()
    for phrase in phrases.replace("\n", " ").split("|")
}
HEDGES_BEFORE[("at", "least", "some")] = Hedge.AT_LEAST
# After a number.
HEDGES_AFTER: dict[tuple[str, ...], Hedge] = {
    ("or", "so"): Hedge.ABOUT,
    ("or", "thereabouts"): Hedge.ABOUT,
    ("-", "odd"): Hedge.ABOUT,
    ("odd",): Hedge.ABOUT,
    ("-", "some"): Hedge.ABOUT,
    ("-", "ish"): Hedge.ABOUT,
    ("or", "more"): Hedge.AT_LEAST,
    ("-", "plus"): Hedge.AT_LEAST,
    ("+",): Hedge.AT_LEAST,
    ("plus",): Hedge.AT_LEAST,
    ("at", "least"): Hedge.AT_LEAST,
    ("or", "fewer"): Hedge.UP_TO,
    ("or", "less"): Hedge.UP_TO,
    ("at", "most"): Hedge.UP_TO,
}
LONGEST_HEDGE = 4
# Between hedge and number, meaning nothing: "about a hundred" is read with its article, "at least another 12" is 12.
FILLERS = frozenset({"another", "additional", "further", "other", "more", "total", "only", "just", "as", "the"})

CURRENCY_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₴": "UAH", "₦": "NGN",
    "₺": "TRY",    "₪": "ILS", "₱": "PHP", "฿": "THB",
}  # fmt: skip
CURRENCY_CODES = frozenset("usd eur gbp jpy cny rmb inr krw rub uah chf aud cad nzd brl mxn zar try".split())
CURRENCY_WORDS = {
    "dollar": "USD", "dollars": "USD", "cent": "USD", "cents": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP",
    "pounds": "GBP", "pence": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "rupees": "INR",
    "won": "KRW", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "hryvnia": "UAH", "franc": "CHF",
    "francs": "CHF", "peso": "MXN", "pesos": "MXN", "lira": "TRY", "liras": "TRY", "rand": "ZAR", "riyal": "SAR",
    "riyals": "SAR", "dirham": "AED", "dirhams": "AED", "dinar": "IQD", "dinars": "IQD", "rial": "IRR", "rials": "IRR",
    "naira": "NGN", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "krona": "SEK", "kronor": "SEK", "kroner": "NOK",
    "zloty": "PLN", "forint": "HUF", "shekel": "ILS", "shekels": "ILS", "afghani": "AFN", "afghanis": "AFN",
    "crown": "crown", "crowns": "crown",
    "taka": "BDT", "real": "BRL", "reais": "BRL", "shilling": "KES", "shillings": "KES",
}  # fmt: skip
PERCENT_WORDS = frozenset({"%", "percent", "pct", "pc", "percentage"})

MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec""".split()
)
# A number right after one of these names a thing; it counts nothing.
LABEL_WORDS = frozenset(
    """flight route highway interstate motorway article articles section chapter page pages no number nos room gate
    channel phase terminal apartment apt unit boeing airbus area district ward bus platform precinct class grade act
    proposition prop resolution round apollo covid psalm verse paragraph para rule title volume vol version type level
    category stage exit pier hangar runway line locker lot suite box building block floor tower camp sector zone
    convoy squadron engine track lane mile milepost kilometre kilometer km sr sh cr us fm rt hwy # u.n.s.c iphone
    windows formula division figure table protocol amendment annex form code ext extension id badge docket case
    model channel season episode game week day""".split()
)
# "The following day two more died": the day is told by the word before it and lends its name to no number.
DAY_TELLERS = frozenset("following next same previous first second third last very that this every each one".split())
LABEL_WORDS_WITH_NOUNS = frozenset("no number nos line case area level figure us km day week game block".split())
STREET_WORDS = frozenset(
    """street st avenue ave road rd drive dr boulevard blvd lane ln court ct place pl way highway hwy parkway pkwy
    circle terrace trail block""".split()
)
YEAR_BEFORE = frozenset(
    """in since by until till of from during before after early late mid through and to between spring summer autumn
    fall winter year years around about circa election elections the for back as""".split()
)
CLOCK_AFTER = frozenset({"am", "pm", "gmt", "utc", "o'clock", "a.m", "p.m", "hrs", "noon", "midnight"})
AGE_BEFORE = frozenset({"aged", "age", "ages"})
# One of these is measured by "a": "about a week".
SPANS = frozenset("minute hour day week month year decade century mile".split())
# "one" in these is no count of anything.
ONE_AFTER = frozenset({"no", "each", "this", "that", "every", "any", "the", "which", "day", "one", "some"})
ONE_BEFORE = frozenset({"another", "day", "by", "on", "off", "time", "thing", "hand", "side"})
