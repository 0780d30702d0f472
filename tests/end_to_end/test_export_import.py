"""`export` and `import` as a person types them: contract, sections 2, 6 and 7."""

import csv
import json
import os
import stat
import subprocess
from io import StringIO
from pathlib import Path

import pytest

from tests.program import PATIENCE_SECONDS, Program, script
from yogaflow_cli.domain.session_columns import COLUMNS

HEADER = ",".join(COLUMNS)
NOTE = 'Ruhig, "lang"; सूर्य 🧘'


@pytest.fixture(scope="module")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two ended practices and an open one."""
    yogaflow = Program(tmp_path_factory.mktemp("filled") / "home")
    yogaflow.done("log", "--start", "yesterday 07:00", "--duration", "20m", "--note", NOTE, "--tag", "home")
    yogaflow.done("log", "sun-salutation-a", "--start", "06:00", "--note", "=1+1", "--style", "ashtanga")
    yogaflow.done("start", "--tag", "home")
    return yogaflow.home


@pytest.fixture
def filled(yogaflow: Program, filled_home: Path) -> Program:
    """A program with two ended practices and an open one."""
    return yogaflow.with_a_copy_of(filled_home)


@pytest.fixture
def other(yogaflow: Program, tmp_path: Path) -> Program:
    """Another machine, where yogaflow never ran."""
    other = Program(tmp_path / "other")
    other.environment["YOGAFLOW_TEST_NOW"] = yogaflow.environment["YOGAFLOW_TEST_NOW"]
    return other


@pytest.fixture
def backup(filled: Program, tmp_path: Path) -> Path:
    """The JSON export of the filled program."""
    path = tmp_path / "practice.json"
    filled.done("export", "json", "-o", str(path))
    return path


def by_hand(path: Path, count: int, **keys: object) -> Path:
    """A file with so many sessions, a minute apart."""
    sessions = [
        {"started_at": f"2025-01-{1 + n // 1440:02}T{n // 60 % 24:02}:{n % 60:02}:00Z", "duration_seconds": 1, **keys}
        for n in range(count)
    ]
    path.write_text(json.dumps({"version": 1, "sessions": sessions}), encoding="utf-8")
    return path


def bytes_of(program: Program, *arguments: str) -> bytes:
    """What a call that succeeds writes, byte for byte."""
    ended = subprocess.run([script(), *arguments], env=program.environment, capture_output=True, check=True)
    return ended.stdout


def test_before_any_practice_csv_is_the_header_and_json_has_empty_lists(yogaflow: Program) -> None:
    """Rule 11: reads answer, exit 0, and write nothing."""
    assert bytes_of(yogaflow, "export", "csv").decode() == f"{HEADER}\r\n"
    held = json.loads(yogaflow.say("export", "json"))
    assert (held["version"], held["settings"], held["sequences"], held["sessions"]) == (1, {}, {}, [])
    assert not yogaflow.data.exists()


def test_csv_holds_the_practices_that_ended_the_oldest_first(filled: Program) -> None:
    """In UTF-8 with CRLF, whatever the terminal's language is."""
    ascii_terminal = filled.of(LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    written = bytes_of(ascii_terminal, "export", "csv")
    rows = list(csv.DictReader(StringIO(written.decode(), newline="")))

    assert written.startswith(f"{HEADER}\r\n".encode())
    assert [(row["session_id"], row["duration_seconds"], row["note"]) for row in rows] == [
        ("1", "1200", NOTE),
        ("2", rows[1]["duration_seconds"], "'=1+1"),
    ]
    assert rows[1]["sequence"] == "sun-salutation-a"
    assert bytes_of(filled, "export", "csv") == written


def test_options_of_a_table(filled: Program) -> None:
    """Columns in the order asked for, formulas left, a mark for one maker's spreadsheet."""
    assert bytes_of(filled, "export", "csv", "--columns", "note,session_id", "--raw", "--style", "ashtanga") == (
        b"note,session_id\r\n=1+1,2\r\n"
    )
    assert bytes_of(filled, "export", "csv", "--columns", "session_id", "--tag", "home", "--bom") == (
        b"\xef\xbb\xbfsession_id\r\n1\r\n"
    )
    left = ",".join(column for column in COLUMNS if column not in ("note", "tags"))
    assert bytes_of(filled, "export", "csv", "--without", "tags, note").startswith(f"{left}\r\n".encode())


def test_a_period_and_a_sequence_choose(filled: Program) -> None:
    """As in `history`."""
    only = ("--columns", "session_id")
    assert filled.say("export", "csv", "yesterday", *only).split() == ["session_id", "1"]
    assert filled.say("export", "csv", "--from", "today", *only).split() == ["session_id", "2"]
    assert filled.say("export", "csv", "--sequence", "Sun Salutation A", *only).split() == ["session_id", "2"]
    held = json.loads(filled.say("export", "json", "yesterday"))
    assert [session["session_id"] for session in held["sessions"]] == [1]
    assert held["sequences"] == {}


def test_export_ignores_the_option_json_it_is_data_already(filled: Program) -> None:
    """A script that adds `--json` everywhere gets its CSV."""
    assert bytes_of(filled, "export", "csv", "--json") == bytes_of(filled, "--json", "export", "csv")
    assert bytes_of(filled, "export", "csv", "--json").startswith(HEADER.encode())


def test_wrong_words_are_refused(filled: Program) -> None:
    """Each with what there is."""
    assert "csv, json" in filled.refused(2, "invalid_value", "export", "parquet")["hint"]
    assert "Did you mean csv" in filled.refused(2, "invalid_value", "export", "cvs")["hint"]
    assert "note" in filled.refused(2, "invalid_value", "export", "csv", "--columns", "notes")["hint"]
    filled.refused(2, "invalid_value", "export", "csv", "--without", ",".join(COLUMNS))
    filled.refused(2, "usage", "export", "json", "--columns", "note")
    filled.refused(2, "usage", "export", "json", "--bom")
    filled.refused(2, "usage", "export")
    filled.refused(2, "invalid_value", "export", "csv", "last-century")
    filled.refused(3, "sequence_not_found", "export", "csv", "--sequence", "nonesuch")


def test_a_file_is_written_whole_with_the_rights_of_every_programs_files(filled: Program, tmp_path: Path) -> None:
    """The notice is on standard error; nothing else is left in the folder."""
    folder = tmp_path / "exports"
    folder.mkdir()
    before = os.umask(0o027)
    try:
        answer = filled.done("export", "csv", "-o", str(folder / "practice.csv"))
    finally:
        os.umask(before)

    assert (answer.out, answer.err) == ("", f"Wrote {folder / 'practice.csv'}\n")
    assert (folder / "practice.csv").read_bytes() == bytes_of(filled, "export", "csv")
    assert stat.S_IMODE((folder / "practice.csv").stat().st_mode) == 0o640
    assert [path.name for path in folder.iterdir()] == ["practice.csv"]


def test_a_file_that_is_there_is_overwritten_only_by_force_and_keeps_its_rights(
    filled: Program, tmp_path: Path
) -> None:
    """A private file must not become everybody's."""
    path = tmp_path / "practice.csv"
    path.write_text("mine", encoding="utf-8")
    path.chmod(0o600)
    error = filled.refused(6, "file_exists", "export", "csv", "-o", str(path))
    assert "--force" in error["hint"]
    assert path.read_text(encoding="utf-8") == "mine"

    filled.done("export", "csv", "-o", str(path), "--force")
    assert path.read_bytes().startswith(HEADER.encode())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link_and_a_device_a_device(filled: Program, tmp_path: Path) -> None:
    """To put a file in the place of /dev/null would take it from the whole machine."""
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    filled.done("export", "csv", "-o", str(tmp_path / "link.csv"), "--force")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(HEADER.encode())

    filled.done("export", "csv", "-o", os.devnull, "--force")
    assert Path(os.devnull).is_char_device()


def test_a_file_that_cannot_be_written_is_told(filled: Program, tmp_path: Path) -> None:
    """A folder in its place is a conflict, a missing folder a matter of storage; a dash is standard output."""
    filled.refused(6, "file_exists", "export", "csv", "--force", "-o", str(tmp_path))
    filled.refused(7, "storage_missing", "export", "csv", "-o", str(tmp_path / "nowhere" / "practice.csv"))
    assert bytes_of(filled, "export", "csv", "-o", "-") == bytes_of(filled, "export", "csv")


def test_a_reader_that_goes_away_is_no_failure(filled: Program, tmp_path: Path) -> None:
    """`export csv | head` ends with 0, quietly."""
    filled.done("import", str(by_hand(tmp_path / "many.json", 3000)))
    child = subprocess.Popen(
        [script(), "export", "csv"], env=filled.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.read(10)
    child.stdout.close()

    assert child.stderr.read() == b""
    assert child.wait(PATIENCE_SECONDS) == 0
    child.stderr.close()


def test_while_somebody_pages_through_an_export_practice_goes_on(filled: Program, tmp_path: Path) -> None:
    """A pipe holds 64 KB; the rest must not wait with the database in its hands."""
    filled.done("import", str(by_hand(tmp_path / "many.json", 3000)))
    whole = bytes_of(filled, "export", "csv")
    with subprocess.Popen([script(), "export", "csv"], env=filled.environment, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        first = child.stdout.read(10)
        filled.done("pause")
        assert first + child.stdout.read() == whole


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_a_full_disk_is_told(filled: Program) -> None:
    """Nothing is swallowed."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([script(), "export", "csv"], env=filled.environment, stdout=full, stderr=subprocess.PIPE)

    assert ended.returncode == 7
    assert b"No space left" in ended.stderr


def test_an_export_is_restored_on_another_machine_without_a_difference(
    filled: Program, other: Program, backup: Path
) -> None:
    """Sources, UUIDs, numbers, the open session: all but whose it is and when it was written."""
    answer = other.done("import", str(backup))
    assert answer.out == (
        "Added 3 practices. yogaflow undo takes that back.\n"
        "File           Format  New  Here  Twins  Skipped  Practices       Time\n"
        "practice.json  json      3     0      0        0          3  24 m 45 s\n"
    )
    assert "Made the profile maya" in answer.err

    theirs, ours = json.loads(filled.say("export", "json")), json.loads(other.say("export", "json"))
    assert ours["profile"] != theirs["profile"]
    assert ours | {"profile": None} == theirs | {"profile": None}
    assert bytes_of(other, "export", "csv") == bytes_of(filled, "export", "csv")
    assert other.json("stats") == filled.json("stats")
    assert other.json("current") == filled.json("current")


def test_a_second_import_adds_nothing_and_an_undo_takes_the_first_back(
    filled: Program, other: Program, backup: Path
) -> None:
    """An import is one change."""
    first = other.json("import", "json", str(backup))
    again = other.json("import", str(backup))
    nothing_else = {"near_duplicates": 0, "skipped": 0, "settings": 0, "rests": 0, "dry_run": False}
    (file,) = first.pop("files")
    assert first == {"new": 3, "already_there": 0, "total": 3} | nothing_else
    empty: dict[str, object] = {"near_duplicates": [], "skipped": [], "not_kept": []}
    assert file == empty | {"file": str(backup), "format": "json", "practices": 3, "practised_seconds": 1485} | {
        "new": 3,
        "already_there": 0,
    }
    assert again.pop("files") == [file | {"new": 0, "already_there": 3}]
    assert again == first | {"new": 0, "already_there": 3}
    assert other.say("import", str(backup)).startswith("Nothing to add. 3 of the file's are here already.\n")

    assert other.say("undo") == "Undid import json: session 1 is gone; session 2 is gone; session 3 is gone.\n"
    assert other.json("history") == []
    other.done("redo")
    assert other.json("history") == filled.json("history")


def test_a_dry_run_leaves_a_machine_untouched(filled: Program, other: Program, backup: Path) -> None:
    """Not even a profile is made."""
    assert other.say("import", str(backup), "--dry-run").startswith("Would add 3 practices. Nothing was changed.\n")
    assert not other.data.exists()
    before = filled.recorded()
    assert filled.json("import", str(backup), "--dry-run")["already_there"] == 3
    assert filled.recorded() == before


def test_standard_input_and_several_files_are_one_change(other: Program, backup: Path, tmp_path: Path) -> None:
    """`-` is standard input, as everywhere."""
    text = backup.read_text(encoding="utf-8")
    assert other.done("import", "-", str(by_hand(tmp_path / "b.json", 2)), given=text).out.startswith("Added 5 ")
    other.done("undo")
    assert other.json("history") == []


def test_a_sequence_named_by_hand_is_found_or_told(other: Program, tmp_path: Path) -> None:
    """The minutes count either way."""
    known = by_hand(tmp_path / "known.json", 1, sequence="sun-salutation-a")
    unknown = by_hand(tmp_path / "unknown.json", 2, sequence="gone", time_zone="Asia/Kathmandu", tags=["diary"])
    other.done("import", str(known))
    assert other.json("history")[0]["sequence"] == "sun-salutation-a"
    # The same start and length: the same practice, though it says another sequence.
    assert other.json("import", str(unknown))["already_there"] == 1
    other.done("undo")
    answer = other.done("import", str(unknown))
    assert "not kept: the sequence 'gone' is not known here" in answer.out


def test_a_mark_at_the_beginning_and_a_format_that_is_not_named_are_fine(
    other: Program, backup: Path, tmp_path: Path
) -> None:
    """Some editors put the mark there."""
    marked = tmp_path / "marked"
    marked.write_bytes(b"\xef\xbb\xbf" + backup.read_bytes())

    assert other.json("import", str(marked))["new"] == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is nothing in"),
        (b"session_id,note\r\n1,x\r\n", "cannot be told"),
        (b'{"version": 1, "sessions": [', "ends too early"),
        (b'{"version": 1, "sessions": [{"started_at": "2025-12-05T10:00:00Z", "note": "\xff"}]}', "not UTF-8"),
        (b'{"version": 2, "sessions": []}', "from a newer yogaflow"),
        (b'{"version": NaN}', "beyond measure"),
        (b'{"version": 1, "sessions": [{"started_at": 5}]}', "sessions, item 1: 'started_at' must be text"),
        (
            b'{"version": 1, "sessions": [{"started_at": "2025-12-05T10:00:00Z", "duration_seconds": 1e999}]}',
            "'duration_seconds'",
        ),
        (b"{[1]: 2}", "a key is not text"),
        (b"{" + b"[" * 100_000, "beyond measure"),
        (b'{"a": ' + b"[" * 100_000, "beyond measure"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_of_it_is_kept(
    filled: Program, tmp_path: Path, content: bytes, said: str
) -> None:
    """One clear line, exit 2, and the practices as they were."""
    path = tmp_path / "bad.json"
    path.write_bytes(content)

    assert said in filled.refused(2, "invalid_value", "import", str(path))["message"]


def test_a_file_that_is_missing_or_a_folder_is_told(yogaflow: Program, tmp_path: Path) -> None:
    """Before anything is made: a slip in a name leaves no profile behind."""
    yogaflow.refused(7, "storage_missing", "import", str(tmp_path / "gone.json"))
    yogaflow.refused(7, "storage_unavailable", "import", str(tmp_path))
    yogaflow.refused(2, "usage", "import")
    yogaflow.refused(2, "usage", "import", "json")
    assert "Did you mean json" in yogaflow.refused(2, "invalid_value", "import", "jsno", "x.json")["hint"]
    assert not yogaflow.data.exists()


def test_a_large_import_shows_how_far_it_is_on_a_terminal_alone(other: Program, tmp_path: Path) -> None:
    """On standard error, and neither in a pipe nor in plain mode."""
    large = str(by_hand(tmp_path / "large.json", 1400, note="long " * 790))
    with other.terminal("import", large, "--dry-run") as terminal:
        assert terminal.end() == 0
    assert "Importing" in terminal.screen
    assert "Would add 1400 practices." in terminal.screen

    with other.terminal("import", large, "--dry-run", "--plain") as terminal:
        assert terminal.end() == 0
    assert "Importing" not in terminal.screen
    assert other.done("import", large, "--dry-run").err == ""
