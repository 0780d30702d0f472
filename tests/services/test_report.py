"""What the page shows of a period, asked of a real file."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, sequence
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.session import CompletionStatus, PracticeSession, Segment
from yogaflow_cli.domain.settings import MOON_DAYS, STREAKS
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.library.poses import shipped_poses
from yogaflow_cli.presentation.report.page import report_page
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services import settings as setting_services
from yogaflow_cli.services.correction import Times
from yogaflow_cli.services.practice import NOTHING_SAID, Said, with_end_offset
from yogaflow_cli.services.report import MOST_SESSIONS, ReportContent, report
from yogaflow_cli.services.rests import add_rest
from yogaflow_cli.zones import zone

TODAY = date(2026, 11, 23)
ALL = Period(None, None)
DAY = timedelta(days=1)


def of(log: PracticeLog, period: Period | None = None, *, notes: bool = False) -> ReportContent:
    """The content of a page of maya, who sits in Berlin."""
    return report(log, shipped_poses(), period, TODAY, BERLIN, notes=notes)


def practised(
    log: PracticeLog, start: datetime, minutes: int = 30, said: Said = NOTHING_SAID, zone_name: str = "Europe/Berlin"
) -> None:
    """Writes one finished practice down."""
    times = Times(start, duration=timedelta(minutes=minutes))
    correction.log_finished(log, NOON, zone(zone_name), times, said=said, overlap=True)


def add_many(log: PracticeLog, number: int) -> None:
    """Writes so many practices down at once, an hour apart, the last of them yesterday."""
    with log.writing("import json", NOON) as write:
        for count in range(number):
            start = NOON - DAY - HOUR * count
            segments = (Segment(start, start + 30 * MINUTE),)
            session = PracticeSession(
                str(uuid4()), start, timedelta(0), "Europe/Berlin", segments, ended_at=segments[0].ended_at
            )
            write.add_session(with_end_offset(session._replace(status=CompletionStatus.COMPLETED)))


def test_without_a_period_the_page_is_of_the_last_53_weeks(log: PracticeLog) -> None:
    """The calendar, the figures and the list have the same days."""
    practised(log, NOON - DAY)
    practised(log, NOON - DAY * 364, 20)
    practised(log, NOON - DAY * 365, 10)
    found = of(log)
    assert (found.calendar.first, found.calendar.last) == (date(2025, 11, 24), TODAY)
    assert (found.overview.first, found.overview.last) == (date(2025, 11, 24), TODAY)
    assert found.overview.totals.practised_seconds == sum(found.calendar.seconds.values()) == 50 * 60
    assert [row.seconds for row in found.sessions] == [1800, 1200]


def test_all_is_from_the_first_practice_to_today(log: PracticeLog) -> None:
    """However long ago that is."""
    practised(log, NOON - DAY)
    practised(log, NOON - DAY * 2000)
    found = of(log, ALL)
    assert (found.calendar.first, found.calendar.last) == (TODAY - DAY * 2000, TODAY)
    assert len(found.sessions) == 2


def test_a_past_period_has_no_streak(log: PracticeLog) -> None:
    """It is of today; a period that reaches today has one, unless it is turned off."""
    practised(log, NOON - DAY * 40)
    practised(log, NOON - DAY)
    assert of(log, Period(date(2026, 10, 1), date(2026, 10, 31))).overview.streak is None
    assert of(log).overview.streak is not None
    setting_services.change(log, NOON, STREAKS, "off")
    assert of(log).overview.streak is None


def test_practices_come_with_the_newest_first_and_the_open_one_not_at_all(log: PracticeLog) -> None:
    """It has not ended: nobody knows what it will be."""
    practised(log, NOON - DAY * 3, 10)
    practised(log, NOON - DAY, 20, Said(style="yin", tags=("home",), status=CompletionStatus.PARTIAL))
    practice.start(log, NOON, BERLIN.key)
    newest, oldest = of(log).sessions
    assert (newest.seconds, newest.style, newest.tags, newest.status) == (1200, "yin", ("home",), "partial")
    assert (newest.day, newest.start, newest.sequence) == (TODAY - DAY, time(13, 0), None)
    assert oldest.seconds == 600


def test_at_most_a_thousand_practices_are_listed(log: PracticeLog) -> None:
    """The newest; the others are counted."""
    add_many(log, MOST_SESSIONS + 3)
    found = of(log)
    assert (len(found.sessions), found.left_out) == (MOST_SESSIONS, 3)
    assert found.sessions[0].day == TODAY - DAY
    assert found.overview.totals.ended_sessions == MOST_SESSIONS + 3


def test_notes_are_left_out_unless_they_are_asked_for(log: PracticeLog) -> None:
    """A page is shown to others, and a note was written for oneself."""
    practised(log, NOON - DAY, said=Said(note="my left knee"))
    assert of(log).sessions[0].note is None
    assert "knee" not in report_page(of(log))
    assert of(log, notes=True).sessions[0].note == "my left knee"


def test_the_reasons_of_rest_are_nowhere(log: PracticeLog) -> None:
    """A day of rest is one, and why is nobody's business."""
    practised(log, NOON - DAY)
    for ago, reason in ((9, "cycle"), (6, "ill"), (3, "wisdom tooth")):
        add_rest(log, NOON, TODAY - DAY * ago, TODAY - DAY * ago, reason)
    found = of(log, notes=True)
    assert len(found.calendar.resting) == 3
    text = report_page(found)
    assert ": rest" in text
    assert "cycle" not in text
    assert "wisdom" not in text
    assert ": ill" not in text


