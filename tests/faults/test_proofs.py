"""No command on a profile's data without that profile's token, and none on another's sessions."""

import shutil
from pathlib import Path

import pytest

from tests.faults.conftest import Show
from tests.faults.every_command import CALLS, command_line, names, numbered_names, open_names, proven_names
from tests.faults.extent import is_long
from tests.program import Program

pytestmark = pytest.mark.fault

CYRILLIC, NOT_UTF_8 = "ключ", "a\udcff"
MINE, THEIRS, NOBODYS = "1", "2", "99999"
QUICK = ("another's token", "a non-ASCII file", "no token")
MISSING = ("no token", "a file that is not there", "an empty file")
SECRET = "a secret of lea"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Maya and Lea have an open practice each, 1 and 2; commands are about Maya."""
    program = Program(tmp_path_factory.mktemp("shared") / "home")
    for words in ("start", "rest add today", "sequence create evening", "profile create lea", "profile use maya"):
        program.done(*words.split())
    program.done("start", "--profile", "lea", "--note", SECRET)
    program.done("log", "--duration", "5m", "--overlap")
    program.done("export", "csv", "-o", "practice.csv")
    return program


def copied(program: Program, folder: Path) -> Program:
    """The same home elsewhere, to be changed."""
    copy = Program(folder / "home")
    shutil.copytree(program.home, copy.home)
    shutil.copy(program.home.with_name("practice.csv"), folder)
    return copy


def token_of(program: Program, name: str) -> str:
    """What is in the private file of a profile."""
    (file,) = (file for file in program.token_files() if file.name.startswith(f"{name}@"))
    return file.read_text(encoding="utf-8").strip()


def file_with(folder: Path, token: bytes) -> str:
    """A private file with a token."""
    path = folder / f"token-{token.hex()[:40]}"
    path.write_bytes(token)
    path.chmod(0o600)
    return str(path)


def wrong_proofs(shared: Program, folder: Path) -> dict[str, Program]:
    """The program with whatever may stand in place of Maya's token; the long form tries every kind."""
    (folder / "lost").mkdir()
    lost = copied(shared, folder / "lost")
    for file in lost.token_files():
        file.unlink()
    others = token_of(shared, "lea")
    every = {
        "another's token": shared.of(YOGAFLOW_TOKEN=others),
        "a non-ASCII file": shared.of(YOGAFLOW_TOKEN_FILE=file_with(folder, CYRILLIC.encode())),
        "no token": lost,
        "a non-ASCII variable": shared.of(YOGAFLOW_TOKEN=CYRILLIC),
        "a variable that is not UTF-8": shared.of(YOGAFLOW_TOKEN=NOT_UTF_8),
        "another's token in a file": shared.of(YOGAFLOW_TOKEN_FILE=file_with(folder, others.encode())),
        "a file that is not there": shared.of(YOGAFLOW_TOKEN_FILE=str(folder / "absent")),
        "an empty file": shared.of(YOGAFLOW_TOKEN_FILE=file_with(folder, b"\n")),
        "a file that is not UTF-8": shared.of(YOGAFLOW_TOKEN_FILE=file_with(folder, b"\xff\x00\xfe")),
    }
    return {kind: program for kind, program in every.items() if is_long() or kind in QUICK}


def test_every_command_is_listed() -> None:
    """Who adds a command says here how it is called, and why where it asks for no token."""
    assert [name for name in names() if name not in CALLS] == []


def test_no_command_answers_without_the_token(shared: Program, tmp_path: Path, show: Show) -> None:
    """Contract 5: exit 4, an error that says what to type next, and not a byte changed."""
    proofs = wrong_proofs(shared, tmp_path)
    for kind, program in proofs.items():
        expected = "token_missing" if kind in MISSING else "token_wrong"
        for name in proven_names():
            error = program.refused(4, expected, *command_line(name, MINE))
            assert error["hint"], (kind, name)
    calls = len(proofs) * len(proven_names())
    show(
        "missing, wrong, non-ASCII token, for every command",
        f"{len(proven_names())} commands, {len(proofs)} kinds, {calls} calls: all exit 4; nothing changed",
    )


def test_what_asks_for_no_token_works_beside_a_wrong_one(shared: Program, tmp_path: Path) -> None:
    """Contract 5: lists, files of the OS account, and what ends access; each has its reason in the list."""
    for name in open_names():
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        result = copied(shared, folder).of(YOGAFLOW_TOKEN="wrong").run(*command_line(name), "--json")
        assert result.code == 0 or (result.code != 4 and CALLS[name].may_refuse), (name, result)
        assert SECRET not in result.out + result.err, name


def test_no_command_reaches_anothers_session(shared: Program, show: Show) -> None:
    """Rule 2: another's number is exit 5 and not a word about it, a number that nobody has is exit 3."""
    for name in numbered_names():
        told = shared.refused(5, "not_yours", *command_line(name, THEIRS))
        assert told["message"] == "Session 2 is not yours.", name
        shared.refused(3, "session_not_found", *command_line(name, NOBODYS))
    shared.refused(5, "not_yours", "delete", MINE, THEIRS, "--yes")
    show(
        "another's session; unknown session, for every command that takes one",
        f"{len(numbered_names())} commands: exit 5 without a word about it; exit 3; nothing changed",
    )
