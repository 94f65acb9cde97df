"""The words of harm and rescue: verbs with what they count, nouns that count by themselves, kinds of people.

Plain tables for the casualty readers, all lower-case; a journalist may add to any of them. A verb's frame says whom it
counts: `t` its object (or the subject of its passive), `i` its subject, `b` both ways.
"""

from typing import NamedTuple


class Verb(NamedTuple):
    """One form of a verb: base, s, past, pp (participle only), both (past and participle) or ing."""

    lemma: str
    role: str
    frame: str
    form: str


def _forms(base: str, past: str | None, pp: str | None) -> list[tuple[str, str]]:
    stem = base.removesuffix("e")
    regular = stem[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else stem + "ed"
    s = (
        base[:-1] + "ies"
        if base.endswith("y") and regular.endswith("ied")
        else base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    )
    past = past or regular
    ing = stem + "ing" if not base.endswith("ie") else base[:-2] + "ying"
    forms = [(base, "base" if base != past else "both"), (s, "s"), (ing, "ing")]
    return [*forms, (past, "past"), (pp, "pp")] if pp and pp != past else [*forms, (past, "both")]


_VERBS = """
killed t: kill murder assassinate massacre execute behead lynch strangle electrocute slaughter decapitate
killed t: slay,slew,slain
killed t: incinerate asphyxiate
killed i: die perish succumb
killed b: drown suffocate
injured t: injure wound hurt,hurt maim scald
shot t: shoot,shot
stabbed t: stab,stabbed
detained t: arrest detain capture apprehend imprison nab,nabbed
abducted t: kidnap,kidnapped abduct seize
rescued t: rescue save
released t: free,freed release
evacuated t: evacuate
displaced t: displace uproot
displaced i: flee,fled
hospitalised t: hospitalise hospitalize
infected t: infect sicken
deployed t: deploy dispatch mobilise mobilize send,sent station
trapped t: trap,trapped strand bury maroon
survived i: survive
missing i: vanish disappear
identified t: identify
attended i: gather attend
"""
VERBS: dict[str, Verb] = {}
for _line in _VERBS.strip().splitlines():
    _head, _, _bases = _line.partition(":")
    _role, _frame = _head.split()
    for _entry in _bases.split():
        _base, *_irregular = _entry.split(",")
        _past, _pp = [*_irregular, None, None][:2]
        for _word, _form in _forms(_base, _past, _pp):
            VERBS.setdefault(_word, Verb(_base, _role, _frame, _form))
for _word, _lemma, _form in (("stabbing", "stab", "ing"), ("kidnapping", "kidnap", "ing"), ("trapping", "trap", "ing"),
                             ("nabbing", "nab", "ing"), ("kidnaped", "kidnap", "both"), ("kidnaping", "kidnap", "ing"),
                             ("hanged", "hang", "both"), ("sending", "send", "ing"), ("dying", "die", "ing"),
                             ("died", "die", "both"), ("lynched", "lynch", "both"),
                             ("fleeing", "flee", "ing")):  # fmt: skip
    _base_verb = VERBS.get(_lemma, Verb(_lemma, "killed", "t", "base"))
    VERBS[_word] = _base_verb._replace(form=_form)
for _word in (
    "free",
    "frees",
    "freeing",
    "release",
    "releases",
    "releasing",
    "saves",
    "save",
    "saving",
    "identify",
    "identifies",
    "identifying",
    "attending",
    "gathering",
    "buries",
):
    VERBS.pop(_word, None)
# A verb with one of these after it (or before: "fatally shot") kills; without, a beaten man is an injured man.
HARM_VERBS: dict[str, str] = {  # form -> form tag; the role is given by what stands with it
    "gunned": "both", "gunning": "ing", "beaten": "pp", "beat": "past", "burned": "both", "burnt": "both",
    "hacked": "both", "bludgeoned": "both", "trampled": "both", "crushed": "both", "starved": "both", "frozen": "pp",
    "froze": "past", "bled": "both", "stoned": "both", "mauled": "both", "choked": "both", "poisoned": "both",
    "struck": "both", "hit": "both", "grazed": "both", "shelled": "both", "tortured": "both", "blown": "pp",
}  # fmt: skip
FATALLY = frozenset({"fatally", "mortally"})
WOUNDS = frozenset({"wounds", "wound", "injuries"})
MANNERS = {"fatally": "killed", "mortally": "killed", "critically": "injured", "seriously": "injured",
           "severely": "injured", "gravely": "injured", "badly": "injured", "slightly": "injured",
           "lightly": "injured"}  # fmt: skip
INJURING_ALONE = frozenset({"burned", "burnt", "mauled", "grazed", "trampled", "crushed", "poisoned", "beaten"})
BULLETS = frozenset(
    "bullet bullets gunfire shrapnel gunshot gunshots shots stray crossfire rounds round shot arrow knife".split()
)

# With "hurt" or "survived" these tell harm to the body from harm to a cause.
VIOLENCE = frozenset(
    """blast blasts explosion explosions bomb bombs bombing bombings crash crashes attack attacks quake
        earthquake fire fires blaze storm storms tornado tornadoes hurricane flood floods flooding
        collapse collapsed shooting shootings stabbing accident collision riot riots clash clashes
        stampede derailed derailment airstrike airstrikes strike strikes rocket rockets shelling
        avalanche landslide mudslide gunfire gunman gunmen police killed dead died injured wounded
        people passengers tsunami eruption plane train bus ferry boat ship car truck wreck rubble
        ambulance hospital hurt""".split()
)
# Adjectives that say a role of the noun before them or after a copula.
ROLE_ADJECTIVES = {
    "dead": "killed", "alive": "survived", "missing": "missing", "unaccounted": "missing", "homeless": "displaced",
    "aboard": "aboard", "hurt": "injured", "deceased": "killed", "lifeless": "killed",
    "hospitalised": "hospitalised", "ill": "infected", "hospitalized": "hospitalised", "injured": "injured",
    "wounded": "injured", "stranded": "trapped", "trapped": "trapped", "displaced": "displaced",
    "infected": "infected", "kidnapped": "abducted", "killed": "killed", "slain": "killed", "captured": "detained",
    "unhurt": "survived", "uninjured": "survived", "arrested": "detained", "detained": "detained",
}  # fmt: skip
# Phrases that say a role where an adjective could stand; the first word starts the match.
ROLE_PHRASES: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "on": ((("on", "board"), "aboard"), (("on", "the", "plane"), "aboard"), (("on", "the", "flight"), "aboard")),
    "out": ((("out", "of", "contact"), "missing"),),
    "away": ((("away", "from", "home"), "evacuated"), (("away", "from", "their", "homes"), "evacuated")),
    "in": (
        (("in", "hospital"), "hospitalised"), (("in", "the", "hospital"), "hospitalised"),
        (("in", "hospitals"), "hospitalised"), (("in", "custody"), "detained"), (("in", "detention"), "detained"),
        (("in", "evacuation", "shelters"), "evacuated"), (("in", "shelters"), "evacuated"),
        (("in", "emergency", "shelters"), "evacuated"), (("in", "temporary", "shelters"), "evacuated"),
        (("in", "evacuation", "centres"), "evacuated"), (("in", "evacuation", "centers"), "evacuated"),
        (("in", "critical"), "injured"), (("in", "serious", "condition"), "injured"),
        (("in", "stable", "condition"), "injured"), (("in", "fair", "condition"), "injured"),
        (("in", "good", "condition"), "injured"), (("in", "grave", "condition"), "injured"),
        (("in", "intensive", "care"), "hospitalised"),
    ),
}  # fmt: skip

