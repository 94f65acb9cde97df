"""The words by which names are told from other capitals, and persons from bodies and places.

Plain sets, each with the use that it has in names.py; a journalist may add to any of them.
"""


def _set(block: str) -> frozenset[str]:
    return frozenset(block.split())


# Capitalised by convention, never a name.
CALENDAR = _set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu
    thur thurs fri sat sun a.m. p.m. am pm gmt utc est edt pst pdt cet bst kst ad bc"""
)
# Capitalised in English wherever they stand, and no name: the pronoun and its contractions.
NOT_NAMES = _set("article section chapter paragraph i i'm i've i'd i'll ok tv pm am mr mrs ms dr")
# Words that often open a sentence and look like a name there ("Officials said", "Rescuers in Wajima").
SENTENCE_OPENERS = _set(
    """officials experts analysts authorities police rescuers residents witnesses critics supporters people reports
    asked speaking according despite nearly however meanwhile earlier later overall instead still yet just even
    only when where while since until whether because although though unlike like given based following
    including during nobody everyone somebody anyone thousands hundreds dozens scores millions most many some
    several few much more officers doctors lawmakers soldiers troops workers scientists researchers
    investigators prosecutors lawyers state government parliament yes no well look oh so thank please photo
    image video file source read watch updated published editor correction breaking live exclusive opinion
    analysis"""
)
# May stand inside a name, in lower case, where a capital follows.
NAME_PARTICLES = _set("of the de del la las los da do dos di du van von der den bin ibn al el for and & y le")
# Stand before the name of a person. Nationality adjectives before them go with them.
PERSON_TITLES = _set(
    """ceo cfo coo rabbi pastor mr mrs ms miss dr prof professor sir dame lord lady president vice-president vice prime
    premier minister chancellor secretary senator sen rep representative congressman congresswoman gov governor
    mayor king queen prince princess pope cardinal archbishop bishop rev reverend imam ayatollah sheikh emir
    sultan gen general lt col colonel maj major capt captain sgt sergeant adm admiral cmdr commander lieutenant
    brig brigadier marshal corporal private chief officer sheriff detective inspector superintendent constable
    judge justice attorney prosecutor ambassador envoy spokesman spokeswoman spokesperson chairman chairwoman
    chairperson chair director deputy foreign defense defence interior finance health leader supreme dictator
    candidate nominee speaker former then acting interim first lady ms chef coach comrade"""
)
# A run of capitals with one of these in it names a body, not a person.
ORGANISATION_WORDS = _set(
    """ministry agency committee commission council service services department office bureau board court tribunal
    police guard army navy force forces command corps party union university college institute institution
    school centre center hospital bank fund group company corp corporation inc ltd llc plc association
    federation foundation organization organisation alliance league assembly parliament congress senate house
    duma knesset bundestag authority administration government kremlin pentagon white times post journal news
    press tribune herald gazette reuters broadcasting television radio channel network media wire magazine
    observatory watch international nations airlines airways railways society trust coalition movement front
    brigade brigades division regiment battalion directorate secretariat treasury embassy mission staff
    crescent cross survey laboratory museum church club team militia group"""
)
# A name that ends in one of these is ground, not a person.
PLACE_WORDS = _set(
    """street road avenue drive lane boulevard square plaza bridge river lake bay sea ocean island islands peninsula
    mountain mountains valley park county parish district airport station tower beach coast strait desert province
    prefecture region city town village heights hills"""
)
PLACE_PREPOSITIONS = _set("in at near from to around outside inside across throughout into toward towards off")
NATIONALITIES_END = ("ese", "ish", "ians", "eans", "cans", "ans")
