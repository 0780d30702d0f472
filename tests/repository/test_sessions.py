"""Finding sessions: whose they are, which is meant, and what shares time with what."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, dump, fresh_log, log_of, sequence
from yogaflow_cli.domain.practice_day import practice_day
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.settings import DAY_STARTS_AT
from yogaflow_cli.errors import NotYours, SessionNotFound
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services import settings as setting_services
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Times
from yogaflow_cli.services.practice import Said
from yogaflow_cli.zones import zone


def logged(log: PracticeLog, start: datetime, minutes: float = 30, said: Said = practice.NOTHING_SAID) -> int:
    """A finished session, whatever it overlaps; its number."""
    times = Times(start, duration=minutes * MINUTE)
    made = correction.log_finished(log, NOON + 1000 * HOUR, BERLIN, times, said=said, overlap=True)
    assert made.session.number is not None
    return made.session.number


def test_another_profiles_session_is_not_told_of(log: PracticeLog) -> None:
    """Rule 2: another profile's number is 5, and not a word about that session."""
    noor = log_of(log.database, "noor")
    logged(noor, NOON, said=Said(note="hers", style="yin"))
    with pytest.raises(NotYours) as failure:
        log.sessions.by_number(1)
    assert failure.value.message == "Session 1 is not yours."
    assert log.sessions.by_uuid(noor.sessions.by_number(1).uuid) is None


def test_an_unknown_number_is_not_found(log: PracticeLog) -> None:
    """Rule 2: 3, naming it."""
    with pytest.raises(SessionNotFound, match="session 99"):
        log.sessions.by_number(99)


def test_nothing_of_another_profile_is_seen(log: PracticeLog) -> None:
    """Issue 2, 5: every query is bound to the proven profile."""
    noor = log_of(log.database, "noor")
    logged(noor, NOON, said=Said(tags=("hers",), style="yin"))
    practice.start(noor, NOON + 2 * HOUR, BERLIN.key)
    with noor.writing("config set", NOON) as write:
        write.set_setting("plain", "true")
    assert dump(log) == {"sessions": [], "settings": {}}
    assert (log.sessions.tags(), log.sessions.styles(), log.sessions.numbers()) == ([], [], [])
    assert log.sessions.current() is log.sessions.latest_started() is log.sessions.latest_ended() is None
    assert log.sessions.first_day() is None
    assert log.sessions.overlapping(NOON, NOON + 10 * HOUR) is None
    assert log.changes.latest_applied(9) == []


def test_current_is_the_most_recent_start(log: PracticeLog) -> None:
    """Rule 1: open sessions that arrived by import are kept beside; `current` is the latest start."""
    own = practice.start(log, NOON, BERLIN.key)
    for number, start in enumerate((NOON - HOUR, NOON + HOUR)):
        arrived = own._replace(number=None, uuid=str(number), started_at=start, arrived_open=True)
        with log.writing("import", NOON) as write:
            write.add_session(arrived)
    assert [session.number for session in log.sessions.open()] == [3, 1, 2]


def test_the_last_is_the_latest_start_or_the_latest_end(log: PracticeLog) -> None:
    """Contract 2: `last` is the latest start; for `delete` and `reopen` the last ended."""
    long = logged(log, NOON, 200)
    short = logged(log, NOON + HOUR, 10)
    started, ended = log.sessions.latest_started(), log.sessions.latest_ended()
    assert started is not None
    assert ended is not None
    assert (started.number, ended.number) == (short, long)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (SessionFilter(), [4, 3, 2, 1]),
        (SessionFilter(tag="home"), [2, 1]),
        (SessionFilter(style="yin"), [2]),
        (SessionFilter(sequence="sun-salutation-a"), [3]),
        (SessionFilter(status=CompletionStatus.ABANDONED), [3]),
        (SessionFilter(status=CompletionStatus.COMPLETED), [2, 1]),
        (SessionFilter(search="STRASSE"), [1]),
        (SessionFilter(search="100%"), [2]),
        (SessionFilter(search="_"), []),
        (SessionFilter(search="GAV toda"), [2]),
        (SessionFilter(search="gave nothing"), []),
        (SessionFilter(search="ave"), []),
        (SessionFilter(search="'; DROP TABLE sessions --"), []),
        (SessionFilter(search='"'), []),
        (SessionFilter(search='gave" OR "strasse'), []),
        (SessionFilter(search="note:gave"), []),
        (SessionFilter(search="gave NOT in"), []),
        (SessionFilter(search="vrksasana"), [3]),
        (SessionFilter(search="🧘"), [3]),
        (SessionFilter(search="世界"), [3]),
        (SessionFilter(ended_only=True), [3, 2, 1]),
        (SessionFilter(first=date(2026, 11, 24)), [4, 3]),
        (SessionFilter(last=date(2026, 11, 23), tag="home", search="straße"), [1]),
    ],
)
def test_sessions_are_chosen(log: PracticeLog, chosen: SessionFilter, found: list[int]) -> None:
    """Contract 2, `history`: newest first; the search finds words by their beginning; an open one has no status."""
    logged(log, NOON, said=Said(tags=("home", "early"), note="In der Straße"))
    logged(log, NOON + HOUR, said=Said(tags=("home",), style="yin", note="gave 100% today"))
    practice.start(log, NOON + 24 * HOUR, BERLIN.key, sequence=sequence())
    complete(log, NOON + 25 * HOUR, said=Said(poses=3, note="Vṛkṣāsana 🧘 你好世界"))
    practice.start(log, NOON + 48 * HOUR, BERLIN.key)
    assert [session.number for session in log.sessions.listed(chosen)] == found
    assert [session.number for session in log.sessions.listed(chosen, newest_first=False)] == found[::-1]
    assert [session.number for session in log.sessions.listed(chosen, limit=1)] == found[:1]


