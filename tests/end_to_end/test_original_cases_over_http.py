"""The 18 cases of the API that the program replaced, over HTTP, against a real server."""

from collections.abc import Iterator

import pytest

from tests.end_to_end.serving import Client, Server, serving
from tests.program import Program

SEQUENCE = "sun-salutation-a"
STEPS = 50


@pytest.fixture(scope="module")
def two_people(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A home of Maya and Lea; session 1 is Lea's, and open. Made once and copied often."""
    program = Program(tmp_path_factory.mktemp("two") / "home")
    program.done("profile", "create", "maya")
    program.done("profile", "create", "lea")
    program.done("profile", "use", "maya")
    program.done("start", SEQUENCE, "--note", "a secret of Lea's", "--profile", "lea")
    return program


@pytest.fixture
def server(yogaflow: Program, two_people: Program) -> Iterator[Server]:
    """A server where both practise."""
    with serving(yogaflow.with_a_copy_of(two_people.home)) as server:
        yield server


@pytest.fixture
def maya(server: Server) -> Client:
    """Maya, proven."""
    return server.client("maya")


def test_start_with_a_sequence(maya: Client) -> None:
    """A session begins with the plan of a sequence, by its name, and again by the number of the frozen one."""
    session = maya.start(sequence=SEQUENCE)
    assert (session["sequence"], session["profile"]) == (SEQUENCE, "maya")
    assert (session["poses_planned"], session["poses_completed"]) == (STEPS, 0)
    assert (session["state"], session["completion_status"]) == ("active", "abandoned")
    assert (session["started_at"], session["completed_at"]) == ("2026-11-23T07:30:00Z", None)
    maya.complete(session["session_id"])
    again = maya.start(sequence_id=session["sequence_id"])
    assert (again["sequence_id"], again["sequence"]) == (session["sequence_id"], SEQUENCE)


def test_start_without_a_sequence(maya: Client) -> None:
    """A session without a plan is free practice; a body may be left out."""
    session = maya.done("POST", "/sessions/start", status=201)
    assert (session["sequence_id"], session["sequence"], session["poses_planned"]) == (None, None, 0)
    assert session["state"] == "active"


def test_start_with_an_unknown_sequence(server: Server, maya: Client) -> None:
    """Nothing begins, and the nearest names are said; another's number is unknown, too."""
    error = maya.refused(404, "sequence_not_found", "POST", "/sessions/start", {"sequence": "sun-salutation-x"})
    assert SEQUENCE in error["hint"]
    maya.refused(404, "sequence_not_found", "POST", "/sessions/start", {"sequence_id": 999})
    of_lea = server.client("lea").done("GET", "/sessions/current")["sequence_id"]
    maya.refused(404, "sequence_not_found", "POST", "/sessions/start", {"sequence_id": of_lea})
    maya.refused(404, "no_open_session", "GET", "/sessions/current")


def test_start_unauthorised(server: Server) -> None:
    """Who shows no web token begins nothing."""
    reply = server.nobody.ask("POST", "/sessions/start", {})
    assert (reply.status, reply.error["code"]) == (401, "token_missing")
    assert reply.headers["www-authenticate"] == "Bearer"
    server.client("maya").refused(404, "no_open_session", "GET", "/sessions/current")


def test_complete(maya: Client) -> None:
    """A session ends with the duration that is stated."""
    session = maya.complete(maya.start(sequence=SEQUENCE)["session_id"], duration_seconds=300, poses_completed=STEPS)
    assert (session["completed_at"], session["duration_seconds"]) == ("2026-11-23T07:30:00Z", 300)
    assert (session["completion_status"], session["state"]) == ("completed", "ended")
    assert session["poses_completed"] == session["poses_planned"] == STEPS
    maya.refused(404, "no_open_session", "GET", "/sessions/current")


def test_complete_partially(maya: Client) -> None:
    """The status is the one that is stated, and the minutes practised are kept."""
    number = maya.start(sequence=SEQUENCE)["session_id"]
    session = maya.complete(number, duration_seconds=180, poses_completed=30, completion_status="partial")
    assert (session["completion_status"], session["poses_completed"]) == ("partial", 30)
    assert session["duration_seconds"] == 180


def test_complete_an_unknown_session(maya: Client) -> None:
    """A number that nobody has is not there."""
    maya.start()
    maya.refused(404, "session_not_found", "POST", "/sessions/complete", {"session_id": 999})


def test_complete_another_users_session(server: Server, maya: Client) -> None:
    """It stays open, and not a word of it is said."""
    error = maya.refused(403, "not_yours", "POST", "/sessions/complete", {"session_id": 1})
    assert "secret" not in str(error)
    assert SEQUENCE not in str(error)
    assert server.client("lea").done("GET", "/sessions/current")["state"] == "active"


def test_complete_gives_statistics(maya: Client) -> None:
    """Total, time, average and rate of completion come back with the session that ended."""
    maya.complete(maya.start()["session_id"], duration_seconds=600, completion_status="partial")
    maya.complete(maya.start()["session_id"], duration_seconds=300)
    session = maya.complete(maya.start()["session_id"], duration_seconds=901)
    assert session["statistics"] == {
        "total_sessions": 2,
        "total_practice_time_seconds": 1201,
        "average_duration_seconds": 601,
        "completion_rate_percent": 66.7,
    }


def test_pause(maya: Client) -> None:
    """The time practised is the one that is stated, and stands still."""
    number = maya.start()["session_id"]
    paused = maya.done("PUT", f"/sessions/{number}/pause", {"duration_so_far": 300})
    assert (paused["state"], paused["duration_seconds"]) == ("paused", 300)
    assert maya.done("GET", "/sessions/current")["duration_seconds"] == 300


def test_pause_an_unknown_session(maya: Client) -> None:
    """A number that nobody has is not there."""
    maya.start()
    maya.refused(404, "session_not_found", "PUT", "/sessions/999/pause", {"duration_so_far": 300})


def test_pause_another_users_session(server: Server, maya: Client) -> None:
    """It runs on."""
    maya.refused(403, "not_yours", "PUT", "/sessions/1/pause", {"duration_so_far": 300})
    assert server.client("lea").done("GET", "/sessions/current")["state"] == "active"


def test_current(server: Server, maya: Client) -> None:
    """The open session, with its time until now."""
    number = maya.start(sequence=SEQUENCE)["session_id"]
    server.end()
    with serving(server.program.at("2026-11-23T07:32:05Z")) as later:
        session = later.client("maya").done("GET", "/sessions/current")
    assert (session["session_id"], session["sequence"]) == (number, SEQUENCE)
    assert (session["duration_seconds"], session["state"]) == (125, "active")


def test_current_with_none_open(maya: Client) -> None:
    """Before the first practice and after the last one there is nothing to show."""
    maya.refused(404, "no_open_session", "GET", "/sessions/current")
    maya.complete(maya.start()["session_id"])
    maya.refused(404, "no_open_session", "GET", "/sessions/current")


def test_current_shows_the_most_recent_one(server: Server, maya: Client) -> None:
    """Of several open sessions, one of which arrived by import, it is the one that started last."""
    program = server.program
    tablet = Program(program.home.with_name("tablet")).at("2026-11-23T06:00:00Z")
    tablet.done("start")
    tablet.done("export", "json", "-o", "practice.json")
    number = maya.start()["session_id"]
    program.done("import", "json", "practice.json")
    assert len(maya.done("GET", "/sessions/history")["sessions"]) == 2
    assert maya.done("GET", "/sessions/current")["session_id"] == number


def test_current_unauthorised(server: Server) -> None:
    """Who shows no web token sees nothing."""
    server.nobody.refused(401, "token_missing", "GET", "/sessions/current")


def test_a_negative_duration(maya: Client) -> None:
    """Nobody practises less than nothing."""
    number = maya.start()["session_id"]
    body = {"session_id": number, "duration_seconds": -1}
    error = maya.refused(422, "invalid_value", "POST", "/sessions/complete", body)
    assert "duration_seconds" in error["message"]
    maya.refused(422, "invalid_value", "PUT", f"/sessions/{number}/pause", {"duration_so_far": -1})
    assert maya.done("GET", "/sessions/current")["state"] == "active"


def test_an_excessive_duration(maya: Client) -> None:
    """Four hours are the most that one session holds, and are still allowed."""
    number = maya.start()["session_id"]
    body = {"session_id": number, "duration_seconds": 14401}
    assert "14400" in maya.refused(422, "invalid_value", "POST", "/sessions/complete", body)["message"]
    assert maya.complete(number, duration_seconds=14400)["duration_seconds"] == 14400
