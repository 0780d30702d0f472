"""Clocks that cannot be right: warned about, and obeyed like any other."""

from datetime import datetime, timedelta

from yogaflow_cli.repository.milliseconds import to_milliseconds
from yogaflow_cli.repository.statements import SqlLedger

MOST_APART = timedelta(minutes=5)


def wrong_clocks(ledger: SqlLedger, own: str, now: datetime) -> tuple[str, ...]:
    """The warnings: a device whose last segment was written later than it is now, by this machine's clock."""
    now_ms, most_ms = to_milliseconds(now), MOST_APART // timedelta(milliseconds=1)
    warnings = [
        f"The clock of {device.name} is {apart(device.written_at_ms - now_ms)} ahead of this one: one of them is wrong."
        for device in ledger.devices()
        if device.device != own and device.written_at_ms - now_ms > most_ms
    ]
    return tuple(warnings)


def apart(milliseconds: int) -> str:
    """A span, roughly, in its largest unit."""
    seconds = milliseconds // 1000
    for unit, length in (("year", 365 * 86400), ("day", 86400), ("hour", 3600)):
        if seconds >= length:
            return f"{seconds // length} {unit}{'s' if seconds >= 2 * length else ''}"
    return f"{seconds // 60} minutes"
