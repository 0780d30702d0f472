"""The practices as the page lists them: by month, the newest first, with what was said of each."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from yogaflow_cli.domain.period import DAY
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.calendar_words import figure_words, figures_of, whole_minutes
from yogaflow_cli.presentation.dates import month_word, weekday_word
from yogaflow_cli.presentation.stats_table import NOTHING_IN_GROUP
from yogaflow_cli.presentation.wording import STATUS_WORDS
from yogaflow_cli.services.report import SessionRow
from yogaflow_cli.text.cleaning import shown, shown_note

FREE_PRACTICE = NOTHING_IN_GROUP["sequence"].capitalize()


class ListedSession(NamedTuple):
    """A practice: its day for people and for programs, its start, name, and time, what was said of it, and its note."""

    day: str
    iso_day: str
    start: str
    name: str
    details: tuple[str, ...]
    time: str
    note: str = ""


class Month(NamedTuple):
    """The practices of a month, and what all of its days in the period come to."""

    title: str
    words: str
    sessions: tuple[ListedSession, ...]


def months_of(sessions: Iterable[SessionRow], calendar: Calendar) -> list[Month]:
    """The months that have listed practices, the newest first."""
    newest_first = sorted(sessions, key=lambda session: session.day, reverse=True)
    by_month = groupby(newest_first, key=lambda session: session.day.replace(day=1))
    return [month_of(first, tuple(map(listed, of_month)), calendar) for first, of_month in by_month]


def month_of(first: date, sessions: tuple[ListedSession, ...], calendar: Calendar) -> Month:
    """One month, by its first day."""
    following = (first + DAY * 31).replace(day=1)
    words = ", ".join(figure_words(figures_of(calendar, first, following - DAY)))
    return Month(f"{month_word(first, plain=True)} {first.year}", words, sessions)


def listed(session: SessionRow) -> ListedSession:
    """One practice; its own texts are shown as they were written, without what could act on a screen."""
    return ListedSession(
        day=f"{weekday_word(session.day.weekday(), plain=False)} {session.day.day}",
        iso_day=session.day.isoformat(),
        start=f"{session.start:%H:%M}",
        name=FREE_PRACTICE if session.sequence is None else shown(session.sequence),
        details=details_of(session),
        time=whole_minutes(session.seconds),
        note=shown_note(session.note or ""),
    )


def details_of(session: SessionRow) -> tuple[str, ...]:
    """Style, tags, zone, and how it ended where it was not completed."""
    said = [shown(session.style)] if session.style else []
    said += [", ".join(map(shown, session.tags))] if session.tags else []
    said += [shown(session.zone_name)] if session.zone_name else []
    said += [STATUS_WORDS[session.status]] if session.status is not CompletionStatus.COMPLETED else []
    return tuple(said)
