"""The wire services and picture desks that readers of furniture must know by name, and how a slug of one looks.

In: a name as printed ("AP", "the Associated Press", "Harbour Wire"). Out: whether it names an agency. The table holds
the agencies of the trade that print datelines or picture credits in English; sources.toml adds to it, and a name may
also say itself that it is a wire ("Sun-Times Media Wire").
"""

import re
from typing import Final

from tasks.settings import Sources

# Sources: the agencies' own style of signing copy; members of MINDS and of the European and Asian agency alliances.
WIRES: Final = frozenset(
    name.lower()
    for name in (
        "AP|A.P.|Associated Press|Reuters|Thomson Reuters|Thomson Reuters Foundation|AFP|Agence France-Presse"
        "|Agence France Presse|UPI|United Press International|Xinhua|Xinhua News Agency|TASS|ITAR-TASS|Interfax"
        "|RIA Novosti|RIA|Sputnik|Kyodo|Kyodo News|Jiji|Jiji Press|Yonhap|Yonhap News Agency|KCNA"
        "|Korean Central News Agency|DPA|Deutsche Presse-Agentur|EFE|Agencia EFE|ANSA|Adnkronos|PTI"
        "|Press Trust of India|ANI|Asian News International|IANS|UNI|United News of India|PA|PA Media"
        "|Press Association|AAP|Australian Associated Press|CP|Canadian Press|Bloomberg|Bloomberg News|Dow Jones"
        "|Anadolu|Anadolu Agency|AA|Ukrinform|Interfax-Ukraine|Belga|APA|ANP|TT|NTB|Ritzau|PAP|CTK|MTI|Tanjug|SANA"
        "|IRNA|WAFA|MENA|QNA|WAM|SPA|Antara|Bernama|VNA|APP|Lusa|Notimex|CNN Wire|CNN Newsource|NBC Newswire"
        "|City News Service|CNS|Bay City News|BCN|STMW|Sun-Times Media Wire|Chicago Sun-Times Wire|McClatchy"
        "|Tribune News Service|TNS|Tribune Content Agency|Newsday Wire|StatePoint|News Service of Florida"
    ).split("|")
)
PICTURE_DESKS: Final = frozenset(
    name.lower()
    for name in (
        "Getty|Getty Images|EPA|EPA-EFE|EPA/EFE|Shutterstock|Alamy|Rex|Rex Features|Zuma|Zuma Press|ZUMA Wire|Corbis"
        "|iStock|iStockphoto|Imago|SOPA Images|NurPhoto|Sipa|Sipa USA|Polaris|Magnum|WENN|Backgrid|Splash News|VCG"
        "|Maxar|Maxar Technologies|Planet Labs|Pool|Handout|File|Wikimedia Commons|Flickr|Unsplash|Pexels|Pixabay"
    ).split("|")
)
MAX_SHORT_CHARS: Final = 6  # longer capitals are a typographer's ("HARBOUR WIRE"), no abbreviation
# Names of one agency; the short one is what it signs with.
_SHORT: Final = {
    "associated press": "ap", "ap news": "ap", "a.p": "ap", "thomson reuters": "reuters", "agence france-presse": "afp",
    "agence france presse": "afp", "united press international": "upi", "xinhua news agency": "xinhua",
    "itar-tass": "tass", "ria": "ria novosti", "kyodo": "kyodo news", "jiji": "jiji press",
    "yonhap": "yonhap news agency",
    "korean central news agency": "kcna", "deutsche presse-agentur": "dpa", "press trust of india": "pti",
    "asian news international": "ani", "united news of india": "uni", "press association": "pa", "pa media": "pa",
    "australian associated press": "aap", "canadian press": "cp", "bloomberg news": "bloomberg",
    "anadolu": "anadolu agency", "sun-times media wire": "stmw", "tribune news service": "tns",
    "city news service": "cns", "bay city news": "bcn",
}  # fmt: skip
# What a name says of itself. "Press" and "News" alone are any newspaper.
_CALLS_ITSELF_WIRE: Final = re.compile(
    r"\b(?:news\s?wire|wire|wire services?|news agency|agency|news service|media service)s?$", re.IGNORECASE
)


# An agency of government is none of news.
_OFFICE: Final = re.compile(
    r"\b(?:national|federal|state|international|intelligence|meteorological|weather|protection|fire|police|security|energy"
    r"|atomic|nuclear|space|environment(?:al)?|food|drug|disaster|emergency|health|safety|revenue|tax|development"
    r"|investigations?|crime|border|defen[cs]e|coast|aviation|statistics|imperial|refugees?|relief|aid|immigration|estate"
    r"|travel|advertising|rating|employment|housing|transport(?:ation)?|maritime)\b"
)
_SMALL_INITIALS: Final = frozenset({"dpa", "Efe", "Ani"})  # as these agencies write themselves; "Pa." is a state
MAX_INITIALS: Final = 3
_NAMED: Final = re.compile(r"[A-Z0-9][\w.'’&-]{0,30}(?: (?:of |and |for )?[A-Z0-9][\w.'’&-]{0,30}){0,5}")


def is_wire(name: str, sources: Sources | None = None) -> bool:
    """Whether a name is that of a news agency."""
    printed = plain_name(name)
    plain = printed.lower()
    source = sources.by_alias.get(plain) if sources else None
    if source is not None:
        return source.kind == "agency"
    if plain in WIRES:
        return len(plain) > MAX_INITIALS or printed.isupper() or printed in _SMALL_INITIALS
    calls_itself = _CALLS_ITSELF_WIRE.search(plain) and _NAMED.fullmatch(printed)
    return bool(calls_itself) and not _OFFICE.search(plain)


def is_picture_desk(name: str) -> bool:
    """Whether a name credits pictures: an agency, a picture desk, a pool."""
    return plain_name(name).lower() in PICTURE_DESKS or is_wire(name)


def plain_name(name: str) -> str:
    """A name without its article, its quotation marks and the points of its initials."""
    plain = " ".join(name.strip(" \t\"“”'‘’.,;:()[]|—–-").split())
    if plain[:4].lower() == "the " and plain.count(" ") <= 5:  # noqa: PLR2004 -- a name, not a clause
        plain = plain[4:]
    words = plain.split(" ")
    if len(words) > 1 and words[0].lower() == words[1].lower():
        plain = words[0]  # "AOL AOL General News": a feed's title is site, site and section
    if plain.isupper() and len(plain) > MAX_SHORT_CHARS:
        plain = " ".join(word if len(word) <= 3 else word.capitalize() for word in plain.split(" "))  # noqa: PLR2004
    return plain


def same_body(one: str, other: str, sources: Sources) -> bool:
    """Whether two names are of one body: alike, names of one agency, or aliases of one source."""
    first, second = _key(one, sources), _key(other, sources)
    return bool(first) and first == second


def _key(name: str, sources: Sources) -> str:
    plain = plain_name(name).lower()
    if source := sources.by_alias.get(plain) or sources.by_domain.get(plain.removeprefix("www.")):
        plain = source.name.lower()
    return re.sub(r"[^\w]", "", _SHORT.get(plain, plain))
