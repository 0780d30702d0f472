"""JSON and lines of JSON, byte for byte, and read by programs that know nothing of ours."""

import json
import shutil
import subprocess

import pytest

from tests.exporters.golden_exports import GOLDEN, NAMES, golden_export
from tests.needs import needs_program


@pytest.mark.parametrize("name", NAMES)
def test_the_bytes_are_those_of_the_golden_file(name: str) -> None:
    """What was written once is written for good: scripts read it."""
    assert golden_export(name).encode() == (GOLDEN / f"export.{name}").read_bytes()


def test_every_line_of_ndjson_is_an_object_that_says_its_kind() -> None:
    """The sessions are those of the JSON export, with nothing but their kind besides."""
    lines = [json.loads(line) for line in golden_export("ndjson").splitlines()]
    whole = json.loads(golden_export("json"))

    assert [line["kind"] for line in lines] == ["profile", "sequence", "session", "session", "session", "session"]
    assert [{key: line[key] for key in line if key != "kind"} for line in lines[2:]] == whole["sessions"]
    assert {line["sequence_hash"]: line["content"] for line in lines[1:2]} == whole["sequences"]
    assert lines[0]["settings"] == whole["settings"] == {"day_starts_at": "05:00"}


def test_sqlite_reads_both() -> None:
    """Its JSON functions are a reader of their own."""
    needs_program("sqlite3")
    query = "SELECT sum(json_extract(value, '$.duration_seconds')) FROM json_each(readfile('{path}'), '$.sessions')"
    sqlite = [shutil.which("sqlite3") or "sqlite3", ":memory:"]
    ran = subprocess.run(
        [*sqlite, query.format(path=GOLDEN / "export.json")], capture_output=True, text=True, check=True, timeout=60
    )
    lines = (GOLDEN / "export.ndjson").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line).get("duration_seconds", 0) for line in lines]
    assert int(ran.stdout) == sum(told)
