"""Practices of other apps on their way in: believed where they are likely, taken once, one change. Issue 5."""

from collections.abc import Iterator
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice_logs import BERLIN, NOON, dump, fresh_log
from yogaflow_cli.domain.session import whole_seconds
from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import practice
from yogaflow_cli.services.import_report import Listed, Report
from yogaflow_cli.services.transfer import BELIEVE_LIKELY, Incoming, Wishes, import_files

MINUTE = timedelta(minutes=1)
MORNING = NOON - timedelta(hours=5)


def told(minutes: float = 30, after: float = 0, **more: object) -> Told:
    """A practice of so many minutes, so many minutes after the morning."""
    start = MORNING + after * MINUTE
    return Told(start, start + minutes * MINUTE, **more)  # type: ignore[arg-type]  # a test's own short hand


def holding(format_name: str, *practices: Told) -> Incoming:
    """A file of another app."""

    def arrivals() -> Iterator[Arrival]:
        for line, practised in enumerate(practices, start=2):
            yield arriving(format_name, f"line {line}", practised, "Europe/Berlin")

    return Incoming(f"{format_name}.csv", format_name, arrivals())


def brought(log: PracticeLog, *files: Incoming, wishes: Wishes = BELIEVE_LIKELY, dry_run: bool = False) -> Report:
    """What the import of the files says."""
    return import_files(log, files, NOON, lambda name: None, wishes, dry_run=dry_run)