def test_a_sequence_is_shown_by_its_name(log: PracticeLog) -> None:
    """In the list and in the shares; free practice has none."""
    start = NOON - DAY
    correction.log_finished(log, NOON, BERLIN, Times(start, duration=30 * MINUTE), sequence=sequence())
    practised(log, NOON - DAY * 2, 10)
    found = of(log)
    assert [row.sequence for row in found.sessions] == ["Sun Salutation A", None]
    assert [group.label for group in found.overview.sequences] == ["Sun Salutation A", None]


def test_the_time_of_a_practice_is_that_of_where_it_was(log: PracticeLog) -> None:
    """With its zone where that is another, and on its practice day."""
    practised(log, datetime(2026, 11, 20, 6, 0, tzinfo=UTC), zone_name="Asia/Kolkata")
    practised(log, datetime(2026, 11, 20, 0, 30, tzinfo=UTC))
    there, here = of(log).sessions
    assert (there.day, there.start, there.zone_name) == (date(2026, 11, 20), time(11, 30), "Asia/Kolkata")
    assert (here.day, here.start, here.zone_name) == (date(2026, 11, 19), time(1, 30), None)


def test_the_balance_is_there_once_the_guide_has_logged_steps(log: PracticeLog) -> None:
    """Of the period, and not at all before."""
    practised(log, NOON - DAY)
    assert of(log).balance is None
    steps = (StepRecord(1, "tree", Outcome.HELD, Side.LEFT, 60_000, 60_000),)
    start = NOON - DAY * 2
    guided = PracticeSession(
        str(uuid4()),
        start,
        timedelta(0),
        "Europe/Berlin",
        (Segment(start, start + MINUTE),),
        ended_at=start + MINUTE,
        steps=steps,
    )
    with log.writing("import json", NOON) as write:
        write.add_session(with_end_offset(guided))
    found = of(log).balance
    assert found is not None
    assert found.sides.left_seconds == 60
    assert of(log, Period(TODAY, TODAY)).balance is None


def test_moon_days_are_shown_to_those_who_rest_on_them(log: PracticeLog) -> None:
    """New and full moons of the period."""
    practised(log, NOON - DAY)
    assert not of(log).calendar.moons
    setting_services.change(log, NOON, MOON_DAYS, "on")
    assert 24 <= len(of(log).calendar.moons) <= 27


def test_the_page_is_made_in_a_name_and_on_a_day(log: PracticeLog) -> None:
    """The name that is displayed, else that of the profile."""
    practised(log, NOON - DAY)
    assert (of(log).name, of(log).made_on) == ("maya", TODAY)
    profile = log.profile.profile._replace(display_name="Maya Lindqvist")
    assert of(PracticeLog(log.database, log.profile._replace(profile=profile))).name == "Maya Lindqvist"


def test_before_any_practice_there_is_nothing_and_no_mistake(log: PracticeLog) -> None:
    """The command says so and makes no page; a page could be made all the same."""
    found = of(log, ALL)
    assert (found.sessions, found.left_out, found.balance) == ([], 0, None)
    assert "No practice in these days." in report_page(found)
