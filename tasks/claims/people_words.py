"""Who counts as people, and on which side: nouns for persons, forms that name them, and what is counted but is nobody.

Plain tables, all lower-case; a journalist may add to any of them.
"""

from tasks.vocabulary import Party

_PEOPLE: dict[Party, str] = {
    Party.VICTIM: """people person persons man men woman women child children boy boys girl girls baby babies
        infant infants toddler toddlers teen teens teenager teenagers adult adults student
        students pupil pupils schoolchildren schoolgirls schoolboys teacher teachers worker
        workers villager villagers resident residents civilian civilians journalist
        journalists reporter reporters cameraman tourist tourists pilgrim pilgrims
        worshipper worshippers worshipers passenger passengers crew crewman crewmen pilot
        pilots driver drivers miner miners fisherman fishermen farmer farmers peasant
        peasants migrant migrants refugee refugees prisoner prisoners inmate inmates
        protester protesters protestors demonstrator demonstrators victim victims patient
        patients relative relatives member members other others couple father mother parent
        parents son sons daughter daughters brother brothers sister sisters husband wife
        wives grandmother grandfather uncle aunt cousin cousins nephew niece friend friends
        national nationals citizen citizens employee employees customer customers staff
        personnel judge judges lawyer lawyers priest priests nun nuns bishop bishops
        candidate candidates leader leaders mayor mayors minister ministers president
        ambassador diplomat diplomats official officials politician activist activists
        campesino campesinos jesuit jesuits maid maids cook cleric clerics imam youth youths
        student-athlete athlete athletes player players singer actor actress doctor doctors
        nurse nurses engineer engineers businessman businessmen shopkeeper vendor vendors
        bystander bystanders motorist motorists pedestrian pedestrians cyclist cyclists
        motorcyclist rider riders spectator spectators fan fans guest guests swimmer hiker
        hikers climber climbers sailor sailors seaman hostages survivor survivors family
        families one ones grandchild grandson granddaughter grandchildren husband boyfriend
        girlfriend ex-wife ex-husband neighbor neighbour mourners commuters settler settlers
        foreigners expatriate locals elder elders minors minor occupants occupant trader
        traders shoppers supporters dissidents attendees refugees labourers laborers laborer
        contractor contractors missionary missionaries congressman senator governor
        councilman councilwoman deputies professor rector dean businesswoman trade-unionist
        unionist unionists trucker trainee graduate infants newborn newborns twins siblings
        individual individuals male female males females native mayor-elect subject clerk
        inhabitant inhabitants townspeople
        manager owner housewife associate associates operative operatives smuggler smugglers
        accomplice accomplices stepfather stepmother mother-in-law father-in-law
        sister-in-law brother-in-law fiance fiancee ex-girlfriend ex-boyfriend stepson
        stepdaughter granddaughters grandsons coworker co-worker coworkers co-workers
        classmate classmates principal custodian postmaster superintendent receptionist
        bodyguard bodyguards chauffeur escort escorts aide aides adviser secretary""",
    Party.PERPETRATOR: """gunman gunmen attacker attackers assailant assailants shooter shooters suspect suspects
        bomber bombers hijacker hijackers perpetrator perpetrators robber robbers kidnapper
        kidnappers hitman hitmen assassin assassins terrorist terrorists criminal criminals
        extremist extremists suicide-bomber bandit bandits killer killers knifeman""",
    Party.RESPONDER: """police policeman policemen policewoman officer officers cop cops deputy trooper troopers
        firefighter firefighters fireman firemen rescuer rescuers paramedic paramedics medic
        medics responder responders patrolman sheriff detective detectives gendarme
        gendarmes guard guards agent agents marshal""",
    Party.COMBATANT: """soldier soldiers troop troops militant militants insurgent insurgents rebel rebels fighter
        fighters guerrilla guerrillas guerilla guerillas combatant combatants serviceman
        servicemen marine marines airman airmen paratrooper paratroopers commando commandos
        militiaman militiamen jihadist jihadists subversive subversives conscript conscripts
        reservist sergeant lieutenant corporal colonel captain major taliban talibs private
        enlistedmen cadets cadet gunners militia militias forces commander commanders
        facilitator facilitators infantrymen warriors mercenary mercenaries mujahideen""",
}  # fmt: skip
PEOPLE: dict[str, Party] = {word: party for party, block in _PEOPLE.items() for word in block.split()}
_PLURAL_PEOPLE = frozenset(
    """people men women children police crew staff personnel troops taliban militia servicemen servicewomen
        fishermen gunmen policemen firemen businessmen infantrymen airmen crewmen youth mujahideen
        family others twins schoolchildren grandchildren hitmen militiamen enlistedmen""".split()
)


