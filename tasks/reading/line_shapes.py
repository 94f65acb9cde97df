"""Lines that are furniture on any news page by their own wording: one visible table of shapes.

In: one line without the blanks around it. Out: its kind, or None for prose. Each shape states a habit of the trade and
names no outlet; `(?i:...)` marks the words that are read in any case, names keep theirs. All repetitions are bounded.
"""

import re
from typing import Final

from tasks.vocabulary import FurnitureKind

MAX_LINE_CHARS: Final = 400  # longer lines are prose, whatever they begin with
MAX_CORRECTION_CHARS: Final = 1_500  # but corrections explain themselves

_THIS = r"this (?:article|story|report|post|piece|page|version|headline|column|item|content|dispatch)"
_NAME = r"[A-Z0-9][\w.'’&-]{0,25}(?: (?:[a-z]{2,3} )?[A-Z][\w.'’&-]{0,25}){0,4}"
_SITES = (
    r"(?:facebook|twitter|x|instagram|telegram|whatsapp|linkedin|tiktok|youtube|threads|bluesky|social media"
    r"|google news)"
)

_CORRECTIONS: Final = (
    (
        r"(?i:corrections?|clarifications?|erratum|retraction|amendment"
        r"|correction and clarification)(?: \([^()]{1,60}\))?\s?[:—–-].*"
    ),
    r"\W{0,3}(?i:" + _THIS + r" (?:was|has been|is) (?:\w{1,12} ){0,2}(?:amended|corrected|clarified|retracted)\b).*",
    r"\W{0,3}(?i:(?:in )?(?:an?|the) (?:earlier|previous|original|prior) version of " + _THIS + r"\b).*",
    (
        r"\W{0,3}(?i:editors?[’']?s? note)\s?[:—–-].*(?i:correct|earlier version|previous version|amended|misstated"
        r"|retract"
        r"|inaccura|\berror|wrong|mistake).*"
    ),
    r".{0,200}(?i:\b" + _THIS + r" has been (?:updated|changed|edited) to (?:correct|fix|clarify)\b).*",
)
_COUNTERS: Final = (
    r"[0-9][0-9,.]{0,9}\s?[KkMm]?",
    (
        r"(?i:(?:[0-9][0-9,.]{0,9}[km]?|no) (?:pending )?(?:comments?|shares?|likes?|views?|reads?|reactions?|retweets?"
        r"|replies|votes?))"
    ),
    r"(?i:(?:comments?|shares?|views?|likes?)\s?[:(]?\s?[0-9][0-9,.]{0,9}\)?)",
)
_READ_MORE: Final = (
    (
        r"\W{0,3}(?i:read (?:more|also|next|the full \w{1,20}|full \w{1,20}|on)|also read|must read|see also|see more"
        r"|more from .{1,60}?|more on th(?:is|e) \w{1,20}|more (?:stories|news|coverage|like this)"
        r"|related(?: (?:stor(?:y|ies)|articles?|coverage|news|links?|posts?|topics?|content"
        r"|reading))?|recommended(?: for you)?"
        r"|watch(?: (?:now|live|more|video))?|listen|further reading|(?:earlier|previous|full|more) coverage"
        r"|in pictures"
        r"|live (?:updates?|blog)|explainer|go deeper|dig deeper|don[’']t miss|you (?:may|might) (?:also )?like"
        r"|what to read next|(?:continue|keep) reading|read our .{1,60}?|top stories|most read|most popular"
        r"|trending(?: now| stories)?|previous(?: stor(?:y|ies))?|read or share this story|scroll down for (?:video"
        r"|more)"
        r"|for more (?:news|stories|on this|neighborhood news)\b.{0,60}"
        r"|also on \S{1,30}|up next|video|gallery|photos)\s?(?:[:|»›>→–—].*)?"
    ),
    r"(?i:read(?: the)? (?:more|full|rest|original)\b.{0,150}\b(?:here|below|at|on)\b.{0,80})",
    r"(?P<link>\S.{20,150}[^.!?”\"]) (?P=link)",  # the text of a link and of its picture
    r"(?i:(?:click|tap) here\b.*|click (?:on|for) .{1,150})",
    r"(?:"
    + _NAME
    + r"|We) will (?:carry|have|bring you|provide|be carrying|be providing) (?:live )?(?:updates|coverage)\b.*",
)
_NEWSLETTERS: Final = (
    (
        r"(?i:(?:sign up|signup|subscribe|register)(?: (?:now|here|today|free|below))?(?: (?:for|to|and|with|by|on"
        r"|here)\b.*)?[.!]?)"
    ),
    (
        r"(?i:(?:get|receive|join|want|enjoy|like what you|never miss"
        r"|don[’']t miss)\b.{0,150}\b(?:newsletters?|inbox|by e-?mail"
        r"|whatsapp|telegram|subscribers|our app|breaking news alerts?|push notifications?)\b.*)"
    ),
    r"(?i:(?:stay up to date, |stay connected, )?(?:follow|find us|find me|join|connect with) .{1,60} (?:on|at"
    r"|via) (?:our )?" + _SITES + r"\b.*)",
    r"(?i:(?:like|follow|join) us (?:online|on|at)\b.*)",
    r"(?i:(?:join|never miss) .{1,60}\b" + _SITES + r" (?:page|post|group)\b.{0,60})",
    r"(?i:(?:(?:follow|on|find us on)? ?.{0,40}:\s?)?(?:" + _SITES + r"|pinterest|reddit|google\+?|e-?mail"
    r"|rss)(?:(?:\s?[|,/·•]\s?|\s)"
    r"(?:" + _SITES + r"|pinterest|reddit|google\+?|e-?mail|rss|print|more|share)){0,8}:?)",
    r"(?i:text [\"“]?\w{2,15}[\"”]? to [0-9]{4,6}\b.*)",
    r"(?i:(?:on twitter )?follow .{1,80}(?:https?://|@\w|twitter\.com|x\.com).*)",
    r"(?i:join (?:our|the|thought-provoking) .{0,40}\b(?:conversations?|forum|community|discussion|debate)\b.{0,100})",
    r"(?i:download (?:the|our)\b.{0,60}\bapps?\b.*)",
    (
        r"(?i:(?:support (?:our|independent|quality) .{0,40}journalism|become a (?:member|subscriber|supporter|patron)"
        r"|thank you for (?:reading|subscribing)|enjoying our)\b.*)"
    ),
)
_TRAILERS: Final = (
    r"(?i:full (?:article|story|text) (?:on|at|from|via)\s?(?:source\s?)?:?\s).{1,120}",
    r"(?i:source\s?:\s?).{1,120}",
    r"\W{0,3}(?i:(?:"
    + _THIS
    + r" )?(?:(?:was|is|were) )?(?:first|originally) (?:published|appeared|posted|reported|ran|run)"
    r" (?:by|in|on|at|as|with)\s).{1,200}",
    r"\W{0,3}(?i:"
    + _THIS
    + r" (?:originally |first )?(?:appeared|ran|comes|is republished|was republished|was produced"
    r"|is part of|was provided|was supplied) (?:in|on|from|at|by|under)\s).{1,200}",
    r"(?i:the (?:post|article)\s).{1,200}(?i:\s(?:appeared|was) first (?:published )?on\s).{1,80}",
    (
        r"(?i:(?:re)?published (?:with (?:the )?permission|courtesy|under)\b.*|republished from\b.*"
        r"|syndicated (?:from|by|via)\b.*"
        r"|content (?:provided|supplied) by\b.*|distributed by\b.{1,80})"
    ),
)
_REPORTING: Final = (
    r"[(\[]?(?i:(?:additional |with )?(?:reporting|writing|editing) by:?\s)[A-Z].*",
    r"[(\[]?(?i:(?:reported|written|edited|compiled|translated) by:?\s)[A-Z].{1,200}",
)
_OTHERS: Final = (
    r"[\W_]{1,80}",
    r"[(\W]{0,3}(?i:©|\(c\)\s|copyright\b).*",
    r"(?i:.{0,250}\ball rights reserved\b.{0,250})",
    r"\W{0,3}(?i:editors?[’']?s? note)\s?[:—–-].*",
    r"\W{0,3}(?i:" + _THIS + r" (?:was|has been|will be) (?:last |first )?updated\b).*",
    r"(?i:page (?:was )?(?:last )?(?:updated|generated|printed|modified|created|reviewed)\b).*",
    r"(?i:(?:inquiries|enquiries|(?:media|press|news) contacts?|contacts?)\s?:).*",
    (
        r"(?i:advertisement(?:\W.{0,60})?|advertising|ads?|sponsored(?: content)?|promoted|share|share this\b.{0,40}"
        r"|share on\b.{0,30}"
        r"|print|email|save|tweet|copy link|(?:story|article) continues\b.{0,60}|continues? (?:below|after)\b.{0,60}"
        r"|skip to \w.{0,30}|loading\b.{0,20}|cookies? policy\.?|privacy policy\.?|terms of (?:use|service)\.?|home"
        r"|menu|search"
        r"|log in|sign in|close|play video\b.{0,20}|report an error\b.{0,60}|show more|load more|back to top"
        r"|enlarge|more|a a|for immediate release|save\s?save|(?:hide|show) transcript(?: (?:hide|show) transcript)?"
        r"|please enable javascript\b.{0,60}|welcome back\. .{0,40}|sign in using\b.{0,60}|shares?(?: share| tweet"
        r"| email){1,4}\b.{0,80}"
        r"|(?:leave|post|add|write) a comment|comments|topics?|tags?|hide caption|toggle caption)"
    ),
    (
        r"(?i:(?:we use|(?:this|our) (?:site|website) uses) cookies\b.*|by (?:continuing|clicking)\b.{0,60}\b(?:cookies"
        r"|agree|accept)\b.*)"
    ),
    r"(?i:(?:sorry, )?an error (?:has )?occurred\b.{0,80}|our standards: .{1,80})",
    r"(?:https?://|www\.|(?:twitter|facebook|instagram)\.com/|pic\.twitter\.com/)\S{1,390}",
    r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,30}",
)
_HASHTAGS: Final = (r"(?i:tags?:\s?)?(?:[#＃]\w{1,80}[\s,;|·]{0,4}){1,40}",)


