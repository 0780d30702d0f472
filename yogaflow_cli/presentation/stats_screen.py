"""The screen of statistics: a period at a glance, from its figures down to how it felt. No rich."""

from collections.abc import Sequence
from typing import NamedTuple

from yogaflow_cli.domain.statistics.overview import Overview
from yogaflow_cli.presentation.inks import Ink, Line, Span, line_of, padded
from yogaflow_cli.presentation.stats_lines import fitted, flowed, labelled, side_by_side, spread
from yogaflow_cli.presentation.stats_sections import Section, sections_of
from yogaflow_cli.presentation.stats_streak import week_lines
from yogaflow_cli.presentation.stats_words import (
    answers_words,
    felt_words,
    not_completed_words,
    period_words,
    time_words,
)
from yogaflow_cli.presentation.table import width as width_of
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.text.cleaning import shown

MARGIN = 2
GAP = 3
NARROWEST_GAP, WIDEST_GAP = 2, 10


class Figure(NamedTuple):
    """A figure with its name above and a word about it below."""

    name: str
    value: str
    word: str


def stats_screen(overview: Overview, width: int, *, name: str, headline: str = "weeks", whole: bool) -> list[Line]:
    """The screen in so many columns, at its ease from 80 on; `name` is the profile's or the program's.

    `headline` is the unit of the streak that is named first, `weeks` or `days`; `whole` says that the period was left
    open.
    """
    room = max(1, width - 2 * MARGIN)
    period = line_of(period_words(overview, whole=whole, plain=False), Ink.QUIET)
    title = spread(line_of(shown(name), Ink.STRONG), period, room)
    blocks = [
        [title, line_of("─" * room, Ink.QUIET)],
        figure_lines(figures_of(overview), room),
        week_lines(overview, room, headline),
        *rows_of(sections_of(overview), room),
        felt_lines(overview, room),
    ]
    margin = Span(" " * MARGIN)
    lines = [(margin, *line) if line else () for line in stacked(blocks)]
    return [fitted(line, max(1, width)) for line in lines]


def stacked(blocks: Sequence[Sequence[Line]]) -> list[Line]:
    """Blocks one below the other with an empty line between two; those without lines leave no hole."""
    lines: list[Line] = []
    for block in filter(None, blocks):
        lines += ((), *block) if lines else block
    return lines


def figures_of(overview: Overview) -> list[Figure]:
    """All practised time first, then the sessions, their average and how many were completed, where there are any."""
    totals = overview.totals
    days = f"on {counted(overview.practice_days, 'day')}" if overview.practice_days else ""
    figures = [
        Figure("practised", time_words(totals.practised_seconds, plain=False), days),
        Figure("sessions", str(totals.ended_sessions), not_completed_words(totals)),
    ]
    if totals.total_sessions:
        average = time_words(totals.average_duration_seconds, plain=False)
        figures.append(Figure("average", average, "of the completed"))
    if totals.ended_sessions:
        rate = f"{totals.completion_rate_percent:g} %"
        figures.append(Figure("completed", rate, f"{totals.total_sessions} of {totals.ended_sessions}"))
    return figures


def figure_lines(figures: Sequence[Figure], room: int) -> list[Line]:
    """The figures side by side as far apart as the room allows; a line each where it does not."""
    widths = [max(map(width_of, figure)) for figure in figures]
    gap = min(WIDEST_GAP, (room - sum(widths)) // (len(figures) - 1))
    if gap < NARROWEST_GAP:
        longest = max(width_of(figure.value) for figure in figures)
        values = [padded(line_of(figure.value, Ink.STRONG), longest + NARROWEST_GAP) for figure in figures]
        return [
            (*labelled(figure.name), *value, Span(figure.word, Ink.QUIET))
            for figure, value in zip(figures, values, strict=True)
        ]
    inks = (Ink.QUIET, Ink.STRONG, Ink.QUIET)
    rows = 3 if any(figure.word for figure in figures) else 2
    blocks = [[line_of(text, ink) for text, ink in zip(figure, inks, strict=True)][:rows] for figure in figures]
    return side_by_side(blocks, widths, gap)


def rows_of(sections: Sequence[Section], room: int) -> list[list[Line]]:
    """The sections in as few rows as they fit into; what is read in turn stands below each other."""
    for number in range(1, len(sections) + 1):
        rows = [sections[first::number] for first in range(number)]
        if number == len(sections) or all(least_room(row) <= room for row in rows):
            return [row_lines(row, room) for row in rows]
    return []


def least_room(sections: Sequence[Section]) -> int:
    """The cells in which sections stand side by side at their ease."""
    return sum(section.least for section in sections) + GAP * (len(sections) - 1)


def row_lines(sections: Sequence[Section], room: int) -> list[Line]:
    """Sections side by side; they share the room as they need it."""
    free = room - GAP * (len(sections) - 1)
    needed = sum(section.least for section in sections)
    rooms = [free * section.least // needed for section in sections]
    rooms[-1] += free - sum(rooms)
    return side_by_side([section.draw(taken) for section, taken in zip(sections, rooms, strict=True)], rooms, GAP)


def felt_lines(overview: Overview, room: int) -> list[Line]:
    """How it felt, in one line."""
    parts = felt_words(overview.felt, plain=False)
    if not parts:
        return []
    told = [line_of(part) for part in parts]
    told.append(line_of(answers_words(overview.felt), Ink.QUIET))
    return flowed(labelled("How it felt", Ink.STRONG), told, room)