# Words with these endings name people by what they do, but for the things below.
_AGENTS = (
    "er",
    "or",
    "ist",
    "ian",
    "ee",
    "eer",
    "ers",
    "ors",
    "ists",
    "ians",
    "ees",
    "man",
    "men",
    "woman",
    "women",
    "mates",
)
_SHORTEST_AGENT = 5  # letters: "user", not "her"
_NOT_AGENTS = frozenset(
    """water waters river rivers paper papers power powers summer summers winter winters computer computers
        printer container containers trailer trailers shelter shelters center centers counter number
        numbers letter letters order orders border borders weather motor motors tractor tractors
        sector sectors factor factors floor floors corridor error errors terror horror mirror
        mirrors reactor reactors elevator generator generators easter dinner danger dangers fever
        cancer layer layers bunker bunkers tanker tankers charter quarter quarters matter matters
        finger fingers disorder disorders chapter chapters theater theaters cluster clusters chopper
        freezer locker lockers server servers bumper burger transformer crater craters disaster
        disasters murder murders chamber chambers timber lumber ladder ladders rubber copper silver
        hammer trigger triggers committee committees coffee degree degrees guarantee knee december
        november october september however whether another either neither together rather further
        former latter corner corners master manner offer offers answer answers effort tower towers
        super after under over never ever later earlier higher lower larger smaller better greater
        major minor senior junior prior color colour labor labour harbor harbour favor favour honor
        honour behavior behaviour humor rumor rumour rumors rumours vapor flavor interior exterior
        superior inferior sensor sensors processor radar monitor monitors indicator indicators
        vector human humans woman ottoman roman german cover covers discover recover deliver
        consider remember register differ suffer transfer transfers gather enter encounter
        encounters surrender surrenders trouser trousers sweater poster posters banner banners
        scooter scooters cruiser cruisers carrier carriers launcher launchers rotor rotors bulldozer
        bulldozers excavator freighter freighters barrier barriers detector detectors speaker
        speakers buffer explorer adventure liter liters meter meters filter filters hunger anger
        cleaner power-outer zipper slipper hamster oyster lobster tiger tigers beaver badger spider
        spiders gander semester user-error newsletter newsletters volunteer-center sister-in-law
        brother-in-law asian asians guardian librarian""".split()
) - {"guardian", "librarian", "human", "humans", "woman", "asian", "asians", "sister-in-law", "brother-in-law"}


def is_one_person(word: str) -> bool:
    """Whether a lower-case noun names a single person: "wife", "driver", not "wives", "drivers", "people"."""
    return word in PEOPLE and word not in _PLURAL_PEOPLE and not (word.endswith("s") and word[:-1] in PEOPLE)


def is_agent(word: str) -> bool:
    """Whether an unknown noun has the form of one that names a person by what he does: "smuggler", "cellist"."""
    return (
        len(word) >= _SHORTEST_AGENT
        and word.endswith(_AGENTS)
        and word.isalpha()
        and (word not in _NOT_AGENTS and word not in NOT_PEOPLE)
    )


_PEOPLES = frozenset(
    """israelis iraqis pakistanis kurds arabs jews sikhs hindus turks poles danes swedes finns serbs croats
        tutsis hutus houthis shiites sunnis yazidis rohingya somalis yemenis saudis bangladeshis
        britons brits filipinos spaniards thais greeks czechs slovaks scots dutch irish french
        english spanish japanese chinese vietnamese portuguese burmese""".split()
)


def is_people_name(word: str) -> bool:
    """Whether a capitalised plural names a people, not one person: "Muslims", "Kenyans"."""
    return word in _PEOPLES or word.endswith(("ans", "ims", "ists"))


def is_plural(word: str) -> bool:
    """Whether a noun for people is a plural."""
    return word in _PLURAL_PEOPLE or (word.endswith("s") and not word.endswith("ss"))


TIMES = frozenset(
    """second seconds minute minutes hour hours day days night nights week weeks weekend weekends month
        months year years decade decades century centuries time times morning afternoon evening""".split()
)
# What is killed, hurt or found by the dozen and is nobody: animals, things, times, measures.
NOT_PEOPLE = frozenset(
    """second seconds minute minutes hour hours day days night nights week weeks weekend weekends month
        months year years decade decades century centuries time times percent percentage mile miles
        kilometre kilometres kilometer kilometers km metre metres meter meters feet foot inch inches
        acre acres hectare hectares ton tons tonne tonnes kilo kilos kg pound pounds gallon gallons
        litre litres barrel barrels dollar dollars euro euros degree degrees house houses home homes
        building buildings apartment apartments car cars vehicle vehicles truck trucks bus buses
        plane planes aircraft jet jets helicopter helicopters ship ships boat boats tank tanks drone
        drones missile missiles rocket rockets train trains bridge bridges shop shops store stores
        school schools church churches hospital hospitals animal animals dog dogs cat cats cow cows
        cattle sheep goat goats horse horses bird birds chicken chickens pig pigs fish whale whales
        dolphins gorilla gorillas lion lions tiger tigers shark sharks crocodile alligator monkey
        monkeys zoo elephants elephant bear bears wolf wolves deer livestock poultry bees tree trees
        shot shots round rounds bullet bullets blast blasts explosion explosions attack attacks
        strike strikes raid raids place places country countries village villages town towns city
        cities state states province provinces district districts fire fires engine engines
        fire-engine case cases incident incidents weapon weapons gun guns rifle rifles bomb bombs
        grenade grenades ied ieds mine mines cartridge cartridges compound compounds tower towers
        pylon pylons call calls seat seats room rooms vote votes goal goals point points bill bills
        law laws project projects job jobs damage damages property material hope hopes mood idea
        ideas economy pride chance chances feelings spirit engine fly vibe dream dreams peace talks
        deal proposal plan plans system systems service services area areas part parts way ways
        thing things reason reasons item items report reports message messages suspicion side sides
        hostage-taking toll tolls number numbers count counts leg legs arm arms head chest stomach
        shoulder hand hands face neck back abdomen thigh torso foot ankle knee power electricity
        communications letter balloon balloons ballot ballots website data phone crop crops harvest
        wheat maize corn barley rice vines orchard orchards fruit seeds plants bill project""".split()
)
