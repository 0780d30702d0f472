"""Moments in time: read from what people type in their own zone, and written in UTC for files. No clock here.

Instants are aware, in UTC, of whole milliseconds.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.durations import parse_duration
from yogaflow_cli.text.numbers import is_digits

FIRST_YEAR, LAST_YEAR = 1970, 2200
FAR_BACK = timedelta(hours=12)
WRITTEN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z"
AGO = " ago"
DAYS_BACK = {"today": 0, "yesterday": 1}
EXAMPLES = 'Give one such as 07:30, "yesterday 18:00", "20m ago" or "2026-11-20 07:30".'


def parse_instant(text: str, *, now: datetime, zone: tzinfo, what: str = "time") -> datetime:
    """The moment that the text names, as someone in `zone` means it at `now`; fractions floor to the millisecond.

    A local time that the clocks repeat means the first. `what` is how the message calls it: "time", "start", "end".

    Raises:
        InvalidValue: it names none, one that lies in the future, or a local time that the clocks skipped.
    """
    if text == "now":
        return _whole_milliseconds(now)
    if text.endswith(AGO):
        return parse_ago(text.removesuffix(AGO), now=now)
    if text[:10].count("-") == 2:
        instant = _of_date(text, zone)
    elif " " in text:
        instant = _of_day_word(text, now, zone)
    else:
        instant = _latest(text, now, zone)
    if instant is None:
        raise InvalidValue(f"Cannot read {quoted(text)} as a {what}.", EXAMPLES)
    if instant > now:
        raise InvalidValue(f"The {what} {quoted(text)} lies in the future.", EXAMPLES)
    return _in_range(instant, text)


def parse_ago(text: str, *, now: datetime) -> datetime:
    """The moment a duration before `now`, however long it is.

    Raises:
        InvalidValue: it is no duration, or reaches back beyond 1970.
    """
    span = parse_duration(text, maximum=None)
    try:
        return _in_range(_whole_milliseconds(now - span), text + AGO)
    except OverflowError:
        raise _out_of_range(text + AGO) from None


def looks_like_part_of_a_time(text: str) -> bool:
    """Whether the word is what the shell leaves over of a time that was not quoted: `18:00`, `ago`."""
    return text == AGO.strip() or _clock(text) is not None


def local(instant: datetime, zone: tzinfo) -> datetime:
    """The moment as the clocks of the zone showed it."""
    return instant.astimezone(zone)


def is_ambiguous(moment: datetime) -> bool:
    """Whether the clocks of the moment's zone showed that time twice, so that only its offset tells which is meant."""
    return _offset(moment, fold=0) > _offset(moment, fold=1)


# A session's instants are those of its segments too, and a large import or export writes each several times.
@lru_cache(maxsize=256)
def iso_utc(instant: datetime, milliseconds: bool = False) -> str:
    """The moment as `2025-12-05T10:00:00Z`, floored to the second or, when asked for, to the millisecond."""
    timespec = "milliseconds" if milliseconds else "seconds"
    return instant.astimezone(UTC).isoformat(timespec=timespec).removesuffix("+00:00") + "Z"


def parse_iso_utc(text: str) -> datetime:
    """The moment that `iso_utc` wrote, in either form and no other.

    Raises:
        InvalidValue: it is written otherwise, or lies before 1970 or after 2200.
    """
    # `fromisoformat` takes a great deal more than we write.
    if not re.fullmatch(WRITTEN, text):
        raise _no_instant(text)
    try:
        return _in_range(datetime.fromisoformat(text), text)
    except ValueError as error:
        raise _no_instant(text) from error


def _no_instant(text: str) -> InvalidValue:
    return InvalidValue(f"Cannot read {quoted(text)} as an instant.", "Give one such as 2025-12-05T10:00:00Z.")


