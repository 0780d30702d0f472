"""One true and kind thing to say of a practice that just ended. Figures only; the words are the presentation's."""

from enum import StrEnum
from typing import NamedTuple

from yogaflow_cli.domain.session import PracticeSession, whole_seconds

FAR_ABOVE = 3
"""How many times the usual length is far above it, so that a forgotten timer is likely."""

SHORT_SECONDS = 60
"""Below a minute a session may be a slip; it is kept all the same."""


class FactKind(StrEnum):
    """What there is to say."""

    FIRST = "first"
    VERY_SHORT = "very_short"
    FAR_ABOVE_USUAL = "far_above_usual"
    SHORTER_THAN_PLANNED = "shorter_than_planned"
    LONGEST_THIS_MONTH = "longest_this_month"


class Fact(NamedTuple):
    """What to say: the seconds practised, and those they are compared with."""

    kind: FactKind
    practised_seconds: int
    compared_seconds: int = 0


def fact_of(session: PracticeSession, longest_seconds: int | None, usual_seconds: int | None) -> Fact | None:
    """The first that is true, from what needs correcting to what is nice to hear.

    `longest_seconds` is the longest other ended session of the month so far, `usual_seconds` the mean of the other
    ended sessions; None where there is none.
    """
    practised = whole_seconds(session.active_time(session.ended_at or session.started_at))
    planned_time = session.planned_time()
    planned = whole_seconds(planned_time) if planned_time is not None else 0
    if practised < SHORT_SECONDS:
        return Fact(FactKind.VERY_SHORT, practised)
    if usual_seconds and was_timed(session) and practised >= FAR_ABOVE * usual_seconds and practised > planned:
        return Fact(FactKind.FAR_ABOVE_USUAL, practised, usual_seconds)
    if practised < planned:
        return Fact(FactKind.SHORTER_THAN_PLANNED, practised, planned)
    if usual_seconds is None:
        return Fact(FactKind.FIRST, practised)
    if longest_seconds is not None and practised > longest_seconds:
        return Fact(FactKind.LONGEST_THIS_MONTH, practised, longest_seconds)
    return None


def was_timed(session: PracticeSession) -> bool:
    """Whether the timer measured it all: what a person stated was not forgotten."""
    return session.source == "timer" and all(segment.stated is None for segment in session.segments)