# Nouns that count by themselves: "12 deaths", "three bodies".
ROLE_NOUNS = {
    "death": "killed", "deaths": "killed", "fatality": "killed", "fatalities": "killed", "dead": "killed",
    "killed": "killed", "casualty": "killed_or_injured", "casualties": "killed_or_injured", "wounded": "injured",
    "injured": "injured", "injury": "injured", "injuries": "injured", "body": "killed", "bodies": "killed",
    "corpse": "killed", "corpses": "killed", "cadavers": "killed", "survivor": "survived", "survivors": "survived",
    "hostage": "abducted", "hostages": "abducted", "captives": "abducted", "detainee": "detained",
    "detainees": "detained", "arrest": "detained", "arrests": "detained", "evacuees": "evacuated",
    "missing": "missing", "unaccounted-for": "missing", "displaced": "displaced", "lives": "killed",
    "infections": "infected", "murders": "killed", "homicides": "killed", "killings": "killed", "life": "killed",
    "remains": "killed", "drownings": "killed", "disappearances": "missing", "kidnappings": "abducted",
    "abductions": "abducted", "hospitalisations": "hospitalised", "hospitalizations": "hospitalised",
    "evacuations": "evacuated", "rescues": "rescued", "executions": "killed", "murder": "killed",
    "killing": "killed", "assassination": "killed", "assassinations": "killed", "massacre": "killed",
    "kidnapping": "abducted", "abduction": "abducted", "capture": "detained", "detention": "detained",
    "disappearance": "missing", "execution": "killed", "rescue": "rescued", "evacuation": "evacuated",
    "drowning": "killed", "identified": "identified", "deployment": "deployed", "loss": "killed",
    "losses": "killed_or_injured", "autopsies": "autopsied", "autopsy": "autopsied", "post-mortems": "autopsied",
    "identifications": "identified",
}  # fmt: skip
# Of these only "the X of N people" counts, never "N Xs": three massacres are not three dead.
NOUNS_OF_OTHERS = frozenset(
    """death deaths murder killing assassination massacre kidnapping abduction capture arrest detention
        disappearance execution rescue evacuation drowning deployment body bodies remains lives loss
        injury injuries murders killings assassinations deployment""".split()
)
NOT_BY_NUMBER = frozenset(
    """identified murder killing assassination massacre kidnapping abduction capture detention
        disappearance execution rescue evacuation drowning deployment loss losses life lives remains
        missing displaced rescues executions evacuations""".split()
)
LIFE_TAKERS = frozenset(
    """claimed claims claim claiming took takes take taking cost costs costing lost lose loses losing taken
        with killed""".split()
)
TOLL_NOUNS = frozenset({"toll", "tolls"})
COUNT_NOUNS = frozenset(
    "number count tally figure total numbers estimate list register figures tallies counts estimates".split()
)
TOLL_RISERS = frozenset(
    """rise rises rose risen rising climb climbs climbed climbing stand stands stood standing reach reaches
        reached reaching hit hits pass passes passed passing top tops topped topping exceed exceeds
        exceeded exceeding surpass surpasses surpassed jump jumps jumped jumping grow grows grew
        grown growing increase increases increased increasing soar soars soared put puts putting
        bring brings brought bringing raise raises raised raising lift lifts lifted lifting take
        takes took taking push pushes pushed pushing revise revised revises drop drops dropped fall
        falls fell fallen lower lowered cut cuts is was were are be been now remains remained mount
        mounts mounted swell swelled nears neared near nearing range ranges ranged ranging went go
        goes came comes edges edged up""".split()
)
TOPPING = frozenset(
    """pass passes passed passing top tops topped topping exceed exceeds exceeded exceeding surpass
        surpasses surpassed""".split()
)
# A sentence without any of these has no casualty figure, and is not looked at further.
CUES = (
    frozenset(VERBS)
    | frozenset(HARM_VERBS)
    | frozenset(ROLE_ADJECTIVES)
    | frozenset(ROLE_NOUNS)
    | TOLL_NOUNS
    | COUNT_NOUNS
    | frozenset(
        """lost lose losing claimed claims cost suicide wounds wound burns hospital hospitals custody board
        contact lives carrying carried those these them it spoken spoke located contacted found
        reached pulled fatally mortally critical positive homes death alive treated treating forced
        driven tested fell fallen plunged jumped blew suffered suffers sustained shelter shelters
        condition detention care away""".split()
    )
)
# In a sentence without a number only these can count somebody: a count, "them" or an army that is sent need a number.
_NUMBER_NEEDED = frozenset({"deployed", "attended", "evacuated", "displaced", "identified", "autopsied"})
CUES_OF_ONE = CUES - (
    TOLL_NOUNS
    | COUNT_NOUNS
    | {word for word, verb in VERBS.items() if verb.role in _NUMBER_NEEDED}
    | {word for word, role in ROLE_NOUNS.items() if role in _NUMBER_NEEDED}
    | frozenset(
        "those these them it spoken spoke homes away carrying carried board positive lives driven forced".split()
    )
) | {"aboard"}
