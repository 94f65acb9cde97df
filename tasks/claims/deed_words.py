"""Deeds told otherwise than by their verb: by a noun made from it, or by several words that mean one verb.

`NOMINALS`: noun -> plain verb ("detention" -> "detain"), so that "three men were detained on Thursday" and "the
detention of three men on Thursday" name one deed. `IDIOMS`: plain verb with the words behind it -> plain verb ("take
into custody" -> "detain"). Both are lists of the language, not of any one story.
"""

from typing import Final

NOMINALS: Final[dict[str, str]] = {}
for _line in """
abduct abduction|acquire acquisition|acknowledge acknowledgement acknowledgment|admit admission|adopt adoption|
announce announcement|appoint appointment|approve approval|arrest arrest|arrive arrival|assassinate assassination|
attack attack|ban ban|begin beginning outbreak|bomb bombing|bury burial|buy purchase|cancel cancellation|
capture capture|close closure shutdown|collapse collapse|collide collision|complete completion|confirm confirmation|
convict conviction|crash crash|create creation|declare declaration|defeat defeat|demolish demolition|depart departure|
deploy deployment|deport deportation|derail derailment|detain detention|detect detection|die death|
disappear disappearance|discover discovery|dismiss dismissal sacking|elect election elections|erupt eruption|
escape escape|establish establishment|evacuate evacuation|execute execution|expel expulsion|explode explosion|
extend extension|extradite extradition|find find|found founding foundation|free liberation|hang hanging|
hijack hijacking|identify identification|impose imposition|inaugurate inauguration|indict indictment|invade invasion|
jail imprisonment|kidnap kidnapping|kill killing|land landing|launch launch|leave exit|lift lifting|merge merger|
murder murder|nominate nomination|open opening|overthrow overthrow|postpone postponement|present presentation|
publish publication|raid raid|ratify ratification|recover recovery|release release|reopen reopening|rescue rescue|
resign resignation|resume resumption|retire retirement|retreat retreat|return return|salvage salvage|seize seizure|
sell sale|sentence sentencing|shoot shooting|sign signing|sink sinking|strike walkout|surrender surrender|
suspend suspension|take-over takeover|test test|transfer transfer handover|unveil unveiling|visit visit|
withdraw withdrawal|marry marriage wedding|protest demonstration|evict eviction|divorce divorce|inspect inspection|
nationalise nationalisation|nationalize nationalization|privatise privatisation|quarantine quarantine|recall recall|
repair repair|replace replacement|vaccinate vaccination|acquit acquittal|pardon pardon|ambush ambush|
blockade blockade|boycott boycott|intervene intervention|broadcast broadcast|excavate excavation
""".replace("\n", "").split("|"):
    _verb, *_nouns = _line.split()
    for _noun in _nouns:
        NOMINALS[_noun] = _verb.replace("take-over", "acquire")
# The nouns of these that as often name a thing, a body or a sum: a date beside them says nothing of them.
_THINGS: Final = frozenset({"foundation", "find", "exit", "repair", "replacement", "beginning", "sale", "presentation"})
DATED_NOMINALS: Final = frozenset(NOMINALS) - _THINGS
IDIOMS: Final[dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = {}
_GATHERED: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _line in """
touch down=land|take off=depart|set off=depart|step down=resign|step aside=resign|stand down=resign|go down=crash|
come down=fall|
call off=cancel|put off=postpone|push back=postpone|break out=begin|blow up=explode|take place=happen|carry out=do|
run out=end|pass away=die|shut down=close|set out=depart|turn down=reject|bring down=down|shoot down=down|
take over=take|pull out=withdraw|set up=found|walk out=strike|go on strike=strike|down tools=strike|
take into custody=detain|take in for questioning=detain|place under arrest=arrest|remand in custody=remand|
take effect=begin|come into force=begin|come into effect=begin|go into effect=begin|enter into force=begin|
enter force=begin|get under way=begin|get underway=begin|kick off=begin|wrap up=end|come to an end=end|
give the green light=approve|give the go-ahead=approve|give final approval=approve|sign off=approve|
swear in=inaugurate|take office=inaugurate|take the oath=inaugurate|find guilty=convict|plead guilty=admit|
go to the polls=vote|head to the polls=vote|cast ballots=vote|cast votes=vote|open fire=shoot|catch fire=burn|
set ablaze=burn|set alight=burn|roll out=launch|break off=sever|cut off=sever|lay off=dismiss|run aground=strand|
take hostage=kidnap|go missing=disappear|hold talks=talk|hold a meeting=meet|pay a visit=visit|go on trial=try|
stand trial=try|hand over=transfer|give birth=bear|go bankrupt=fail|file for bankruptcy=fail|own up=admit|
knock down=demolish|tear down=demolish|pull down=demolish|send to prison=jail|put to death=execute|
launch an attack=attack|mount an attack=attack|make an arrest=arrest|take to the streets=protest
""".replace("\n", "").split("|"):
    _phrase, _, _meaning = _line.partition("=")
    _head, *_rest = _phrase.split()
    _GATHERED.setdefault(_head, []).append((tuple(_rest), _meaning))
for _head, _phrases in _GATHERED.items():
    IDIOMS[_head] = tuple(sorted(_phrases, key=lambda phrase: -len(phrase[0])))
# How two sides spoke, where a list names only the way: "9 May 2019, telephone, one hour".
WAYS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("telephone", "phone", "telephoned"), "phone"),
    (("video", "videoconference", "online", "virtual"), "phone"),
    (("in", "person"), "meet"),
    (("face", "-", "to", "-", "face"), "meet"),
)