def test_tags_styles_and_numbers_are_offered(log: PracticeLog) -> None:
    """What completion on the shell offers."""
    logged(log, NOON, said=Said(tags=("home", "early"), style="yin"))
    logged(log, NOON - HOUR, said=Said(tags=("home",)))
    assert (log.sessions.tags(), log.sessions.styles(), log.sessions.numbers()) == (["early", "home"], ["yin"], [1, 2])


@pytest.mark.parametrize(
    ("begin", "end", "shares"),
    [(-30, 0, False), (30, 60, False), (29, 30, True), (0, 1, True), (10, 20, True), (-9, 99, True), (10, 10, False)],
)
def test_touching_is_no_overlap(log: PracticeLog, begin: int, end: int, shares: bool) -> None:
    """Rule 8: half-open intervals; zero length overlaps nothing."""
    logged(log, NOON, 30)
    found = log.sessions.overlapping(NOON + begin * MINUTE, NOON + end * MINUTE)
    assert (found is not None) == shares


def test_an_open_session_has_no_end_yet(log: PracticeLog) -> None:
    """Rule 8: it may still run when the other begins."""
    practice.start(log, NOON, BERLIN.key)
    assert log.sessions.overlapping(NOON + 99 * HOUR, NOON + 100 * HOUR) is not None
    assert log.sessions.overlapping(NOON - HOUR, NOON) is None
    assert log.sessions.overlapping(NOON - HOUR, None) is not None
    assert log.sessions.overlapping(NOON + 99 * HOUR, NOON + 100 * HOUR, but=1) is None


stretches = st.tuples(st.integers(0, 400), st.integers(0, 240))


@settings(max_examples=40, deadline=None)
@given(st.lists(stretches, max_size=12), st.none() | st.integers(0, 400), st.lists(stretches, min_size=1, max_size=8))
def test_overlap_is_what_a_naive_look_finds(
    stored: list[tuple[int, int]], running: int | None, asked: list[tuple[int, int]]
) -> None:
    """Rule 8, against a look at every minute of every session."""
    with fresh_log() as log:
        taken = {logged(log, NOON + start * MINUTE, length): range(start, start + length) for start, length in stored}
        if running is not None:
            session = practice.start(log, NOON + running * MINUTE, BERLIN.key)
            assert session.number is not None
            taken[session.number] = range(running, 10_000)
        for start, length in asked:
            naive = {number for number, minutes in taken.items() if set(minutes) & set(range(start, start + length))}
            found = log.sessions.overlapping(NOON + start * MINUTE, NOON + (start + length) * MINUTE)
            assert (found.number in naive) if found else not naive
            if found:
                but = log.sessions.overlapping(NOON + start * MINUTE, NOON + (start + length) * MINUTE, found.number)
                assert (but.number in naive - {found.number}) if but else naive == {found.number}


ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati"]
clocks = st.integers(0, 12 * 60).map(lambda minutes: time(minutes // 60, minutes % 60))
moments = st.integers(0, 2_000_000_000_000).map(
    lambda count: datetime(1970, 1, 2, tzinfo=UTC) + timedelta(milliseconds=count)
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(moments, st.sampled_from(ZONES)), min_size=1, max_size=6), clocks, clocks)
def test_days_are_reckoned_anew_as_they_are_reckoned_first(
    starts: list[tuple[datetime, str]], first: time, second: time
) -> None:
    """Rule 9: changing `day_starts_at` re-reckons every session; one arithmetic, in Python and in SQL."""
    with fresh_log() as log:
        for start, name in starts:
            times = Times(start, duration=MINUTE)
            correction.log_finished(log, NOON + 100_000 * HOUR, zone(name), times, overlap=True)
        for clock in (first, second, None, first):
            setting_services.change(log, NOON, DAY_STARTS_AT, None if clock is None else clock.isoformat("minutes"))
            stored = dict(log.connection.execute("SELECT session_id, practice_day FROM sessions"))
            naive = {
                number: practice_day(start.astimezone(ZoneInfo(name)), clock or time(3)).isoformat()
                for number, (start, name) in enumerate(starts, start=1)
            }
            assert stored == naive
