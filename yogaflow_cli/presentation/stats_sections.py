"""The sections of the statistics that stand side by side: shares as bars, weeks as columns, hours of the day."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from yogaflow_cli.domain.statistics.overview import Overview, WeekTime
from yogaflow_cli.presentation.charts import bars, columns
from yogaflow_cli.presentation.dates import month_word
from yogaflow_cli.presentation.inks import Ink, Line, Span, line_of, padded
from yogaflow_cli.presentation.stats_lines import cropped
from yogaflow_cli.presentation.stats_shares import Hours, Share, hours_of, percent_words, shares_of
from yogaflow_cli.presentation.table import width

NAMES_CELLS, CHART_CELLS = 43, 30
LONGEST_NAME = 16
CHART_ROWS = 6
HOUR = 3600
MINUTE = 60


class Section(NamedTuple):
    """A part of the screen: how it is drawn in a room of cells, and the least room in which it is at its ease."""

    draw: Callable[[int], list[Line]]
    least: int


def sections_of(overview: Overview) -> list[Section]:
    """What there is to show, in the order in which it is read."""
    styles, sequences = shares_of(overview.styles, "style"), shares_of(overview.sequences, "sequence")
    hours = hours_of(overview.hours)
    names = max((width(share.name) for share in (*styles, *sequences)), default=0)
    found: list[Section] = []
    if styles:
        found.append(Section(partial(share_lines, "By style", styles, names), NAMES_CELLS))
    if sequences:
        found.append(Section(partial(share_lines, "By sequence", sequences, names), NAMES_CELLS))
    if any(week.seconds for week in overview.weeks):
        found.append(Section(partial(weeks_lines, overview.weeks), CHART_CELLS))
    if hours:
        found.append(Section(partial(hours_lines, hours), CHART_CELLS))
    return found


def share_lines(heading: str, shares: Sequence[Share], names: int, room: int) -> list[Line]:
    """A heading, and a line a share: name, bar, time and percent. `names` is how long the longest name is."""
    whole = sum(share.seconds for share in shares)
    times = aligned_times([share.seconds for share in shares])
    percents = aligned([percent_words(share.seconds, whole, plain=False) for share in shares])
    names = min(names, max(LONGEST_NAME, room // 3))
    bar_room = max(1, room - names - len(times[0]) - len(percents[0]) - 5)
    drawn = bars([share.seconds for share in shares], bar_room)
    return [
        line_of(heading, Ink.STRONG),
        *(
            (
                *padded(line_of(cropped(share.name, names)), names + 1),
                *padded(line_of(strip, Ink.ACCENT), bar_room + 2),
                Span(f"{time}  "),
                Span(percent, Ink.QUIET),
            )
            for share, strip, time, percent in zip(shares, drawn, times, percents, strict=True)
        ),
    ]


def hours_lines(hours: Sequence[Hours], room: int) -> list[Line]:
    """A heading, and a line a part of the day: its hours, a bar, and the time."""
    labels = aligned([f"{part.first}-{part.end}" for part in hours])
    times = aligned_times([part.seconds for part in hours])
    bar_room = max(1, room - len(labels[0]) - len(times[0]) - 4)
    drawn = bars([part.seconds for part in hours], bar_room)
    return [
        line_of("When you begin", Ink.STRONG),
        *(
            (Span(f"{label}  "), *padded(line_of(strip, Ink.ACCENT), bar_room + 2), Span(time))
            for label, strip, time in zip(labels, drawn, times, strict=True)
        ),
    ]


def weeks_lines(weeks: Sequence[WeekTime], room: int) -> list[Line]:
    """A heading, and the minutes of each week as columns over the months."""
    minutes = [max(1 if week.seconds else 0, (week.seconds + MINUTE // 2) // MINUTE) for week in weeks]
    rows = columns(minutes, CHART_ROWS, room, month_labels(weeks))
    chart: list[Line] = [(Span(row.axis, Ink.QUIET), Span(row.columns, Ink.ACCENT)) for row in rows[:-1]]
    base = rows[-1]
    heading = f"Weekly minutes, last {len(weeks)} weeks"
    return [line_of(heading, Ink.STRONG), *chart, line_of(base.axis + base.columns, Ink.QUIET)]


def month_labels(weeks: Sequence[WeekTime]) -> list[str]:
    """The month of each week that is the first to begin in it."""
    names = [month_word(week.first, plain=False) for week in weeks]
    return [name if name != before else "" for name, before in zip(names, ["", *names], strict=False)]


def aligned(texts: Sequence[str]) -> list[str]:
    """Short texts, all as long as the longest, at the right."""
    longest = max(map(len, texts), default=0)
    return [text.rjust(longest) for text in texts]


def aligned_times(seconds: Sequence[int]) -> list[str]:
    """Times with their hours below hours and their minutes below minutes; below a minute the seconds, 0 as nothing."""
    hours = aligned([f"{number // HOUR} h" if number >= HOUR else "" for number in seconds])
    rest = aligned([rest_of_hour(number) for number in seconds])
    return [f"{above} {below}" if hours[0] else below for above, below in zip(hours, rest, strict=True)]


def rest_of_hour(seconds: int) -> str:
    """The minutes beyond whole hours, or the seconds of what lasts no minute."""
    if 0 < seconds < MINUTE:
        return f"{seconds} s"
    minutes = seconds % HOUR // MINUTE
    return f"{minutes} m" if minutes else ""
