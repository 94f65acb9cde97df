"""When a page says that it was published: date strings read strictly, with the zone that was printed.

In: the raw string and where it stood. Out: a `Published`, or None for what is ambiguous ("04/09/2025"), incomplete
("Sept. 4"), relative ("yesterday"), impossible (month 13, a weekday that does not fit), before 1990 or in the future.
Feed libraries invent dates for such strings, which is fatal to "who published first"; this reader never does.
Zones: offsets of ISO 8601 and RFC 5322, and a table of abbreviations; an abbreviation that means several zones (IST)
or is unknown leaves the zone open (offset None), it is never taken for UTC silently.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from tasks.model import Published
from tasks.vocabulary import Precision

MAX_RAW_CHARS: Final = 80  # longer strings are prose
FIRST_YEAR: Final = 1990  # no news page of the web is older; what claims to be is a default of some system
MAX_AHEAD: Final = timedelta(days=1)  # clocks of servers differ, and zones are not always printed
MAX_OFFSET_MINUTES: Final = 14 * 60  # Kiribati, the farthest civil zone (IANA)

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS: Final = "mon tue wed thu fri sat sun".split()
# RFC 822 section 5.1 for the American zones; the others are the unambiguous names of IANA's tzdata.
ZONES: Final[dict[str, int]] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
    "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "nst": -210, "ndt": -150, "adt": -180,
    "bst": 60, "west": 60, "cet": 60, "cest": 120, "met": 60, "mest": 120, "eet": 120, "eest": 180, "msk": 180,
    "sast": 120, "wat": 60, "cat": 120, "eat": 180, "pkt": 300, "npt": 345, "ict": 420, "wib": 420,
    "hkt": 480, "sgt": 480, "pht": 480, "awst": 480, "kst": 540, "jst": 540, "acst": 570, "acdt": 630,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
# "5:30 p.m. ET": the season follows from the day.
CIVIL_ZONES: Final = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip
# Only in the shape of RFC 822, whose table says Chicago; elsewhere CST is as likely China's time.
_RFC_ONLY: Final = {"cst": -360}

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_CLOCK = r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2}))?(?:\s?(?P<half>am|pm))?"
_ROUND_CLOCK = r"(?:" + _CLOCK + r"|(?P<hour12>[0-9]{1,2})\s?(?P<half12>am|pm))"
_NAMED_ZONE = r"(?:\s?\(?(?P<zone>[+-][0-9]{2}:?[0-9]{2}|(?:gmt|utc)[+-][0-9]{1,2}(?::?[0-9]{2})?|[a-z]{1,5})\)?)?"
_DAY_MONTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s-](?:of\s)?" + _MONTH + r",?[\s-](?P<year>[0-9]{4})"
_MONTH_DAY = _MONTH + r"\s(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s(?P<year>[0-9]{4})"
_BEFORE_CLOCK = r"(?:,?\s(?:at\s|[-–—|·•]\s)?|,)"

_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<mark>[-/])(?P<month>[0-9]{1,2})(?:(?P=mark)(?P<day>[0-9]{1,2})"
    r"(?:(?:t|\s|t\s)(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"\s?(?P<zone>[+-][0-9]{2}(?::?[0-9]{2})?|[a-z]{1,5})?(?:\[[a-z_/]{1,40}\])?)?)?)?"
)
_COMPACT = re.compile(
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?:t?(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})(?P<zone>z|[+-][0-9]{4})?)?"
)
_RFC = re.compile(
    r"(?:" + _WEEKDAY + r",?\s)?(?P<day>[0-9]{1,2})[\s-]" + _MONTH + r"[\s-](?P<year>[0-9]{4}|[0-9]{2})\s"
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"\s(?P<zone>[+-][0-9]{4}|[a-z]{1,5})(?:\s\([a-z ]{1,40}\))?"
)
_ASCTIME = re.compile(
    _WEEKDAY + r"\s" + _MONTH + r"\s(?P<day>[0-9]{1,2})\s(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
    r"(?:\s(?P<zone>[a-z]{1,5}))?\s(?P<year>[0-9]{4})"
)
_PRINTED = tuple(
    re.compile(r"(?:" + _WEEKDAY + r",?\s)?" + day + r"(?:" + _BEFORE_CLOCK + _ROUND_CLOCK + _NAMED_ZONE + r")?")
    for day in (_DAY_MONTH, _MONTH_DAY)
) + tuple(
    re.compile(_ROUND_CLOCK + _NAMED_ZONE + r"(?:,\s|\s(?:on\s)?)(?:" + _WEEKDAY + r",?\s)?" + day)
    for day in (_DAY_MONTH, _MONTH_DAY)
)
_MONTH_ONLY = re.compile(_MONTH + r",?\s(?P<year>[0-9]{4})")
_SLASHED = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<mark>[/.-])(?P<second_part>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})"
    r"(?:" + _BEFORE_CLOCK + _ROUND_CLOCK + _NAMED_ZONE + r")?"
)
_CJK = re.compile(
    r"(?P<year>[0-9]{4})年\s?(?P<month>[0-9]{1,2})月\s?(?P<day>[0-9]{1,2})日"
    r"(?:\s?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
)
_LABEL = re.compile(r"(?:first\s)?(?:published|posted)(?:\son|\sat)?:?\s")
_SHAPES: Final = (_ISO, _COMPACT, _RFC, _ASCTIME, *_PRINTED, _MONTH_ONLY, _SLASHED, _CJK)


def parse_published(raw: str, basis: str, *, now: datetime | None = None) -> Published | None:
    """Read a date string that a page, a feed or a person gave; None where it does not name one certain moment or day.

    `now` (aware) refuses dates more than a day ahead of it.
    """
    try:
        return _read(raw, basis, now)
    except _Unreadable:
        return None


def why_unread(raw: str, *, now: datetime | None = None) -> str | None:
    """Say why a date string names no certain moment ("day and month could be exchanged"); None where it does."""
    try:
        _read(raw, "given", now)
    except _Unreadable as reason:
        return str(reason)
    return None


class _Unreadable(Exception):
    """A date string that names no certain moment, with the reason."""


def _read(raw: str, basis: str, now: datetime | None) -> Published:
    if len(raw) > MAX_RAW_CHARS:
        raise _Unreadable("it is too long for a date")
    plain = " ".join(raw.lower().replace("a.m.", "am").replace("p.m.", "pm").split())
    if label := _LABEL.match(plain):
        plain = plain[label.end() :]
    for shape in _SHAPES:
        if hit := shape.fullmatch(plain):
            return _published(hit, raw, basis, now, is_rfc=shape is _RFC)
    raise _Unreadable("it is not a date with its year, in a form that is known")


def _published(hit: re.Match[str], raw: str, basis: str, now: datetime | None, *, is_rfc: bool) -> Published:
    parts = hit.groupdict()
    year, month, day, precision = _day(parts)
    hour, minute, second, clock_precision = _clock(parts)
    zone = parts.get("zone")
    offset = _offset(zone, is_rfc=is_rfc)
    if zone in CIVIL_ZONES:
        offset = _civil_offset(zone, (year, month, day, hour, minute))
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=timezone(timedelta(minutes=offset or 0)))
        instant = local.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _Unreadable("there is no such day or time") from error
    weekday = parts.get("weekday")
    if weekday and _WEEKDAYS[local.weekday()] != weekday[:3]:
        raise _Unreadable(f"that day was a {local:%A}")
    if local.year < FIRST_YEAR:
        raise _Unreadable("it lies before the web")
    if now is not None and instant > now + MAX_AHEAD:
        raise _Unreadable("it lies in the future")
    return Published(instant, clock_precision or precision, basis, raw, offset)


def _day(parts: dict[str, str | None]) -> tuple[int, int, int, Precision]:
    """Year, month, day and how fine they were printed."""
    year = int(parts["year"] or 0)
    if len(parts["year"] or "") == 2:  # noqa: PLR2004 -- RFC 5322 section 4.3: two digits
        year += 2000 if year < 50 else 1900  # noqa: PLR2004 -- the pivot of RFC 5322 section 4.3
    if "first" in parts:
        first, second = int(parts["first"] or 0), int(parts["second_part"] or 0)
        if first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 -- both could be the month
            raise _Unreadable("day and month could be exchanged")
        month, day = (second, first) if first > second else (first, second)
        return year, month, day, Precision.DAY
    printed = parts.get("month")
    if printed is None:
        return year, 1, 1, Precision.YEAR
    month = int(printed) if printed.isdecimal() else _MONTHS.index(printed[:3]) + 1
    if (day_printed := parts.get("day")) is None:
        return year, month, 1, Precision.MONTH
    return year, month, int(day_printed), Precision.DAY


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int, Precision | None]:
    """Hour, minute, second and how fine they were printed (None: no clock)."""
    half = parts.get("half") or parts.get("half12")
    printed = parts.get("hour") or parts.get("hour12")
    if printed is None:
        return 0, 0, 0, None
    hour, minute, second = int(printed), int(parts.get("minute") or 0), int(parts.get("second") or 0)
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 -- a twelve-hour clock
            raise _Unreadable("there is no such hour of twelve")
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 -- 24:00 and leap seconds name another day
        raise _Unreadable("there is no such time")
    return hour, minute, second, Precision.SECOND if parts.get("second") else Precision.MINUTE


def _civil_offset(zone: str, moment: tuple[int, int, int, int, int]) -> int | None:
    """Minutes east of Greenwich in an American zone printed without its season; None in the hour that comes twice."""
    try:
        local = datetime(*moment, tzinfo=ZoneInfo(CIVIL_ZONES[zone]))
    except ValueError:
        return None
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    return int(first.total_seconds() // 60) if first is not None and first == second else None


def _offset(zone: str | None, *, is_rfc: bool) -> int | None:
    """Minutes east of Greenwich; None where no zone, an unknown or an ambiguous one was printed."""
    if not zone:
        return None
    sign_at = max(zone.find("+"), zone.find("-"))
    if sign_at < 0:
        return ZONES.get(zone, _RFC_ONLY.get(zone) if is_rfc else None)
    digits = zone[sign_at + 1 :].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if minutes % 15 or hours * 60 + minutes > MAX_OFFSET_MINUTES:
        raise _Unreadable("there is no such zone")
    return (hours * 60 + minutes) * (-1 if zone[sign_at] == "-" else 1)