def durations(log: PracticeLog) -> list[int]:
    """The minutes of what is here, the oldest first."""
    return [row[0] // 60 for row in log.connection.execute("SELECT duration_seconds FROM sessions ORDER BY 1")]


def test_a_practice_of_another_app_is_a_session_that_names_its_format() -> None:
    """Completed, in the zone that the file tells, with what it says."""
    with fresh_log() as log:
        brought(log, holding("strava", told(style="Yin", note="Slow.", tags=("home, alone",), identity="9")))
        session = log.sessions.latest_ended()

    assert session is not None
    assert (session.source, session.style, session.note, session.tags) == (
        "import:strava",
        "yin",
        "Slow.",
        ("home alone",),
    )
    assert (session.status.value, session.time_zone, whole_seconds(session.active_time(NOON))) == (
        "completed",
        "Europe/Berlin",
        1800,
    )


def test_importing_twice_changes_nothing_whether_the_app_names_its_practices_or_not() -> None:
    """By the app's own name, else by start and length."""
    for identity in ("17", None):
        with fresh_log() as log:
            brought(log, holding("garmin", told(identity=identity)))
            before = dump(log)
            report = brought(log, holding("garmin", told(identity=identity), told(identity=identity)))

            assert (report.new, report.already_here, report.near_duplicates) == (0, 2, 0)
            assert dump(log) == before


def test_the_same_practice_from_two_apps_is_taken_once_unless_a_person_wants_both() -> None:
    """Begun within two minutes, nearly as long, from elsewhere."""
    with fresh_log() as log:
        brought(log, holding("strava", told()))
        near = holding("garmin", told(31, after=2), told(30, after=200))
        report = brought(log, near)

        assert (report.new, report.near_duplicates) == (1, 1)
        assert report.files[0].alike == (Listed("here from strava", 1, ("line 2 (session 1)",)),)
        assert (report.files[0].practices, report.files[0].practised) == (2, 61 * MINUTE)
        report = brought(
            log, holding("garmin", told(31, after=2), told(30, after=200)), wishes=Wishes(keep_duplicates=True)
        )
        assert (report.new, report.already_here) == (1, 1)


def test_what_begins_later_or_lasts_longer_is_another_practice() -> None:
    """Two minutes and a second later; over a tenth and over two minutes longer."""
    with fresh_log() as log:
        brought(log, holding("strava", told(60)))
        report = brought(log, holding("garmin", told(60, after=2.02), told(67, after=1), told(54, after=-1)))

        assert (report.new, report.near_duplicates) == (2, 1)


def test_a_practice_that_the_timer_ran_is_not_taken_again_from_a_watch() -> None:
    """The two that run side by side most often."""
    with fresh_log() as log:
        practice.start(log, MORNING, BERLIN.key)
        practice_end = MORNING + 25 * MINUTE
        session = log.sessions.current()
        assert session is not None
        with log.writing("complete", practice_end) as write:
            from_timer = session._replace(
                segments=(session.segments[0]._replace(ended_at=practice_end),),
                ended_at=practice_end,
                ended_offset=session.started_offset,
            )
            write.change_session(session, from_timer)
        report = brought(log, holding("apple-health", told(26, after=0.5)))

    assert report.files[0].alike[0].reason == "here from timer"


def test_two_apps_within_one_file_are_two_apps() -> None:
    """A watch and a phone both write to Apple Health; and so it stays when the file comes again."""
    watch, phone = told(app="Watch"), told(29, after=1, app="Down Dog")
    with fresh_log() as log:
        first = brought(log, holding("apple-health", watch, phone))
        again = brought(log, holding("apple-health", watch, phone))

    assert (first.new, first.near_duplicates) == (1, 1)
    assert first.files[0].alike == (Listed("here from Watch", 1, ("line 3",)),)
    assert (again.new, again.already_here, again.near_duplicates) == (0, 1, 1)


def test_two_files_of_one_import_know_of_each_other() -> None:
    """One change, and still each practice once."""
    with fresh_log() as log:
        report = brought(log, holding("strava", told()), holding("garmin", told(30, after=1)))

        assert [(file.new, file.near_duplicates) for file in report.files] == [(1, 0), (0, 1)]
        (change,) = log.take_back(1, NOON)
        assert change.action == "import garmin strava"
        assert durations(log) == []


def test_what_is_unlikely_is_listed_and_left_out_unless_a_person_wants_it() -> None:
    """Over four hours: a timer that was forgotten; under a minute: a slip; in the future: a plan."""
    practices = (told(0.9), told(241, after=-600), told(30, after=280), told(4 * 60, after=-300), told(1))
    with fresh_log() as log:
        report = brought(log, holding("watson", *practices))
        assert durations(log) == [1, 240]
        assert report.files[0].skipped == (
            Listed("under a minute; --keep-short takes it", 1, ("line 2",)),
            Listed("over 4 hours; --keep-long takes it as 4 hours", 1, ("line 3",)),
            Listed("it lies in the future", 1, ("line 4",)),
        )
        assert report.files[0].practices == 5
        brought(log, holding("watson", *practices), wishes=Wishes(keep_short=True, keep_long=True))
        assert durations(log) == [0, 1, 240, 240]


def test_what_the_file_tells_and_we_do_not_keep_is_counted() -> None:
    """Of the practices that were taken."""
    with fresh_log() as log:
        report = brought(
            log,
            holding(
                "strava", told(unkept=("heart rate", "calories")), told(after=90, unkept=("heart rate",)), told(0.1)
            ),
        )

    assert report.files[0].unkept == (Listed("heart rate", 2), Listed("calories", 1))


def test_a_dry_run_reports_the_same_and_writes_nothing() -> None:
    """Every number of it."""
    practices = (told(), told(31, after=1), told(0.5), told(after=100, unkept=("calories",)))
    with fresh_log() as log:
        before = dump(log)
        shown = brought(log, holding("garmin", *practices), dry_run=True)
        assert dump(log) == before
        assert brought(log, holding("garmin", *practices)) == shown


def test_records_that_are_no_practice_are_listed_with_their_places() -> None:
    """The first twenty of each reason, and all of them counted."""

    def arrivals() -> Iterator[Arrival]:
        for line in range(2, 100):
            yield Skipped(f"line {line}", "not yoga: Run")
        yield arriving("strava", "line 100", told(), "Europe/Berlin")

    with fresh_log() as log:
        report = brought(log, Incoming("activities.csv", "strava", arrivals()))

    (skipped,) = report.files[0].skipped
    assert (report.new, skipped.number, len(skipped.places), skipped.places[0]) == (1, 98, 20, "line 2")


@given(
    st.lists(
        st.tuples(st.integers(-3000, 200), st.integers(0, 300), st.sampled_from([None, "Watch", "Phone"])), max_size=12
    )
)
@settings(max_examples=40)
def test_any_file_imported_twice_is_imported_once_and_undone_at_once(rows: list[tuple[int, int, str | None]]) -> None:
    """Whatever lies beside, within or after what."""
    practices = [told(minutes, after=after, app=app) for after, minutes, app in rows]
    with fresh_log() as log:
        practice.start(log, NOON - timedelta(days=9), BERLIN.key)
        empty = dump(log)
        first = brought(log, holding("apple-health", *practices))
        once = dump(log)
        again = brought(log, holding("apple-health", *practices))

        assert (again.new, again.already_here) == (0, first.new + first.already_here)
        assert dump(log) == once
        if first.new:
            log.take_back(1, NOON)
        assert dump(log) == empty
