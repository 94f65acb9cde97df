"""Nouns for those who speak: persons, bodies and documents. A subject outside these sets seldom says anything.

Plain sets; a journalist may add to them. The endings catch what lists forget ("lobbyists", "paramedics").
"""

from tasks.claims.name_words import ORGANISATION_WORDS, PERSON_TITLES

PERSONS = PERSON_TITLES | frozenset(
    """official officials expert experts analyst analysts spokesman spokeswoman spokesperson spokespeople aide aides
    adviser advisers advisor advisors witness witnesses critic critics supporter supporters people person man
    woman men women leader leaders member members source sources reporter reporters journalist journalists
    correspondent voter voters candidate candidates nominee lawmaker lawmakers politician politicians senator
    senators doctor doctors medic medics rescuer rescuers resident residents villager villagers neighbor
    neighbour neighbors neighbours survivor survivors relative relatives mother father parent parents son
    daughter wife husband brother sister widow family families friend friends colleague colleagues lawyer
    lawyers attorney attorneys prosecutor prosecutors judge judges jurors investigator investigators detective
    detectives officer officers policeman firefighter firefighters soldier soldiers commander commanders pilot
    pilots captain economist economists scientist scientists researcher researchers historian scholar scholars
    professor academic academics author authors writer editor columnist pundit pundits commentator commentators
    observer observers insider insiders strategist strategists pollster activist activists protester protesters
    advocate advocates campaigner campaigners worker workers employee employees executive executives manager
    managers owner founder director businessman businesswoman investor investors trader traders farmer fisherman
    diplomat diplomats ambassador envoy negotiator negotiators minister ministers president premier mayor
    governor king queen prince pope bishop priest imam cleric monk coach player players opponent opponents rival
    rivals ally allies adversary republicans democrats conservatives liberals socialists progressives teacher
    teachers student students caller host anchor moderator veteran veterans victim victims patient patients
    nurse nurses paramedic paramedics coroner spokesmen translator interpreter guide driver passenger passengers
    tourist tourists refugee refugees migrant rebel rebels militant militants insurgents defector hostage
    hostages captive guard guards inspector operator organizer organizers organiser organisers donor donors half
    majority percent many some most others everyone anyone nobody none he she they we i you who one those both
    all guy lady kid boy girl chief head chairman deputy secretary speaker""".split()
)
BODIES = ORGANISATION_WORDS | frozenset(
    """agency agencies ministry ministries government governments authorities police campaign campaigns group groups
    company companies firm organization organizations organisation charity union unions party parties court committee
    panel commission board council department office bureau army military navy airline carrier hospital university
    school bank media press newspaper paper magazine website site outlet outlets network station channel broadcaster
    regime administration embassy kremlin pentagon parliament congress senate side team staff crew family delegation
    prefecture city town village state country nation province region district county municipality service services
    watchdog regulator institute observatory coalition alliance federation movement church camp opposition public
    tribunal club association publisher radio television tv daily intelligence command headquarters""".split()
)
DOCUMENTS = frozenset(
    """report reports poll polls survey surveys study studies statement statements data figures records document
    documents letter article story editorial email emails e-mail e-mails tweet post memo filing filings
    complaint indictment lawsuit affidavit ruling law order treaty agreement communique readout transcript book
    memoir ad ads advertisement video footage audio recording count evidence research analysis review account
    accounts count tally list website page message release headline census index estimate estimates statistics
    results findings numbers map chart bulletin minutes notice sign banner caption text bill resolution charter
    constitution rules guidelines plan summary dispatch""".split()
)
_ENDINGS = ("ists", "ist", "ers", "ors", "ians", "ian", "eers", "men", "wives", "ees")


def speaker_class(word: str, *, known_only: bool = False) -> str:
    """person, body, document, or other."""
    if word in PERSONS:
        return "person"
    if word in BODIES:
        return "body"
    if word in DOCUMENTS:
        return "document"
    return "person" if not known_only and word.endswith(_ENDINGS) else "other"
