"""What happens, in words: verbs brought to their plain form, and the nouns that name happenings.

In: one word as printed. Out: its plain form ("struck" -> "strike", "arrived" -> "arrive"), and whether it can be the
happening that a date belongs to. Plain forms of regular verbs are made by the spelling rules of English.
"""

from functools import lru_cache
from typing import Final

from tasks.claims.deed_words import DATED_NOMINALS

SHORT_WORD: Final = 4  # letters; "died" keeps its ie, "red" is no past
_IRREGULAR: Final[dict[str, str]] = {}
for _line in """
arise arose arisen|beat beaten|become became|begin began begun|bite bit bitten|bleed bled|blow blew blown|
break broke broken|bring brought|build built|burn burnt|burst|buy bought|catch caught|choose chose chosen|
come came|cut|deal dealt|die died dying|dig dug|draw drew drawn|drink drank drunk|drive drove driven|
eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|
forbid forbade forbidden|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|
hang hung|hear heard|hide hid hidden|hit|hold held|hurt|keep kept|know knew known|lay laid|lead led|leave left|
lend lent|lie lay lain|lose lost|make made|mean meant|meet met|pay paid|put|quit|read|ride rode ridden|
ring rang rung|rise rose risen|run ran|say said says|see saw seen|seek sought|sell sold|send sent|set|
shake shook shaken|shine shone|shoot shot|show showed shown|shut|sing sang sung|sink sank sunk|sit sat|
sleep slept|slide slid|speak spoke spoken|spend spent|spread|spring sprang sprung|stand stood|
steal stole stolen|stick stuck|strike struck stricken|swear swore sworn|sweep swept|swim swam|swing swung|
take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|understand understood|
undertake undertook undertaken|wake woke woken|wear wore worn|win won|withdraw withdrew withdrawn|
write wrote written|light lit|bind bound|bid|cast|cling clung|creep crept|forecast|forget forgot forgotten|
grind ground|kneel knelt|leap leapt|mistake mistook mistaken|oversee oversaw overseen|prove proven|
rebuild rebuilt|redo redid redone|shrink shrank shrunk|split|strive strove|sting stung|thrust|
undergo underwent undergone|withhold withheld|foresee foresaw foreseen|mislead misled|
overtake overtook overtaken|outbid|upset|do done|uphold upheld|withstand withstood|foretell foretold|
retell retold|broadcast|hurl hurled|weep wept|overthrow overthrew overthrown|tie tied tying|lie-down lying|
ski skied|travel travelled traveled|cancel cancelled canceled|kidnap kidnapped|focus focused|free freed|
agree agreed|see-off seen|guarantee guaranteed|found founded|postpone postponed|use used using|phone phoned|
abandon abandoned|bear born|refloat refloated|ban banned|swear sworn|go goes|do does
""".replace("\n", "").split("|"):
    _base, *_pasts = _line.split()
    for _past in _pasts or [_base]:
        _IRREGULAR.setdefault(_past, _base.partition("-")[0])
