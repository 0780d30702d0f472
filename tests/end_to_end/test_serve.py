"""What the server does beside the command line: one practice, seen from both."""

import threading
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.end_to_end.serving import Server, held, serving
from tests.program import Program

SEQUENCE = "sun-salutation-a"


@pytest.fixture(scope="module")
def years_home(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A home with a week of practice, made once and copied often."""
    program = Program(tmp_path_factory.mktemp("years") / "home")
    for day in range(16, 23):
        options = ["--tag", "sea"] if day % 2 else ["--style", "yin", "--note", "slow and calm"]
        program.done("log", "--start", f"2026-11-{day} 07:00", "--duration", "30m", *options)
    return program


@pytest.fixture
def server(yogaflow: Program, years_home: Program) -> Iterator[Server]:
    """A server over that week; it is Monday, 08:30 in Berlin."""
    with serving(yogaflow.with_a_copy_of(years_home.home)) as server:
        yield server


def test_a_practice_is_the_same_from_both_sides(server: Server) -> None:
    """What a client starts, `yogaflow current` shows at each step, and the prompt's file as well."""
    client, program = server.client(), server.program
    number = client.start(sequence=SEQUENCE, note="By the sea")["session_id"]
    assert program.json("current") == client.done("GET", "/sessions/current")
    assert "active" in (program.home / "state" / "open-practices").read_text()
    client.done("PUT", f"/sessions/{number}/pause")
    assert program.json("current")["state"] == "paused"
    assert "paused" in (program.home / "state" / "open-practices").read_text()
    program.done("resume")
    assert client.done("GET", "/sessions/current")["state"] == "active"
    ended = client.complete(number, duration_seconds=285, effort=4, mood=5, note="It went well")
    statistics = ended.pop("statistics")
    assert program.json("show", str(number))["note"] == ended["note"] == "By the sea\nIt went well"
    stats = program.json("stats")
    assert statistics == {key: stats[key] for key in statistics}
    program.refused(3, "no_open_session", "current")


def test_the_command_line_takes_back_what_a_client_did(server: Server) -> None:
    """Every request that writes is one change."""
    client = server.client()
    number = client.start()["session_id"]
    client.done("DELETE", f"/sessions/{number}")
    client.refused(404, "session_not_found", "PUT", f"/sessions/{number}/pause")
    server.program.done("undo")
    assert client.done("GET", "/sessions/current")["session_id"] == number


def test_the_rules_of_the_command_line_hold(server: Server) -> None:
    """A second start, a second pause, a practice that ended: 409, as exit code 6."""
    client = server.client()
    number = client.start()["session_id"]
    client.refused(409, "already_open", "POST", "/sessions/start", {})
    client.done("PUT", f"/sessions/{number}/pause")
    client.refused(409, "already_paused", "PUT", f"/sessions/{number}/pause")
    client.done("PUT", f"/sessions/{number}/resume")
    client.refused(409, "already_active", "PUT", f"/sessions/{number}/resume")
    client.complete(number)
    client.refused(409, "already_ended", "PUT", f"/sessions/{number}/resume")
    client.refused(409, "already_ended", "POST", "/sessions/complete", {"session_id": number})


def test_a_forgotten_practice_needs_its_duration(server: Server) -> None:
    """Past four hours nobody guesses: 422, and the hint names the key."""
    number = server.client().start()["session_id"]
    server.end()
    with serving(server.program.at("2026-11-23T12:00:00Z")) as later:
        client = later.client()
        error = client.refused(422, "needs_an_answer", "POST", "/sessions/complete", {"session_id": number})
        assert "duration_seconds" in error["hint"]
        assert client.complete(number, duration_seconds=1800)["duration_seconds"] == 1800


def test_history_is_paged_newest_first(server: Server) -> None:
    """Every session comes once, also when others come and go between two pages."""
    client = server.client()
    first = client.done("GET", "/sessions/history?limit=3")
    assert [session["practice_day"] for session in first["sessions"]] == ["2026-11-22", "2026-11-21", "2026-11-20"]
    client.start()
    client.done("DELETE", f"/sessions/{first['sessions'][2]['session_id']}")
    second = client.done("GET", f"/sessions/history?limit=3&cursor={first['next_cursor']}")
    assert [session["practice_day"] for session in second["sessions"]] == ["2026-11-19", "2026-11-18", "2026-11-17"]
    third = client.done("GET", f"/sessions/history?limit=3&cursor={second['next_cursor']}")
    assert [session["practice_day"] for session in third["sessions"]] == ["2026-11-16"]
    assert third["next_cursor"] is None


def test_history_has_the_filters_of_the_command(server: Server) -> None:
    """Period, style, tag, status, sequence and words of the note."""
    client = server.client()
    for query, days in [
        ("period=2026-11-16..2026-11-17", 2),
        ("from=2026-11-20&to=yesterday", 3),
        ("style=Yin", 4),
        ("tag=sea", 3),
        ("search=calm", 4),
        ("status=completed", 7),
        ("sequence=yin-45", 0),
    ]:
        assert len(client.done("GET", f"/sessions/history?{query}")["sessions"]) == days, query
    client.refused(422, "invalid_value", "GET", "/sessions/history?period=someday")
    client.refused(422, "usage", "GET", "/sessions/history?period=today&from=today")
    client.refused(404, "sequence_not_found", "GET", "/sessions/history?sequence=nowhere")


def test_statistics_and_calendar_are_those_of_the_command(server: Server) -> None:
    """The same objects, key by key."""
    client, program = server.client(), server.program
    assert client.done("GET", "/sessions/stats") == program.json("stats")
    by_week = client.done("GET", "/sessions/stats?period=this-year&by=week")
    assert by_week == program.json("stats", "this-year", "--by", "week")
    assert client.done("GET", "/sessions/calendar") == program.json("calendar")
    assert client.done("GET", "/sessions/calendar?period=2026-11") == program.json("calendar", "2026-11")


def test_a_patch_changes_what_it_names_and_nothing_else(server: Server) -> None:
    """Null empties, tags are replaced, times are measured anew; the zone of the person holds."""
    client = server.client()
    before = client.done("GET", "/sessions/history?limit=1")["sessions"][0]
    path = f"/sessions/{before['session_id']}"
    body = {"tags": ["Hill"], "note": None, "effort": 7, "sequence": SEQUENCE, "started_at": "2026-11-22 07:10"}
    after = client.done("PATCH", path, body)
    changed = {key for key, value in after.items() if before[key] != value}
    assert changed == {
        *("tags", "note", "effort", "sequence", "sequence_id", "poses_planned", "poses_completed"),
        *("started_at", "duration_seconds", "elapsed_seconds"),
    }
    assert (after["tags"], after["note"], after["duration_seconds"]) == (["hill"], None, 20 * 60)
    assert client.done("PATCH", path, {"sequence": None, "tags": None})["tags"] == []
    assert client.done("PATCH", path, {}) == client.done("GET", "/sessions/history?limit=1")["sessions"][0]


def test_a_patch_that_overlaps_is_refused_unless_it_is_meant(server: Server) -> None:
    """As `--overlap` does."""
    client = server.client()
    number = client.done("GET", "/sessions/history?limit=1")["sessions"][0]["session_id"]
    body = {"started_at": "2026-11-21T07:10:00+01:00", "completed_at": "2026-11-21T07:20:00+01:00"}
    error = client.refused(409, "overlap", "PATCH", f"/sessions/{number}", body)
    assert "overlap" in error["hint"]
    assert client.done("PATCH", f"/sessions/{number}", body | {"overlap": True})["duration_seconds"] == 600


def test_deleting_for_ever_leaves_no_trace(server: Server) -> None:
    """As `--forever` does: undo does not find it."""
    client = server.client()
    number = client.start(note="unmentionable")["session_id"]
    client.done("DELETE", f"/sessions/{number}?forever=true")
    assert b"unmentionable" not in server.program.recorded()


def test_sequences_are_listed_with_the_number_of_their_frozen_copy(server: Server) -> None:
    """A client finds both ways to name one."""
    client = server.client()
    before = {found["sequence"]: found for found in client.done("GET", "/sequences")}
    assert [*before] == [found["sequence"] for found in server.program.json("sequence", "list")]
    assert before[SEQUENCE]["sequence_id"] is None
    session = client.start(sequence=SEQUENCE)
    after = {found["sequence"]: found for found in client.done("GET", "/sequences")}
    assert after[SEQUENCE]["sequence_id"] == session["sequence_id"]


def test_sequences_of_ones_own_are_seen_as_soon_as_they_are_written(server: Server) -> None:
    """And gone as soon as they are deleted; one that is broken is left out."""
    client, program = server.client(), server.program

    def own() -> list[str]:
        return [found["sequence"] for found in client.done("GET", "/sequences") if not found["shipped"]]

    assert own() == []
    program.done("sequence", "create", "evening")
    assert own() == ["evening"]
    (program.data / "sequences" / "evening.toml").write_text("broken = ")
    assert own() == []
    program.done("sequence", "delete", "evening", "--yes")
    assert client.done("GET", "/sequences")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/sessions/start", {"sequence": SEQUENCE, "sequence_id": 1}),
        ("POST", "/sessions/start", {"seqence": SEQUENCE}),
        ("POST", "/sessions/start", {"mood": "3"}),
        ("POST", "/sessions/start", {"mood": True}),
        ("POST", "/sessions/start", {"mood": 6}),
        ("POST", "/sessions/start", {"note": "\x1b[31mred"}),
        ("POST", "/sessions/start", {"note": "\ud800"}),
        ("POST", "/sessions/start", {"tags": ["a;b"]}),
        ("POST", "/sessions/start", {"tags": "sea"}),
        ("POST", "/sessions/start", {"time_zone": "Europe/Nowhere"}),
        ("POST", "/sessions/start", {"time_zone": "../../etc/passwd"}),
        ("POST", "/sessions/start", []),
        ("POST", "/sessions/start", b"{"),
        ("POST", "/sessions/start", b'{"note": "\xff"}'),
        ("POST", "/sessions/start", b'{"mood": 1' + b"0" * 5000 + b"}"),
        ("POST", "/sessions/start", b"[" * 20000),
        ("POST", "/sessions/complete", {}),
        ("POST", "/sessions/complete", {"session_id": 2**63}),
        ("POST", "/sessions/complete", {"session_id": 1, "duration_seconds": 1.5}),
        ("POST", "/sessions/complete", b'{"session_id": 1, "duration_seconds": NaN}'),
        ("POST", "/sessions/complete", {"session_id": 1, "completion_status": "finished"}),
        ("PATCH", "/sessions/1", {"started_at": "2027-01-01T00:00:00Z"}),
        ("PATCH", "/sessions/1", {"started_at": "someday"}),
        ("PATCH", "/sessions/1", {"completed_at": "2026-11-16T05:00:00Z"}),
        ("GET", "/sessions/history?limit=0", None),
        ("GET", "/sessions/history?limit=101", None),
        ("GET", "/sessions/history?cursor=1", None),
        ("GET", "/sessions/history?search=%00", None),
        ("GET", "/sessions/history?search=%FF%1B", None),
        ("GET", "/sessions/stats?by=hours", None),
        ("GET", "/sessions/calendar?from=2026-02-30", None),
        ("DELETE", "/sessions/9999999999999999", None),
        ("PATCH", "/sessions/1", {"started_at": None}),
        ("PATCH", "/sessions/1", {"poses_completed": None}),
    ],
)
def test_bad_input_changes_nothing(shared: Server, method: str, path: str, body: object) -> None:
    """Each gets 422 and one clear line."""
    before = shared.program.recorded()
    error = shared.client().refused(422, "usage" if "sequence_id" in str(body) else "invalid_value", method, path, body)
    assert "\n" not in error["message"]
    assert shared.program.recorded() == before


