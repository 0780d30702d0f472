"""The 18 cases of the API that the program replaces, one test each, named after it."""

import pytest

from tests.program import Program

SEQUENCE = "sun-salutation-a"
STEPS, PLANNED_SECONDS = 50, 285


@pytest.fixture
def two_people(yogaflow: Program) -> Program:
    """Maya, whom commands are about, and Lea, whose session 1 is open."""
    yogaflow.done("profile", "create", "maya")
    yogaflow.done("profile", "create", "lea")
    yogaflow.done("profile", "use", "maya")
    yogaflow.done("start", SEQUENCE, "--note", "a secret of Lea's", "--profile", "lea")
    return yogaflow


def unauthorised(yogaflow: Program) -> Program:
    """The same machine, with the token of nobody."""
    return yogaflow.of(YOGAFLOW_TOKEN="the token of nobody")


def test_start_with_a_sequence(yogaflow: Program) -> None:
    """A session begins with the plan of a sequence."""
    session = yogaflow.json("start", SEQUENCE)
    assert session["sequence"] == SEQUENCE
    assert isinstance(session["sequence_id"], int)
    assert (session["poses_planned"], session["poses_completed"]) == (STEPS, 0)
    assert (session["state"], session["completion_status"]) == ("active", "abandoned")
    assert (session["started_at"], session["completed_at"]) == ("2026-11-23T07:30:00Z", None)


def test_start_without_a_sequence(yogaflow: Program) -> None:
    """A session without a plan is free practice."""
    session = yogaflow.json("start")
    assert (session["sequence_id"], session["sequence"], session["poses_planned"]) == (None, None, 0)
    assert session["state"] == "active"


def test_start_with_an_unknown_sequence(yogaflow: Program) -> None:
    """Nothing begins, nothing is made, and the nearest names are said."""
    error = yogaflow.refused(3, "sequence_not_found", "start", "sun-salutation-x")
    assert SEQUENCE in error["hint"]
    assert not yogaflow.home.exists()


def test_start_unauthorised(yogaflow: Program) -> None:
    """Who does not hold the token of a profile begins nothing in its name."""
    yogaflow.done("profile", "create", "maya")
    unauthorised(yogaflow).refused(4, "token_wrong", "start")
    yogaflow.refused(3, "no_open_session", "current")


def test_complete(yogaflow: Program) -> None:
    """A session ends, and its duration is the time from start to end."""
    yogaflow.done("start", SEQUENCE)
    session = yogaflow.at("2026-11-23T07:35:00Z").json("complete")
    assert (session["completed_at"], session["duration_seconds"]) == ("2026-11-23T07:35:00Z", 300)
    assert (session["completion_status"], session["state"]) == ("completed", "ended")
    assert session["poses_completed"] == session["poses_planned"] == STEPS
    yogaflow.refused(3, "no_open_session", "current")


def test_complete_partially(yogaflow: Program) -> None:
    """More than half of the steps is partial, and the minutes practised are kept."""
    yogaflow.done("start", SEQUENCE)
    session = yogaflow.at("2026-11-23T07:33:00Z").json("complete", "--poses", "30")
    assert (session["completion_status"], session["poses_completed"]) == ("partial", 30)
    assert session["duration_seconds"] == 180


def test_complete_an_unknown_session(yogaflow: Program) -> None:
    """A number that nobody has is not there."""
    yogaflow.done("start")
    yogaflow.refused(3, "session_not_found", "complete", "999")


def test_complete_another_users_session(two_people: Program) -> None:
    """It stays open, and not a word of it is said."""
    error = two_people.refused(5, "not_yours", "complete", "1")
    assert "secret" not in str(error)
    assert SEQUENCE not in str(error)
    assert two_people.json("current", "--profile", "lea")["state"] == "active"


def test_complete_gives_statistics(yogaflow: Program) -> None:
    """Total, time, average and rate of completion come back with the session that ended."""
    yogaflow.done("start")
    yogaflow.at("2026-11-23T07:40:00Z").done("complete", "--status", "partial")
    yogaflow.done("start")
    yogaflow.at("2026-11-23T07:45:00Z").done("complete")
    yogaflow.done("start")
    session = yogaflow.at("2026-11-23T08:00:01Z").json("complete")
    assert session["statistics"] == {
        "total_sessions": 2,
        "total_practice_time_seconds": 1201,
        "average_duration_seconds": 601,
        "completion_rate_percent": 66.7,
    }


def test_pause(yogaflow: Program) -> None:
    """The time practised stands still from then on."""
    yogaflow.done("start")
    paused = yogaflow.at("2026-11-23T07:35:00Z").json("pause")
    assert (paused["state"], paused["duration_seconds"]) == ("paused", 300)
    later = yogaflow.at("2026-11-23T07:45:00Z").json("current")
    assert (later["state"], later["duration_seconds"], later["elapsed_seconds"]) == ("paused", 300, 900)


def test_pause_an_unknown_session(yogaflow: Program) -> None:
    """A number that nobody has is not there."""
    yogaflow.done("start")
    yogaflow.refused(3, "session_not_found", "pause", "999")


def test_pause_another_users_session(two_people: Program) -> None:
    """It runs on."""
    two_people.refused(5, "not_yours", "pause", "1")
    assert two_people.json("current", "--profile", "lea")["state"] == "active"


def test_current(yogaflow: Program) -> None:
    """The open session, with its time until now."""
    yogaflow.done("start", SEQUENCE)
    session = yogaflow.at("2026-11-23T07:32:05Z").json("current")
    assert (session["session_id"], session["sequence"]) == (1, SEQUENCE)
    assert (session["duration_seconds"], session["state"]) == (125, "active")


def test_current_with_none_open(yogaflow: Program) -> None:
    """Before the first practice and after the last one there is nothing to show."""
    yogaflow.refused(3, "no_open_session", "current")
    yogaflow.done("start")
    yogaflow.done("complete")
    yogaflow.refused(3, "no_open_session", "current")


def test_current_shows_the_most_recent_one(yogaflow: Program) -> None:
    """Of several open sessions, one of which arrived by import, it is the one that started last."""
    tablet = Program(yogaflow.home.with_name("tablet")).at("2026-11-23T06:00:00Z")
    tablet.done("start")
    tablet.done("export", "json", "-o", "practice.json")
    yogaflow.done("start")
    yogaflow.done("import", "json", "practice.json")
    assert len(yogaflow.json("history")) == 2
    assert yogaflow.json("current")["started_at"] == "2026-11-23T07:30:00Z"


def test_current_unauthorised(yogaflow: Program) -> None:
    """Who does not hold the token of a profile sees nothing of it; who lost it is told what to type."""
    yogaflow.done("start")
    unauthorised(yogaflow).refused(4, "token_wrong", "current")
    yogaflow.token_files()[0].unlink()
    error = yogaflow.refused(4, "token_missing", "current")
    assert "yogaflow profile reset-token" in error["hint"]


def test_a_negative_duration(yogaflow: Program) -> None:
    """Nobody practises less than nothing."""
    yogaflow.done("start")
    error = yogaflow.refused(2, "invalid_value", "complete", "--duration", "-1s")
    assert "negative" in error["message"]
    yogaflow.refused(2, "invalid_value", "log", "--duration", "-45m")


def test_an_excessive_duration(yogaflow: Program) -> None:
    """Four hours are the most that one session holds, and are still allowed."""
    yogaflow.done("start")
    error = yogaflow.refused(2, "invalid_value", "complete", "--duration", "14401s")
    assert "4 hours" in error["message"]
    assert yogaflow.json("complete", "--duration", "14400s")["duration_seconds"] == 14400