# Words that look like pasts and are not, or that are too empty to be what happened.
NOT_EVENTS: Final = frozenset(
    """united red hundred need speed seed feed bed indeed shed left-wing led-lit armed based related so-called supposed
    alleged wanted limited experienced wounded-knee beloved sacred naked wicked unidentified unnamed""".split()
)
AUXILIARIES: Final = frozenset(
    """is are was were be been being am has have had having do does did will would shall should can could may might must
    'll ’ll won't won’t""".split()
)
_KEEP_E: Final = (
    "v", "c", "z", "u", "dg", "rg", "ang", "eng", "uid", "lid", "cid", "vid", "rid", "sid", "ud", "ad", "od",
    "ls", "rs", "ns", "is", "os", "as", "us", "ir", "ar", "ur", "or", "ag", "ug", "ak", "ik", "ok", "uk",
    "ap", "ip", "op", "yp", "id", "iz", "il", "ol", "ul", "pl", "bl", "dl", "tl", "ut", "ot", "at", "it",
    "am", "im", "om", "um", "in", "an", "un", "ib", "ob",
)  # fmt: skip
_NO_E_NG: Final = ("bang", "hang", "long", "wrong", "throng", "ring", "wing", "sing", "ping")
# After two vowels, and in these, the plain form has no e: "remain", "appear", "visit", "order".
_NO_E: Final = frozenset(
    """visit edit exit limit credit profit inherit deposit inhabit prohibit exhibit benefit audit orbit permit admit
    commit submit abandon happen open enter offer order suffer deliver discover recover remember consider register
    answer gather bother monitor report import export support deport short start court target market blanket
    warn turn return learn earn burn form inform confirm perform reform claim aim remain explain train contain
    obtain maintain detain gain join bomb visit attack pull call kill fill control patrol fulfil fulfill reveal
    appeal conceal steal heal seal deal cancel travel model signal total equal develop envelop stop drop help keep
    alert assert desert assist insist resist exist arrest protest request suggest invest test rest host post cost
    last cast broadcast list assault default result consult insult halt melt adopt accept except attempt prompt
    interrupt bankrupt abduct conduct construct destruct deduct attract contract extract impact enact expect inspect
    respect elect select collect reject project protect connect affect infect effect direct act strand land hand
    demand command understand stand expand end send spend defend attend extend intend suspend depend respond bond
    fund found ground surround wound round sound mount count account discount amount board guard award reward regard
    record afford word hold fold need shoot loot root boot treat defeat repeat beat heat wait await raid aid avoid
    flood blood load unload head lead plead fear hear appear clear near wear tear bear repair air despair pour tour
    detour occur refer transfer defer infer murder hinder wander plunder surrender render thunder shelter alter
    filter enter center counter encounter scatter batter matter shatter trigger stagger linger anger honor honour
    favor favour labor labour harbor harbour conquer concur incur deter prefer differ water tower power lower
    lumber number climb book look cook knock shock block lock rock pick kick check back pack crack track trick
    link think sink drink thank rank blink park mark embark work walk talk ask risk mask task break speak leak
    """.split()
)
EVENT_NOUNS: Final = frozenset(
    """accident agreement air-raid ambush anniversary announcement arrest arrival assassination assault attack
    avalanche ballot battle birth blast blaze bombing briefing bombardment breach burial bushfire call campaign
    capture ceasefire celebration ceremony clash closure collapse collision concert conference congress
    conversation conviction coup crash crossing cyclone death debate deadline decision declaration defeat
    deployment derailment disaster drill drone drought earthquake elections election eruption escape evacuation
    execution exercise exchange explosion fall fight fighting fire flight flood flooding floods funeral game
    gathering hearing hurricane inauguration incident incursion independence invasion kidnapping killing landing
    landslide launch launching lockdown march massacre match meeting mission mourning mudslide murder mutiny
    offensive operation outbreak outage overthrow parade plebiscite poll polls premiere protest quake raid rally
    rampage referendum release rescue resignation retreat return revolt revolution riot robbery rout ruling
    sentencing session shelling shipwreck shock shooting shutdown siege signing sinking slaying speech statement
    stampede storm strike strikes suicide summit surrender talks test tornado tour treaty tremor trial trip
    truce tsunami typhoon unrest uprising verdict victory visit vote war wedding wildfire withdrawal workshop
    rain rainfall downpour snowfall heatwave wildfires ceasefire cyclone""".split()
).union(DATED_NOMINALS)
_SAYING: Final = frozenset({"say", "tell", "announce", "report", "state", "add", "declare"})


@lru_cache(maxsize=10_000)
def plain_verb(word: str) -> str:
    """The plain form of a verb: "struck" -> "strike", "carried" -> "carry", "landed" -> "land", "leaves" -> "leave"."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("ied") and len(lower) > SHORT_WORD:
        return lower[:-3] + "y"
    if lower.endswith("eed"):
        return lower[:-1]  # "decreed", "guaranteed"
    for ending in ("ed", "ing"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            rest = lower[: -len(ending)]
            return rest if rest in _NO_E else _IRREGULAR.get(rest, _restored(rest))  # "grounded" is not ground corn
    if lower.endswith("ies") and len(lower) > SHORT_WORD:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith("ss") and len(lower) >= SHORT_WORD:
        return lower[:-1]
    return lower


def _restored(rest: str) -> str:
    """Give back the e that an ending took, and undouble a consonant."""
    if rest in _NO_E or rest.endswith("ee"):
        return rest
    if len(rest) >= SHORT_WORD and rest[-1] == rest[-2] and rest[-1] in "bdgmnprt":
        return rest[:-1]
    if rest[-2:-1] in tuple("aeiou") and rest[-3:-2] in tuple("aeio") and not rest.endswith(("v", "s", "c", "z")):
        return rest
    if rest.endswith("ng"):
        return rest if rest.endswith(_NO_E_NG) else rest + "e"
    return rest + "e" if rest.endswith(_KEEP_E) else rest


def is_saying(verb: str) -> bool:
    """Whether a plain verb is one of speech, so that its date is that of a statement."""
    return verb in _SAYING


def past_form(word: str) -> str | None:
    """The plain form where a word can be a past or a participle, else None."""
    if word in NOT_EVENTS or word in AUXILIARIES:
        return None
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return plain_verb(word) if word.endswith("ed") and len(word) >= SHORT_WORD else None


def singular(noun: str) -> str:
    """The singular of an event noun: "attacks" -> "attack"; "talks" are "talk"."""
    if noun in {"talks", "elections", "floods", "polls"} or noun.endswith("ss"):
        return noun.removesuffix("s") if noun != "polls" else "poll"
    plain = noun.removesuffix("s")
    return plain if plain in EVENT_NOUNS else noun


BASE_VERBS: Final = frozenset(_IRREGULAR.values()) | _NO_E  # plain forms that are surely verbs
# What happens suddenly and once, as plain verbs and nouns of dated_event.py.
SUDDEN = frozenset(
    "crash collide collision accident disaster quake earthquake tremor flood downpour attack shooting massacre assault "
    "explosion blast bombing bomb explode derail derailment sink capsize collapse erupt eruption wildfire landslide "
    "plunge storm stampede crush".split()
)
# These too, of which a page may also tell another case: they count where the day is known from others.
LIKELY = frozenset("fire blaze strike hit fall shake shoot burst kill sweep tear ram".split())
