"""Which words can name one deed: "detained", "arrested" and "the arrest"; "admitted" and "acknowledged".

In: two happenings in plain form, as event_clause.py reads them. Out: whether they can be one. The groups are synonyms
of news English, one verb may be in several; nouns are first brought to their verb (deed_words.py). A word of a group
is only a possibility: what else the sentences share decides (same_happening.py).
"""

from functools import lru_cache

from tasks.claims.deed_words import NOMINALS

# Verbs that mean one happening, so that "met", "held talks" and "summit" find each other.
SAME_HAPPENING = tuple(
    frozenset(row.split())
    for row in """
meet talk summit meeting sit confer negotiate bilateral encounter hold conversation
call phone telephone speak talk conversation dial ring
visit arrive travel trip land come fly go reach touch begin step
leave depart departure return fly
die kill death dead perish lose
say tell announce report confirm state declare brief
crash collide collision accident disaster
quake earthquake strike hit shake shock tremor temblor jolt rock disaster occur tear
sign agree conclude treaty agreement date
deal agree agreement reach sign conclude accord pact
attack shoot shooting storm bomb explode blast explosion massacre assault
attack strike shoot storm kill massacre assault shooting open
flood rain storm downpour disaster
arrest detain capture seize catch apprehend nab hold
rescue free save pull
close shut stay remain hold keep remand
reopen open resume
crash collide fall collision accident kill plunge disaster land down
mourn mourning lower declare
found establish create form incorporate
admit acknowledge concede confess confirm recognise recognize
lift raise hoist salvage refloat hauled
resign quit leave go
fine penalise penalize sanction
appear publish release issue
appoint name nominate choose pick select
elect election vote poll ballot referendum win
inaugurate swear install
convict sentence jail imprison verdict ruling rule judge
charge indict accuse prosecute
sue file lawsuit
try trial hear hearing
release free liberate
publish release issue unveil present
launch introduce unveil start begin
approve adopt pass ratify endorse vote authorise authorize
reject refuse veto dismiss decline
ban prohibit outlaw forbid bar
cancel scrap abandon axe drop shelve
postpone delay defer reschedule
end finish conclude expire stop halt cease
begin start open commence erupt fire blaze
resume restart
suspend halt stop pause freeze sever cut break
dismiss sack oust remove topple overthrow
buy acquire purchase
sell divest
strike stoppage
protest demonstrate march rally
bury funeral inter
marry wed
discover find detect locate spot uncover notice
strand ground beach
evacuate flee
explode detonate burst blast
sink capsize overturn
collapse fall crumble cave topple
fire blaze wildfire burn ignite
invade incursion enter cross
withdraw retreat pull
deploy send dispatch
warn alert
impose introduce levy
cut lower reduce slash
raise increase hike lift
award win receive
win victory beat defeat triumph
lose defeat
announce unveil reveal present
kill murder slay slaying execute
convict find
injure wound hurt
agree agreement deal
buy acquire purchase merge deal
rob robbery heist raid steal snatch grab
escape jailbreak run flee
succumb die
fix repair plug
flatten destroy
fail outage disrupt
deliver give hold speech address
complete finish
build construct erect
demolish raze level destroy
kidnap abduct hijack seize
disappear vanish
escape flee
bear birth
execute hang
expel deport
testify appear
recall withdraw
retire leave
transfer hand
identify name
""".strip().splitlines()
)
MEETINGS = SAME_HAPPENING[0]
_NONE: frozenset[int] = frozenset()
_GROUPS_OF = {
    verb: frozenset(number for number, group in enumerate(SAME_HAPPENING) if verb in group)
    for verb in frozenset[str]().union(*SAME_HAPPENING)
}


def deed_of(event: str) -> str:
    """The plain verb of a happening that is told by a noun: "resignation" is to "resign"."""
    return NOMINALS.get(event, event)


@lru_cache(maxsize=8192)
def of_one_happening(one: str, other: str) -> bool:
    """Whether two plain verbs or event nouns can name one happening."""
    if not one or not other:
        return False
    names = {one, deed_of(one)}, {other, deed_of(other)}
    if names[0] & names[1]:
        return True
    groups = (_NONE.union(*(_GROUPS_OF.get(name, _NONE) for name in side)) for side in names)
    return not next(groups).isdisjoint(next(groups))
