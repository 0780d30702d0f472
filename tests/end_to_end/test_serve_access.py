"""Who gets in: a token for an hour, names that the server answers to, and how much it listens to."""

import base64
import hmac
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.end_to_end.serving import API, Client, Server, serving
from tests.program import Program
from yogaflow_cli.server.wrong_tokens import MOST_WRONG
from yogaflow_cli.vault.web_token import key_of

MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def two_homes(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A home of Maya and Lea, made once and copied often."""
    program = Program(tmp_path_factory.mktemp("two") / "home")
    for name in ("maya", "lea"):
        program.done("profile", "create", name)
        program.done("start", "--profile", name)
    program.done("profile", "use", "maya")
    return program


@pytest.fixture
def server(yogaflow: Program, two_homes: Program) -> Iterator[Server]:
    """A server where both practise."""
    with serving(yogaflow.with_a_copy_of(two_homes.home)) as server:
        yield server


def test_a_token_gives_a_web_token_for_an_hour(server: Server) -> None:
    """It proves the profile whose token it was."""
    told = server.admission("lea")
    assert (told["profile"], told["token_type"], told["expires_in"]) == ("lea", "bearer", 3600)
    assert told["expires_at"] == "2026-11-23T08:30:00Z"
    session = Client(server.port, told["access_token"]).done("GET", "/sessions/current")
    assert (session["profile"], session["session_id"]) == ("lea", 2)


def test_a_named_profile_must_be_the_tokens_own(server: Server) -> None:
    """Which profiles there are, is not told: the answer is the same for one that is not here."""
    token = token_of(server.program, "lea")
    assert server.nobody.done("POST", "/token", {"token": token, "profile": "lea"})["profile"] == "lea"
    others = [server.nobody.ask("POST", "/token", {"token": token, "profile": name}) for name in ("maya", "nobody")]
    assert [reply.status for reply in others] == [401, 401]
    assert others[0].body == others[1].body


def test_an_hour_later_it_has_expired(server: Server) -> None:
    """To the second."""
    web_token = server.admission("maya")["access_token"]
    server.end()
    for moment, status in (("2026-11-23T08:29:59Z", 200), ("2026-11-23T08:30:00Z", 401)):
        with serving(server.program.at(moment)) as later:
            reply = Client(later.port, web_token).ask("GET", "/sessions/current")
            assert reply.status == status
    assert (reply.error["code"], "expired" in reply.error["message"]) == ("token_wrong", True)


@pytest.mark.parametrize("command", ["lock", "reset-token"])
def test_lock_and_a_new_token_end_it_at_once(server: Server, command: str) -> None:
    """Of that profile alone, and while the server runs."""
    maya, lea = server.client("maya"), server.client("lea")
    maya.done("GET", "/sessions/current")
    server.program.done("profile", command, "maya")
    maya.refused(401, "token_wrong", "GET", "/sessions/current")
    lea.done("GET", "/sessions/current")
    server.client("maya").done("GET", "/sessions/current")


def test_a_deleted_profile_is_nobody(server: Server) -> None:
    """Its web token ends with it."""
    lea = server.client("lea")
    server.program.done("profile", "delete", "lea", "--yes")
    lea.refused(401, "token_wrong", "GET", "/sessions/current")


def claims_of(web_token: str) -> dict[str, object]:
    """What a web token says."""
    held: dict[str, object] = json.loads(decoded(web_token.split(".")[1]))
    return held


def decoded(part: str) -> bytes:
    """A part of a web token."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def encoded(content: bytes) -> str:
    """The same the other way round."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def forged(header: dict[str, object], claims: dict[str, object], key: str | None, digest: str = "sha256") -> str:
    """A web token of one's own making, signed under a key, or not at all."""
    signed = f"{encoded(json.dumps(header).encode())}.{encoded(json.dumps(claims).encode())}"
    signature = b"" if key is None else hmac.new(key.encode(), signed.encode(), digest).digest()
    return f"{signed}.{encoded(signature)}"


def secret_of(program: Program, name: str) -> str:
    """The secret that signs a profile's web tokens."""
    with sqlite3.connect(program.database) as connection:
        (secret,) = connection.execute("SELECT ticket_secret FROM profiles WHERE name = ?", [name]).fetchone()
    connection.close()
    return str(secret)


def token_of(program: Program, name: str) -> str:
    """The token of a profile, where it lies in a file."""
    (file,) = [file for file in program.token_files() if name in file.name]
    return file.read_text().strip()


HS256: dict[str, object] = {"alg": "HS256", "typ": "JWT"}


def test_forged_tokens_prove_nobody(server: Server) -> None:
    """Not `alg=none`, not another's key, not other claims, not the secret itself; the true key would do."""
    genuine = server.admission("maya")["access_token"]
    claims = claims_of(genuine)
    of_lea = claims_of(server.admission("lea")["access_token"])
    secret = secret_of(server.program, "maya")
    key = key_of(secret)
    later = int((MORNING + timedelta(days=365)).timestamp())
    head, body, signature = genuine.split(".")
    tokens = {
        "none": forged({"alg": "none"}, claims, None),
        "None": forged({"alg": "None", "typ": "JWT"}, claims, None),
        "an empty signature": f"{head}.{body}.",
        "another algorithm's name": forged({"alg": "HS512", "typ": "JWT"}, claims, key),
        "another algorithm": forged({"alg": "HS512", "typ": "JWT"}, claims, key, "sha512"),
        "the secret itself": forged(HS256, claims, secret),
        "an empty key": forged(HS256, claims, ""),
        "no secret's key": forged(HS256, claims, key_of("")),
        "a longer time": f"{head}.{encoded(json.dumps(claims | {'exp': later}).encode())}.{signature}",
        "another's name": f"{head}.{encoded(json.dumps(claims | {'sub': of_lea['sub']}).encode())}.{signature}",
        "Lea under Maya's key": forged(HS256, of_lea, key),
        "another database": forged(HS256, claims | {"iss": "elsewhere"}, key),
        "nobody": forged(HS256, claims | {"sub": "00000000-0000-0000-0000-000000000000"}, key_of("")),
        "half a letter as a name": forged(HS256, claims | {"sub": "\ud800"}, key),
        "a list as a name": forged(HS256, claims | {"sub": ["maya"]}, key),
        "no end": forged(HS256, {name: value for name, value in claims.items() if name != "exp"}, key),
        "an end that is no number": forged(HS256, claims | {"exp": "tomorrow"}, key),
        "an endless end": forged(HS256, claims | {"exp": 10**400}, key),
        "a list": f"{encoded(b'[]')}.{encoded(b'[]')}.{signature}",
        "the profile's token": token_of(server.program, "maya"),
        "nothing": "",
        "dots": "..",
        "long": "a" * 8000,
    }
    for name, token in tokens.items():
        reply = Client(server.port, token).ask("GET", "/sessions/current")
        assert reply.status == 401, (name, reply)
    assert Client(server.port, forged(HS256, claims, key)).ask("GET", "/sessions/current").status == 200


def test_a_web_token_of_another_database_proves_nobody(server: Server, tmp_path: Path) -> None:
    """Also where the profile has the same name."""
    elsewhere = Program(tmp_path / "elsewhere" / "home")
    elsewhere.home.parent.mkdir()
    elsewhere.done("start")
    with serving(elsewhere) as other:
        foreign = other.admission()["access_token"]
    Client(server.port, foreign).refused(401, "token_wrong", "GET", "/sessions/current")


def test_every_endpoint_but_one_needs_it(server: Server) -> None:
    """What is in the document is asked for, without a web token: 401, and nothing else is told."""
    document = server.nobody.ask("GET", "/openapi.json", is_of_api=False).json
    for path, operations in document["paths"].items():
        for method in operations:
            if (path, method) == (f"{API}/token", "post"):
                continue
            body = {"session_id": 1} if path.endswith("complete") else {} if method == "patch" else None
            asked = path.removeprefix(API).replace("{session_id}", "1")
            server.nobody.refused(401, "token_missing", method.upper(), asked, body)


def test_after_ten_wrong_tokens_an_address_waits(server: Server) -> None:
    """Also with the right one; who has a web token already is not kept from practising."""
    maya = server.client("maya")
    for _ in range(MOST_WRONG):
        server.nobody.refused(401, "token_wrong", "POST", "/token", {"token": "a guess"})
    right = {"token": token_of(server.program, "maya")}
    reply = server.nobody.ask("POST", "/token", right)
    assert (reply.status, reply.error["code"]) == (429, "too_many_tries")
    assert 0 < int(reply.headers["retry-after"]) <= 60
    maya.done("GET", "/sessions/current")


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_names(yogaflow: Program, two_homes: Program) -> None:
    """One who guesses keeps nobody else out, and cannot name another address before the proxy's."""
    with serving(yogaflow.with_a_copy_of(two_homes.home), "--behind-proxy") as server:
        for number in range(MOST_WRONG):
            spoofed = f"198.51.100.{number}, 203.0.113.5"
            server.nobody.ask("POST", "/token", {"token": "a guess"}, X_Forwarded_For=spoofed)
        right = {"token": token_of(server.program, "maya")}
        assert server.nobody.ask("POST", "/token", right, X_Forwarded_For="203.0.113.5").status == 429
        assert server.nobody.ask("POST", "/token", right, X_Forwarded_For="203.0.113.6").status == 200
        for number in range(MOST_WRONG):
            lines = [f"198.51.100.{number}", "203.0.113.7"]
            server.nobody.ask_with_lines("POST", "/token", {"token": "a guess"}, "X-Forwarded-For", lines)
        assert server.nobody.ask("POST", "/token", right, X_Forwarded_For="203.0.113.7").status == 429


def test_it_answers_to_its_own_names_and_to_no_other(yogaflow: Program, two_homes: Program) -> None:
    """A page whose name was made to lead here reads nothing (DNS rebinding); an address is always its own."""
    others = ("evil.example", "localhost.evil.example", "evil.example:8800", "127.0.0.1.nip.io", "")
    own = ("localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8800", "[::1]:8800", "yoga.home.")
    with serving(yogaflow.with_a_copy_of(two_homes.home), "--allow-host", "Yoga.home") as server:
        client = server.client("maya")
        for host in others:
            reply = client.ask("GET", "/sessions/current", Host=host)
            assert (reply.status, reply.error["code"], host) == (421, "wrong_host", host)
            assert reply.headers["cache-control"] == "no-store"
        for host in own:
            assert client.ask("GET", "/sessions/current", Host=host).status == 200, host


def test_pages_of_other_sites_read_nothing_unless_they_are_named(yogaflow: Program, two_homes: Program) -> None:
    """No CORS header at all, or that of the named site alone."""
    front, other = "https://front.example", "https://other.example"
    program = yogaflow.with_a_copy_of(two_homes.home)
    with serving(program) as server:
        assert cors_headers(server.client("maya"), front) == {}
    with serving(program, "--allow-origin", front) as server:
        assert cors_headers(server.client("maya"), front)["access-control-allow-origin"] == front
        assert "access-control-allow-origin" not in cors_headers(server.client("maya"), other)


def cors_headers(client: Client, origin: str) -> dict[str, str]:
    """What a browser that asks beforehand, and then asks, is told."""
    replies = [
        client.ask(method, "/sessions/current", Origin=origin, Access_Control_Request_Method="GET")
        for method in ("OPTIONS", "GET")
    ]
    found = {name: value for reply in replies for name, value in reply.headers.items()}
    return {name: value for name, value in found.items() if name.startswith("access-control")}


@pytest.mark.parametrize("origin", ["foo", "https://x.example/", "https://x.example/page", "*", "null", "HTTPS://X"])
def test_what_no_browser_sends_is_no_origin(yogaflow: Program, origin: str) -> None:
    """It would never match, and nobody would know why."""
    yogaflow.refused(2, "invalid_value", "serve", "--allow-origin", origin)


def test_a_large_body_is_not_read(server: Server) -> None:
    """64 KiB are more than any body has, whether its length is told or not."""
    client = server.client("lea")
    body = b'{"note": "' + b"a" * 70_000 + b'"}'
    client.refused(413, "body_too_large", "POST", "/sessions/start", body)
    chunks = iter([body[:60_000], body[60_000:]])
    client.refused(413, "body_too_large", "POST", "/sessions/start", chunks)


def test_a_body_that_is_not_said_to_be_json_is_none(server: Server) -> None:
    """A form of another site's page sends no JSON."""
    client = server.client("lea")
    reply = client.ask("POST", "/sessions/complete", b'{"session_id": 2}', Content_Type="text/plain")
    assert (reply.status, reply.error["code"]) == (422, "invalid_value")


def test_answers_are_kept_nowhere(server: Server) -> None:
    """They are private: no cache stores them, no browser guesses what they are."""
    headers = server.client("maya").ask("GET", "/sessions/current").headers
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert "server" not in headers


def test_no_secret_is_in_any_output_or_file(server: Server) -> None:
    """Neither a token, given in every wrong place, nor a web token."""
    told = server.admission("maya")
    token, web_token = token_of(server.program, "maya"), told["access_token"]
    for secret in (token, web_token):
        server.nobody.ask("GET", f"/sessions/history?token={secret}")
        server.nobody.ask("POST", "/token", {"token": secret + "x"})
        server.nobody.ask("POST", f"/{secret}", b"\xff", Authorization=f"Basic {secret}")
    _, said = server.end()
    written = [file for file in server.program.home.rglob("*") if file.is_file() and "tokens" not in file.parts]
    for secret in (token, web_token):
        assert secret not in said
        assert [file for file in written if secret.encode() in file.read_bytes()] == []
