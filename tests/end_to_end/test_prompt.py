"""`yogaflow-prompt`: what it prints, when it prints nothing, and how little it does for that."""

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from tests.program import SCRIPT, Program, Result
from yogaflow_cli.prompt.state import KNOWN, STATE_FILE

PROMPT = SCRIPT.with_name("yogaflow-prompt")
MOST_TRIES = 20
DRIVER = """
import os, sys
before = set(sys.modules)
from yogaflow_cli.prompt.program import answer
code = answer(sys.argv[1:])
loaded = sorted(set(sys.modules) - before)
import json
sys.stderr.write(json.dumps([code, loaded]))
"""


@pytest.fixture
def running(yogaflow: Program) -> Program:
    """A practice of hot yoga that began 12 minutes ago by the real clock, with most of a minute left for a test."""
    yogaflow.with_the_real_clock().done(
        *("start", "--ago", "12m2s", "--style", "hot yoga", "--tag", "home", "--note", "a secret")
    )
    return yogaflow


def state_file(program: Program) -> Path:
    """What it reads."""
    return program.home / "state" / STATE_FILE


def prompt(program: Program, *arguments: str | bytes, **environment: str) -> Result:
    """One call of it."""
    ended = subprocess.run([PROMPT, *arguments], env=program.environment | environment, capture_output=True, timeout=60)
    return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def said(program: Program, *arguments: str, **environment: str) -> str:
    """What it prints, when nothing is wrong."""
    result = prompt(program, *arguments, **environment)
    assert (result.code, result.err) == (0, "")
    return result.out


def test_it_says_what_is_practised_and_for_how_long(running: Program) -> None:
    """Then that it is paused, then nothing."""
    assert said(running) == "hot yoga 12m\n"
    running.done("pause")
    assert said(running) == "hot yoga 12m paused\n"
    running.done("complete")
    assert said(running) == ""


def test_it_tells_hours_and_the_limit(yogaflow: Program) -> None:
    """A practice past 4 hours was forgotten."""
    yogaflow.with_the_real_clock().done("start", "--ago", "245m2s")
    assert said(yogaflow) == "practice 4h05m over 4h\n"


def test_a_template_knows_what_current_knows_but_the_note(running: Program) -> None:
    """The same names, the same texts."""
    paused = running.json("pause")
    template = "|".join(f"{{{name}}}" for name in KNOWN)
    for _ in range(MOST_TRIES):
        before = datetime.now(UTC)
        shown = said(running, template)
        # As `current` would have it just before and just after: a second may have begun between the two.
        first, last = (formatted(running, template, moment) for moment in (before, datetime.now(UTC)))
        if first == last:
            break
    assert shown.replace("\n", "") == first.replace("\n", "") == last.replace("\n", "")
    assert said(running, "{{{style}}} {minutes}").startswith("{hot yoga} 12")
    assert paused["note"] == "a secret"


def formatted(program: Program, template: str, moment: datetime) -> str:
    """What `current --format` prints at that moment."""
    fixed = program.of().at(f"{moment:%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z")
    return fixed.say("current", "--format", template)


@pytest.mark.parametrize("template", ["{note}", "{nothing}", "{minutes", "}", "a\x1b[31mb"])
def test_a_wrong_template_is_told_whether_a_practice_is_open_or_not(yogaflow: Program, template: str) -> None:
    """Contract 6: an unknown name exits 2 and lists them."""
    for _ in range(2):
        result = prompt(yogaflow, template)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("yogaflow-prompt: ")
        assert "Traceback" not in result.err
        yogaflow.run("start")
    if template == "{note}":
        assert all(name in result.err for name in KNOWN)


@pytest.mark.parametrize("arguments", [["--wrong"], ["-x"], ["{style}", "{minutes}"], ["--profile"]])
def test_a_wrong_call_is_one_clear_line(yogaflow: Program, arguments: list[str]) -> None:
    """Exit 2 and a hint."""
    result = prompt(yogaflow, *arguments)
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 2)


def test_bytes_that_are_not_utf_8_are_no_traceback(running: Program) -> None:
    """Whatever a status bar hands on."""
    result = prompt(running, b"\xff\xfe")
    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err


def test_help_and_version_are_there() -> None:
    """Without any practice."""
    for option, word in (("--help", "TEMPLATE"), ("-h", "{sequence}"), ("--version", "yogaflow-prompt ")):
        shown = subprocess.run([PROMPT, option], capture_output=True, text=True, check=True)
        assert word in shown.stdout


def test_each_profile_has_its_own(running: Program) -> None:
    """By option, by variable, else the one that is meant."""
    running.done("profile", "create", "ben")
    assert said(running) == ""
    running.done("profile", "use", "maya")
    assert said(running) == "hot yoga 12m\n"
    assert said(running, "--profile", "MAYA") == "hot yoga 12m\n"
    assert said(running, YOGAFLOW_PROFILE="ben") == said(running, "--profile=ben") == said(running, "-p", "ben") == ""
    running.done("start", "--profile", "ben", "--style", "yin", "--ago", "90s")
    assert said(running, "--profile", "ben") == "yin 1m\n"
    assert said(running) == "hot yoga 12m\n"


def test_before_anything_was_recorded_it_says_nothing(yogaflow: Program) -> None:
    """And makes nothing."""
    assert said(yogaflow) == ""
    assert not yogaflow.home.exists()