def _of_date(text: str, zone: tzinfo) -> datetime | None:
    """`2026-11-20 07:30`, or with a `T`; only the latter may have an offset."""
    day, separator, rest = _day(text[:10], text), text[10:11], text[11:]
    clock_text, offset = _without_offset(rest) if separator == "T" else (rest, None)
    clock = _clock(clock_text)
    if day is None or clock is None or separator not in (" ", "T"):
        return None
    if separator == "T" and len(clock_text.partition(":")[0]) < 2:
        return None
    moment = datetime.combine(day, clock)
    return _resolved(moment, zone, text) if offset is None else moment.replace(tzinfo=offset).astimezone(UTC)


def _of_day_word(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """`yesterday 18:00`, `today 07:30`."""
    word, _, clock_text = text.partition(" ")
    clock = _clock(clock_text)
    if word not in DAYS_BACK or clock is None:
        return None
    day = local(now, zone).date() - timedelta(days=DAYS_BACK[word])
    return _resolved(datetime.combine(day, clock), zone, text)


def _latest(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """`07:30`: today's or, while that lies in the future, the day before's, unless that is far back."""
    clock = _clock(text)
    if clock is None:
        return None
    today = datetime.combine(local(now, zone).date(), clock)
    if today.replace(tzinfo=zone).astimezone(UTC) <= now:
        return _resolved(today, zone, text)
    hint = f'For that of yesterday: "yesterday {text}"'
    yesterday = today - timedelta(days=1)
    if now - yesterday.replace(tzinfo=zone).astimezone(UTC) > FAR_BACK:
        raise InvalidValue(f"Today's {text} lies in the future.", hint)
    return _resolved(yesterday, zone, text)


def _resolved(moment: datetime, zone: tzinfo, text: str) -> datetime:
    aware = moment.replace(tzinfo=zone, fold=0)
    if _offset(aware, fold=0) < _offset(aware, fold=1):
        raise InvalidValue(
            f"{quoted(text)} never was: the clocks skipped it.", "Give a time before or after the change."
        )
    return aware.astimezone(UTC)


def _offset(moment: datetime, fold: int) -> timedelta:
    return moment.replace(fold=fold).utcoffset() or timedelta(0)


def _day(day_text: str, text: str) -> date | None:
    try:
        day = date.fromisoformat(day_text)
    except ValueError:
        return None
    if day.isoformat() != day_text:  # it also takes weeks
        return None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _out_of_range(text)
    return day


def _clock(text: str) -> time | None:
    """`7:30`, `07:30`, `07:30:15`, `07:30:15.250`."""
    whole, dot, fraction = text.partition(".")
    hours, *others = whole.split(":")
    if not is_digits(hours, 2) or len(others) not in (1, 2) or not all(len(piece) == 2 for piece in others):
        return None
    if not all(map(is_digits, others)) or (dot and not (len(others) == 2 and is_digits(fraction, 9))):
        return None
    minutes, seconds = (*others, "0")[:2]
    try:
        return time(int(hours), int(minutes), int(seconds), int(fraction[:3].ljust(3, "0")) * 1000)
    except ValueError:
        return None


def _without_offset(text: str) -> tuple[str, timezone | None]:
    """The clock's text, and the offset that followed it; the text whole when what follows is none."""
    if text.endswith("Z"):
        return text[:-1], UTC
    sign = "+" if "+" in text else "-"
    clock_text, found, offset_text = text.partition(sign)
    if not found:
        return text, None
    digits = offset_text.replace(":", "", 1) if offset_text[2:3] == ":" and len(offset_text) == 5 else offset_text
    if len(digits) not in (2, 4) or not is_digits(digits) or int(digits[:2]) > 23 or int(digits[2:] or 0) > 59:
        return text, None
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return clock_text, timezone(-offset if sign == "-" else offset)


def _whole_milliseconds(instant: datetime) -> datetime:
    utc = instant.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def _in_range(instant: datetime, text: str) -> datetime:
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise _out_of_range(text)
    return instant


def _out_of_range(text: str) -> InvalidValue:
    return InvalidValue(f"{quoted(text)} lies outside {FIRST_YEAR} to {LAST_YEAR}.", EXAMPLES)
