"""A coarse part of speech for each word of an article: enough to find the subject of a verb of speech.

In: words. Out: one letter a word, from closed lists and endings; an open word that nothing marks is taken for a noun.
D determiner or possessive, P subject pronoun, O object pronoun, I preposition, C and/but/or, S subordinator, relative,
X auxiliary, A adverb, V a common finite verb, E -ed form, G -ing form, T weekday, month or day word, U number,
N capitalised word, n other noun or adjective, M mark, , comma, Q quotation mark, R possessive 's, . end of a sentence.
Refuses to be a tagger: ambiguity is left to the patterns that read the letters.
"""

from tasks.claims.cues import CUES
from tasks.claims.name_words import CALENDAR
from tasks.claims.words import Word

_CLOSED: dict[str, str] = {}
for _letter, _block in {
    "D": """a an the this these those his her its their our my your whose some any no every each another both all many
        several few most more other such various numerous""",
    "P": "he she they it i we you who one nobody everyone everybody someone somebody anyone others",
    "O": "him me us them himself herself itself themselves whom",
    "I": """of for at in from with on to by about near behind under against among between during through throughout
        across within without over after before since until into onto toward towards outside inside around like via
        amid despite per upon beyond above below off including except as than up out down regarding unlike""",
    "C": "and but or nor & yet",
    "S": """that which who whom whose because while when whenever where whereas if unless although though whether how
        why what so lest""",
    "X": """is are was were be been being am has have had having do does did will would shall should can could may might
        must cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't shouldn't
        can't couldn't he's she's it's they're we're i'm you're they've we've i've he'd she'd they'd i'd we'd he'll
        she'll they'll i'll we'll it'll that's there's""",
    "A": """not n't also later earlier then now still again once just only even never ever often always already soon
        recently repeatedly previously today yesterday tomorrow tonight here there meanwhile however instead therefore
        thus too very quite rather almost nearly perhaps maybe further furthermore moreover nevertheless nonetheless
        first famously ago afterwards afterward himself herself themselves together""",
    "V": """went came took made gave got saw knew became began left held kept brought met ran led stood lost paid sent
        built fell rose won hit cut set let beat spent broke drew drove grew spoke threw wore chose ate fought caught
        bought sought taught thought goes comes takes makes gives gets sees knows becomes begins leaves holds keeps
        brings meets runs leads stands loses pays sends builds falls rises wins hits cuts sets lets spends breaks draws
        drives grows speaks throws seems remains appears includes shows needs tries turns starts stops helps moves
        lives believes works plays looks wants uses dies lies sits read reads make take come give get go""",
    "T": "week month year morning afternoon evening night weekend noon midnight",
}.items():
    for _word in _block.split():
        _CLOSED.setdefault(_word, _letter)
for _word in CALENDAR:
    _CLOSED[_word] = "T"
_CLOSED["may"] = "X"
_MARKS = {",": ",", "“": "Q", "”": "Q", '"': "Q", "'s": "R", "’s": "R"}
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr gen sen rep gov lt col sgt capt maj adm st jr sr prof rev hon fr supt cmdr brig pres messrs inc
    corp co ltd bros vs jan feb mar apr jun jul aug sept sep oct nov dec ala ariz ark calif colo conn del fla ga
    ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo""".split()
)
_BOUNDS = frozenset({"at", "more", "less", "fewer"})
_ENDS = frozenset(".!?")
# -ed and -ing that are plain nouns or adjectives, and -ly that are no adverbs.
_NOUNS = frozenset(
    """united red bed hundred speed need seed feed breed creed weed shed sled kindred morning evening meeting building
    hearing briefing king ring thing something nothing anything everything string spring wing being housing training
    filing ruling shooting bombing killing rating warning ceiling wedding finding funding polling family only early
    reply ally tally italy july assembly supply anomaly bully rally fly daily weekly monthly friendly elderly
    so-called armed unnamed unidentified""".split()
)


def tag(cut: list[Word], *, capitals: bool = False) -> str:
    """One letter a word; in a text printed in `capitals` they tell nothing."""
    if capitals:
        cut = [word._replace(text=word.text.lower()) for word in cut]
    letters = [_tag(word) for word in cut]
    for at in range(1, len(letters)):
        if letters[at] == "R" and letters[at - 1] == "P":
            letters[at] = "X"  # "he's predicting"
        elif cut[at - 1].lower == "one" and letters[at] in "nN":
            letters[at - 1] = "D"  # "one senior official"
        elif letters[at] == "A" and letters[at - 1] == "N" and cut[at].text[0].isupper():
            letters[at] = "N"  # "USA Today"
        elif cut[at].lower in {"least", "most", "than"} and cut[at - 1].lower in _BOUNDS:
            letters[at - 1 : at + 1] = "DD"  # "at least four senators"
        elif letters[at] == "U" and cut[at - 1].lower in {"about", "around"}:
            letters[at - 1] = "D"
        elif letters[at] == "." and _shortens(cut, letters, at):
            letters[at] = "N" if cut[at - 1].text[0].isupper() else "M"  # "Sen. Kim", "(R-Fla.) said"
    return "".join(letters)


def _shortens(cut: list[Word], letters: list[str], at: int) -> bool:
    """Whether a full stop belongs to the abbreviation before it."""
    before = cut[at - 1]
    if cut[at].text != "." or before.end != cut[at].start or at + 1 == len(cut):
        return False
    if cut[at + 1].text in {",", ")", ";", ":"} or (letters[at + 1] in "EXV" and cut[at + 1].text.islower()):
        return True
    if not before.text[0].isupper():
        return False
    known = before.lower in _ABBREVIATIONS or (len(before.text) == 1 and letters[at - 1] == "N")
    return known and letters[at + 1] in "NU"


def _tag(word: Word) -> str:
    lower, first = word.lower, word.text[0]
    if letter := _CLOSED.get(lower):
        return "N" if letter in "VST" and first.isupper() and lower not in CALENDAR and letter == "V" else letter
    if letter := _MARKS.get(lower):
        return letter
    if first.isdigit():
        return "U"
    if not first.isalpha():
        return "." if first in _ENDS else "M"
    if first.isupper():
        return "N"
    return "n" if lower in _NOUNS else _by_ending(lower)


def _by_ending(lower: str) -> str:
    if lower.endswith("ed"):
        return "E"
    if lower.endswith("ing"):
        return "G"
    if lower.endswith("ly"):
        return "A"
    return "E" if lower in CUES and CUES[lower].form in {"ed", "en"} else "n"