@pytest.mark.parametrize("content", [b"", b"yogaflow 1\n", b"\xff\xfe", b"\0" * 4096, b"yogaflow 2\nend\n"])
def test_a_damaged_file_shows_nothing(running: Program, content: bytes) -> None:
    """Until the next write."""
    dated_ns = state_file(running).stat().st_mtime_ns
    state_file(running).write_bytes(content)
    os.utime(state_file(running), ns=(dated_ns, dated_ns))
    assert said(running) == ""
    running.done("pause")
    assert said(running) == "hot yoga 12m paused\n"


def test_a_folder_or_a_pipe_in_its_place_shows_nothing(running: Program) -> None:
    """Nobody fills the pipe, and nobody waits for it."""
    state_file(running).unlink()
    state_file(running).mkdir()
    assert said(running) == ""
    state_file(running).rmdir()
    os.mkfifo(state_file(running))
    assert said(running) == ""


def test_a_copied_home_shows_its_own_practice(running: Program, tmp_path: Path) -> None:
    """And no other's: the file is compared with the database beside it."""
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-a", running.home, copy], check=True)
    running.done("complete")
    assert said(running) == ""
    assert said(running, YOGAFLOW_HOME=str(copy)) == "hot yoga 12m\n"


def test_a_database_of_another_time_shows_nothing(running: Program) -> None:
    """Newer: another hand wrote it. Older: a copy was put back. Gone: nobody knows."""
    dated_ns = running.database.stat().st_mtime_ns
    for other_ns in (dated_ns + 1_000_000, dated_ns - 1_000_000):
        os.utime(running.database, ns=(other_ns, other_ns))
        assert said(running) == ""
    os.utime(running.database, ns=(dated_ns, dated_ns))
    assert said(running) == "hot yoga 12m\n"
    running.database.unlink()
    assert said(running) == ""


def test_it_writes_nothing_and_asks_nobody(running: Program) -> None:
    """Neither token nor keyring, and the home stays as it was."""
    for token in running.token_files():
        token.unlink()
    before = {path: path.stat().st_mtime_ns for path in running.home.rglob("*")}
    assert said(running, YOGAFLOW_TOKEN="wrong") == "hot yoga 12m\n"
    assert {path: path.stat().st_mtime_ns for path in running.home.rglob("*")} == before


def test_it_imports_next_to_nothing(running: Program) -> None:
    """Start-up is all that it takes: no typing, datetime, json, pathlib, nor anything that is not Python's own."""
    call = [sys.executable, "-S", "-c", DRIVER]
    environment = running.environment | {"PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run(call, env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout == "hot yoga 12m\n"
    code, loaded = json.loads(ended.stderr)
    ours = {name for name in loaded if name.startswith("yogaflow_cli")}
    assert code == 0
    assert ours == {
        "yogaflow_cli",
        "yogaflow_cli.errors",
        "yogaflow_cli.places",
        "yogaflow_cli.prompt",
        "yogaflow_cli.prompt.program",
        "yogaflow_cli.prompt.state",
        "yogaflow_cli.text",
        "yogaflow_cli.text.cleaning",
        "yogaflow_cli.text.template",
    }
    assert (
        set(loaded) - ours
        <= {"unicodedata", "stat", "_stat", "collections", "collections.abc", "_collections_abc"} | MACHINERY
    )


MACHINERY = {"itertools", "keyword", "operator", "reprlib", "_collections", "_operator", "types"}
"""What `collections` brings, where Python has not loaded it already."""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders")
def test_it_finds_the_file_without_yogaflow_home(running: Program, tmp_path: Path) -> None:
    """By the platform's own rule."""
    del running.environment["YOGAFLOW_HOME"]
    running.environment["HOME"] = str(tmp_path / "person")
    running.done("start", "--style", "yin", "--ago", "90s")
    assert (tmp_path / "person" / ".local" / "state" / "yogaflow" / STATE_FILE).exists()
    assert said(running) == "yin 1m\n"
    assert said(running, XDG_STATE_HOME="relative") == "yin 1m\n"


def test_a_closed_output_is_no_failure(running: Program) -> None:
    """A status bar that went away."""
    ended = subprocess.run(
        ["bash", "-c", '"$0" >&-', PROMPT], env=running.environment, capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    for streams in ("2>&-", ">&- 2>&-", "2>/dev/full"):
        assert subprocess.run(["bash", "-c", f'"$0" --bad {streams}', PROMPT], env=running.environment).returncode == 2


def test_prompt_init_does_not_wait_for_a_database_that_is_held(running: Program) -> None:
    """A shell is to start, whatever another program does."""
    state_file(running).unlink()
    connection = sqlite3.connect(running.database)
    connection.execute("BEGIN EXCLUSIVE")
    began = monotonic()
    running.done("prompt", "init", "bash")
    assert monotonic() - began < 5
    connection.close()
    running.done("prompt", "init", "bash")
    assert said(running) == "hot yoga 12m\n"


def test_prompt_init_refuses_another_shell(yogaflow: Program) -> None:
    """Naming those that it knows."""
    refusal = yogaflow.refused(2, "invalid_value", "prompt", "init", "tcsh")
    assert "bash, zsh, fish" in refusal["hint"]
