"""Why a record cannot be a practice, in the same words whatever file it comes from: so they can be counted."""

from datetime import datetime

from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.instants import FIRST_YEAR, LAST_YEAR


def unreadable(which: str, value: object) -> str:
    """Why a practice's start or end, which tells this, cannot be taken."""
    said = f" {quoted(str(value))}" if isinstance(value, str | int | float) else ""
    return f"its {which}{said} cannot be read"


def reason_against(started_at: datetime, ended_at: datetime) -> str | None:
    """Why a practice cannot have been then, None when it can."""
    if not (FIRST_YEAR <= started_at.year <= LAST_YEAR and FIRST_YEAR <= ended_at.year <= LAST_YEAR):
        return f"it lies outside {FIRST_YEAR} to {LAST_YEAR}"
    return "it ended before it began" if ended_at < started_at else None