@pytest.mark.parametrize("number", ["99999999999999999999", "1" * 5000, "-1", "one", "1.0", "١"])
def test_what_is_no_number_of_a_session_is_no_endpoint(shared: Server, number: str) -> None:
    """However long it is."""
    shared.client().refused(404, "endpoint_not_found", "PUT", f"/sessions/{quote(number)}/pause")


def test_a_refusal_tells_what_to_send(shared: Server) -> None:
    """Each word for a client, none for a terminal."""
    client = shared.client()
    told = client.ask("POST", "/sessions/complete", b'{"session_id": 1}', Content_Type="text/plain").error
    assert "Content-Type: application/json" in told["hint"]
    told = client.ask("GET", "/sessions/stats?by=x").error
    assert (told["message"], "tag" in told["hint"]) == ("Cannot group by 'x'.", True)
    told = client.ask("POST", "/sessions/start", {"sequence": "nothing like it"}).error
    assert (told["message"], told["hint"]) == (
        "No sequence 'nothing like it'.",
        "All of them: GET /api/v1/sequences",
    )


def test_a_start_counts_from_when_its_turn_has_come(server: Server) -> None:
    """Also by a sequence: one that waits for the end of another does not begin before it."""
    program = server.program.with_the_real_clock()
    server.end()
    with serving(program) as real:
        client = real.client()
        number = client.start()["session_id"]
        with held(program.database):
            ending = threading.Thread(target=client.complete, args=[number])
            ending.start()
            time.sleep(0.3)
            found: list[int] = []
            beginning = threading.Thread(target=lambda: found.append(client.start(sequence=SEQUENCE)["session_id"]))
            beginning.start()
            time.sleep(2.5)
        ending.join()
        beginning.join()
    sessions = {each["session_id"]: each for each in program.json("export", "json")["sessions"]}
    assert sessions[found[0]]["started_at"] >= sessions[number]["completed_at"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, years_home: Program) -> Iterator[Server]:
    """One server for those whose requests change nothing."""
    with serving(Program(tmp_path_factory.mktemp("shared") / "home").with_a_copy_of(years_home.home)) as server:
        yield server
