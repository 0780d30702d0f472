"""Looking back: the sessions of a period, what they add up to, and its days."""

from datetime import date
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.statistics.grouping import ALL_GROUPINGS
from yogaflow_cli.presentation.calendar_view import calendar_object
from yogaflow_cli.presentation.stats_answer import grouping_of, stats_answer
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter, place_of
from yogaflow_cli.server.answers import Calendar, History, Stats
from yogaflow_cli.server.document import TAG, failures
from yogaflow_cli.server.endpoints.lifecycle import style_of
from yogaflow_cli.server.failures import answer
from yogaflow_cli.server.visit import Visit, Visitor
from yogaflow_cli.services import review
from yogaflow_cli.services.choosing import practised_slug
from yogaflow_cli.text import names
from yogaflow_cli.text.cleaning import LINE_LIMIT, clean_line

router = APIRouter(prefix="/api/v1/sessions", tags=[TAG])

MOST_OF_A_PAGE = 100
CURSOR = r"^-?[0-9]{1,15}-[0-9]{1,18}$"
A_DAY = "`today`, `yesterday`, `monday` (the latest) or `2026-11-23`."


def today(visit: Visit, log: PracticeLog) -> date:
    """The practice day it is for who asks."""
    return review.current_day(log, visit.now, visit.zone(log))


class Days(NamedTuple):
    """The days to look at, as they were sent."""

    period: str | None
    first: str | None
    last: str | None

    def said(self, visit: Visit, log: PracticeLog) -> Period | None:
        """The days that are meant, None where nothing was said. Raises InvalidValue, UsageMistake."""
        if self == Days(None, None, None):
            return None
        return review.period_said(log, today(visit, log), *self)


def days_of(
    period: Annotated[
        str | None,
        Query(
            max_length=60,
            description="A day, `this-week`, `last-month`, `this-year`, `2026-W47`, `2026-11`, `2026`, `all`, or "
            "`A..B`: two days, both included.",
            examples=["last-month"],
        ),
    ] = None,
    first: Annotated[str | None, Query(alias="from", max_length=30, description=A_DAY, examples=["2026-11-01"])] = None,
    last: Annotated[str | None, Query(alias="to", max_length=30, description=A_DAY, examples=["today"])] = None,
) -> Days:
    """The days to look at: a period, or from one day to another."""
    return Days(period, first, last)


WantedDays = Annotated[Days, Depends(days_of)]
ALL = Period(None, None)


@router.get(
    "/history",
    operation_id="history",
    summary="The sessions of a period",
    response_model=History,
    response_description="A page of sessions, the newest first",
    responses=failures(401, 404, 422),
)
async def history(
    visit: Visitor,
    days: WantedDays,
    sequence: Annotated[str | None, Query(max_length=200, description="Its name.", examples=["yin-45"])] = None,
    style: Annotated[str | None, Query(max_length=50, description="Its style.", examples=["vinyasa"])] = None,
    tag: Annotated[str | None, Query(max_length=50, description="A tag that it has.", examples=["sea"])] = None,
    status: Annotated[CompletionStatus | None, Query(description="How it ended.", examples=["completed"])] = None,
    search: Annotated[str | None, Query(max_length=LINE_LIMIT, description="Words of the note.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_OF_A_PAGE, description="Sessions of a page.")] = 20,
    cursor: Annotated[
        str | None,
        Query(pattern=CURSOR, description="The `next_cursor` of the page before.", examples=["1764928800000-1"]),
    ] = None,
) -> Response:
    """Ended ones and the open one. A session that comes or goes while you page shifts no other."""

    def page_of(log: PracticeLog) -> dict[str, object]:
        chosen = SessionFilter(
            sequence=None if sequence is None else practised_slug(log, sequence) or visit.shelf().find(sequence).slug,
            style=style_of(style),
            tag=None if tag is None else names.tag(tag),
            status=status,
            search=None if search is None else clean_line(search, "search"),
            after=None if cursor is None else place_in(cursor),
        )
        # One more than the page holds tells whether there is another.
        found = list(review.history(log, chosen, days.said(visit, log) or ALL, limit + 1))
        page = found[:limit]
        more = cursor_of(place_of(page[-1])) if len(found) > limit else None
        return {"sessions": [visit.object_of(log, session) for session in page], "next_cursor": more}

    return answer(await visit.read(page_of))


def place_in(cursor: str) -> tuple[int, int]:
    """The place that a cursor names, which has the form of CURSOR."""
    started_at, _, number = cursor.rpartition("-")
    return int(started_at), int(number)


def cursor_of(place: tuple[int, int]) -> str:
    """A place as a cursor."""
    return "{}-{}".format(*place)


@router.get(
    "/stats",
    operation_id="stats",
    summary="What practice adds up to",
    response_model=Stats,
    response_description="The figures of the period",
    responses=failures(401, 422),
)
async def stats(
    visit: Visitor,
    days: WantedDays,
    by: Annotated[
        str | None,
        Query(description="Groups besides.", json_schema_extra={"enum": list(ALL_GROUPINGS)}, examples=["week"]),
    ] = None,
) -> Response:
    """Seconds are whole, the rate has one decimal. The open session is in none of them."""

    def figures(log: PracticeLog) -> dict[str, object]:
        found = days.said(visit, log) or ALL
        return stats_answer(log, found, today(visit, log), visit.zone(log), grouping_of(by))

    return answer(await visit.read(figures))


@router.get(
    "/calendar",
    operation_id="calendar",
    summary="The days of a period",
    response_model=Calendar,
    response_description="Every day, also those to come",
    responses=failures(401, 422),
)
async def calendar(visit: Visitor, days: WantedDays) -> Response:
    """Without a period the last 53 weeks."""

    def seen(log: PracticeLog) -> dict[str, object]:
        return calendar_object(review.calendar(log, days.said(visit, log), today(visit, log), visit.zone(log)))

    return answer(await visit.read(seen))
