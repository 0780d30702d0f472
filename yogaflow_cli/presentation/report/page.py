"""The page to keep: one HTML file with everything in it, which needs no network and no script."""

from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.dates import day_words, span_words
from yogaflow_cli.presentation.report.balance_section import BalanceSection, balance_section
from yogaflow_cli.presentation.report.calendar_map import years_of
from yogaflow_cli.presentation.report.calendar_svg import heading_of
from yogaflow_cli.presentation.report.charts_svg import columns_svg, sun_svg
from yogaflow_cli.presentation.report.colours import DARK, LIGHT
from yogaflow_cli.presentation.report.columns import Chart, chart_of, scale_for
from yogaflow_cli.presentation.report.page_calendar import PageCalendar, page_calendar
from yogaflow_cli.presentation.report.sections import (
    CHART_TITLES,
    FeltRow,
    Figure,
    RhythmSection,
    Shares,
    chart_words,
    felt_rows,
    figures,
    hours_drawn,
    rhythm,
    shares,
)
from yogaflow_cli.presentation.report.session_list import Month, months_of
from yogaflow_cli.presentation.report.svg import Drawn
from yogaflow_cli.presentation.stats_words import answers_words
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.services.report import ReportContent
from yogaflow_cli.text.cleaning import shown

TEMPLATES = Path(__file__).parent
TEMPLATE = "report.html.j2"
LEAST_RAYS = 5
"""With fewer, nobody would see a sun."""

LEAST_WEEKS_ALIGNED = 27
"""Under half a year of weeks, columns have more room than the squares of the calendar."""


class Page(NamedTuple):
    """Everything that the template lays out; what is empty or None has no section."""

    name: str
    heading: str
    days: str
    made_on: str
    practised: bool
    figures: list[Figure]
    sun: Drawn | None
    calendar: PageCalendar
    chart_title: str
    chart: Drawn | None
    chart_aligned: bool
    rhythm: RhythmSection | None
    shares: list[Shares]
    hours: Drawn | None
    felt: list[FeltRow]
    felt_answers: str
    balance: BalanceSection | None
    months: list[Month]
    left_out: str


def report_page(content: ReportContent) -> str:
    """The page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template(TEMPLATE)
    return template.render(page=page_of(content), light=LIGHT, dark=DARK)


def page_of(content: ReportContent) -> Page:
    """What the template lays out."""
    overview, calendar = content.overview, content.calendar
    practised = bool(overview.totals.ended_sessions)
    chart = chart_of(calendar)
    return Page(
        name=shown(content.name),
        heading=heading_of(calendar),
        days=span_words(calendar.first, calendar.last, plain=True),
        made_on=day_words(content.made_on, plain=True),
        practised=practised,
        figures=figures(overview, calendar) if practised else [],
        sun=sun_svg(chart.columns) if len(chart.columns) >= LEAST_RAYS else None,
        calendar=page_calendar(calendar),
        chart_title=CHART_TITLES[chart.kind],
        chart=chart_drawn(chart),
        chart_aligned=is_aligned(chart, calendar),
        rhythm=rhythm(overview),
        shares=shares(overview),
        hours=hours_drawn(overview),
        felt=felt_rows(overview.felt),
        felt_answers=answers_words(overview.felt),
        balance=None if content.balance is None else balance_section(content.balance),
        months=months_of(content.sessions, calendar),
        left_out=left_out_words(content.left_out),
    )


def chart_drawn(chart: Chart) -> Drawn | None:
    """The chart of the period; None where one column would be all, or nothing was practised."""
    if len(chart.columns) < 2 or not chart.most.seconds:
        return None
    return columns_svg(chart.columns, scale_for(chart.columns), chart_words(chart))


def is_aligned(chart: Chart, calendar: Calendar) -> bool:
    """Whether the columns stand below the weeks of the one map."""
    return chart.kind == "week" and len(years_of(calendar)) == 1 and len(chart.columns) >= LEAST_WEEKS_ALIGNED


def left_out_words(left_out: int) -> str:
    """How many practices the list does not name."""
    if not left_out:
        return ""
    return (
        f"{counted(left_out, 'older practice')} {'is' if left_out == 1 else 'are'} counted above, and not listed here."
    )
