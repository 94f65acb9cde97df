"""One reading of a verb of speech: whose it is and where its content may stand.

Made by parses.py, turns.py and tolls.py, chosen by cue_model.py.
"""

from dataclasses import dataclass

from tasks.claims.phrases import Range


@dataclass(slots=True)
class Reported:
    """One reading; ranges are of nodes. `order` names the pattern, `side` where the content stands."""

    cue: Range
    source: Range | None
    content: list[Range]
    side: str
    lemma: str
    form: str
    frame: str
    order: str
    shares_subject: bool = False
    rival: str = "none"  # what stands on the other side: none, quotation, clause; or how the content after opens
