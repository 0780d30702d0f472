"""Days of rest of our own export, read back with distrust."""

from datetime import date

from yogaflow_cli.domain.period import written_day
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.fields import Fields
from yogaflow_cli.importers.importer import ArrivingRest
from yogaflow_cli.importers.json_stream import Piece
from yogaflow_cli.text import names

KEYS = frozenset({"rest_id", "uuid", "first_day", "last_day", "reason"})


def rest_of(piece: Piece) -> ArrivingRest:
    """The days of rest of one item.

    Raises:
        InvalidValue: it says what cannot be.
    """
    if not isinstance(piece.key, int):
        raise InvalidValue("'rests' is not a list.", "It holds one object for each stretch of days.")
    fields = Fields(piece.value, f"rests, item {piece.key}")
    fields.refuse_others(KEYS)
    first, last = (fields.understood(key, day_of, fields.text(key)) for key in ("first_day", "last_day"))
    if last < first:
        raise fields.refused("it ends before it begins")
    text = fields.optional_text("reason")
    reason = None if text is None else fields.understood("reason", names.reason, text)
    return ArrivingRest(first, last, reason)


def day_of(text: str) -> date:
    """A day as files have it. Raises InvalidValue."""
    day = written_day(text)
    if day is None:
        raise InvalidValue("it must be a day such as 2026-12-24")
    return day
