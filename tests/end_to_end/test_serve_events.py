"""The stream of events: what happens to the open session, from wherever, within a second."""

from collections.abc import Iterator

import pytest

from tests.end_to_end.serving import Server, serving
from tests.program import Program

A_SECOND = 3.0
"""From the end of the command to the event: a second, which the benchmark holds, and two for other tests beside it."""


@pytest.fixture
def server(begun: Program) -> Iterator[Server]:
    """A server beside session 1, which runs since 08:30."""
    with serving(begun) as server:
        yield server


def test_it_begins_with_the_open_session(server: Server) -> None:
    """Who comes later knows as much as who was there."""
    with server.client().events() as events:
        assert events.next() == server.client().done("GET", "/sessions/current")


def test_a_client_sees_what_is_done_on_the_command_line(server: Server) -> None:
    """Pause, resume, complete, and a new start, each within a second."""
    with server.client().events() as events:
        assert events.next()["state"] == "active"
        server.program.done("pause")
        assert events.next(A_SECOND)["state"] == "paused"
        server.program.done("resume")
        assert events.next(A_SECOND)["state"] == "active"
        server.program.done("complete", "--duration", "5m")
        assert events.next(A_SECOND) is None
        server.program.done("start", "--note", "new\nlines")
        assert events.next(A_SECOND)["note"] == "new\nlines"
        server.program.done("undo")
        assert events.next(A_SECOND) is None


def test_a_client_sees_what_another_client_does(server: Server) -> None:
    """All of them."""
    client = server.client()
    with client.events() as first, client.events() as second:
        assert (first.next()["state"], second.next()["state"]) == ("active", "active")
        client.done("PUT", "/sessions/1/pause")
        assert (first.next(A_SECOND)["state"], second.next(A_SECOND)["state"]) == ("paused", "paused")


def test_what_others_do_is_not_told(begun: Program) -> None:
    """Another profile's changes, and those of ended sessions, are no events."""
    begun.done("profile", "create", "lea")
    begun.done("profile", "use", "maya")
    with serving(begun) as server, server.client("maya").events() as events:
        events.next()
        begun.done("start", "--profile", "lea")
        begun.done("log", "--start", "07:00", "--end", "07:10")
        begun.done("pause")
        assert events.next(A_SECOND)["state"] == "paused"


def test_it_ends_with_the_web_token(server: Server) -> None:
    """`profile lock` closes the door on who is inside."""
    with server.client().events() as events:
        events.next()
        server.program.done("profile", "lock")
        events.end(A_SECOND)


def test_it_ends_with_the_server(server: Server) -> None:
    """SIGTERM waits for no listener."""
    with server.client().events() as events:
        events.next()
        code, _ = server.end()
        assert code == 143
        events.end()


def test_a_database_that_was_put_back_is_another(server: Server) -> None:
    """`restore` replaces the file that the server has open, and ends every web token: the server goes on with it."""
    program, before = server.program, server.client()
    with before.events() as events:
        events.next()
        program.done("backup")
        program.done("complete", "--duration", "5m")
        assert events.next(A_SECOND) is None
        program.done("restore", "latest")
        events.end(A_SECOND)
    before.refused(401, "token_wrong", "GET", "/sessions/current")
    with server.client().events() as events:
        assert events.next()["session_id"] == 1
        program.done("pause")
        assert events.next(A_SECOND)["state"] == "paused"


def test_without_a_web_token_there_are_none(server: Server) -> None:
    """The refusal is an error object, and no stream."""
    server.nobody.refused(401, "token_missing", "GET", "/sessions/events")