def _table(*rows: tuple[FurnitureKind, tuple[str, ...]]) -> tuple[tuple[FurnitureKind, re.Pattern[str]], ...]:
    """One compiled alternation a kind: nine tries a line instead of fifty."""
    return tuple((kind, re.compile("|".join(f"(?:{shape})" for shape in shapes), re.DOTALL)) for kind, shapes in rows)


# The order is the precedence: a correction that begins "Editor's note" is a correction.
SHAPES: Final = _table(
    (FurnitureKind.HASHTAGS, _HASHTAGS),
    (FurnitureKind.COUNTER, _COUNTERS),
    (FurnitureKind.CORRECTION, _CORRECTIONS),
    (FurnitureKind.SOURCE_TRAILER, _TRAILERS),
    (FurnitureKind.REPORTING_CREDIT, _REPORTING),
    (FurnitureKind.READ_MORE, _READ_MORE),
    (FurnitureKind.NEWSLETTER, _NEWSLETTERS),
    (FurnitureKind.OTHER, _OTHERS),
)


def kind_of_line(line: str) -> FurnitureKind | None:
    """Tell the kind of a line that is furniture wherever it stands."""
    if len(line) > MAX_CORRECTION_CHARS:
        return None
    for kind, shape in SHAPES:
        if len(line) > MAX_LINE_CHARS and kind is not FurnitureKind.CORRECTION:
            continue
        if shape.fullmatch(line):
            return kind
    return None
