"""Practices in from other apps and out to other programs, through the installed program. Issue 5."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.program import Program
from yogaflow_cli.exporters.catalogue import FORMATS as EXPORTS
from yogaflow_cli.importers.catalogue import FORMATS as IMPORTS

INSIGHT = """Started At,Duration,Preset,Activity
04/20/2025 08:21:14,0:45:0,,Meditation
04/21/2025 07:00:00,1:05:30,Evening calm,Yoga
"""
STRAVA = """Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,\
Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Elapsed Time,Moving Time,Distance
111,"Apr 20, 2025, 6:21:30 AM",Slow flow,Yoga,,2700,0.00,121,12,false,,,,2700.0,0.0,0.0
112,"Apr 22, 2025, 6:00:00 AM",Around the lake,Run,,1800,5.00,,,false,,,,1800.0,1790.0,5000.0
"""
GARMIN = """Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Aerobic TE
Yoga,2025-04-23 07:00:00,false,Yoga,0.00,120,00:30:00,88,110,0.4
Running,2025-04-23 17:00:00,false,Berlin Running,5.01,400,00:30:00,150,171,3.1
"""
TIMEWARRIOR = """[
{"id":2,"start":"20250424T050000Z","end":"20250424T054500Z","tags":["yoga","home"],"annotation":"slow"},
{"id":1,"start":"20250424T080000Z","end":"20250424T090000Z","tags":["work"]}
]
"""
WATSON = (
    '[[1745564400, 1745566200, "yoga", "3f1c", ["home"], 1745566200], [1745568000, 1745569000, "work", "9", [], 0]]'
)
CALENDAR = "\r\n".join(
    [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//b//EN", "BEGIN:VEVENT", "UID:1@a"),
        *("DTSTAMP:20250401T000000Z", "DTSTART:20250426T050000Z", "DTEND:20250426T060000Z", "SUMMARY:Yoga with Ann"),
        *("END:VEVENT", "END:VCALENDAR", ""),
    ]
)
TABLE = "Begin;Length;Kind\r\n2025-04-27 07:00;30;Yin\r\n2025-04-28 07:00;45;Flow\r\n"
APPLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (Workout)*>
]>
<HealthData locale="en_DE">
 <Workout workoutActivityType="HKWorkoutActivityTypeYoga" duration="30" durationUnit="min" sourceName="Watch"
  creationDate="2025-04-29 08:00:00 +0200" startDate="2025-04-29 07:00:00 +0200" endDate="2025-04-29 07:30:00 +0200"/>
</HealthData>
"""

APPS: dict[str, tuple[str, str, list[str], int, int]] = {
    "insight-timer": ("insight.csv", INSIGHT, [], 2, 2700 + 3930),
    "strava": ("activities.csv", STRAVA, [], 1, 2700),
    "garmin": ("Activities.csv", GARMIN, [], 1, 1800),
    "timewarrior": ("timew.json", TIMEWARRIOR, [], 1, 2700),
    "watson": ("frames", WATSON, [], 1, 1800),
    "ics": ("calendar.ics", CALENDAR, [], 1, 3600),
    "csv": ("table.csv", TABLE, ["start=Begin", "duration=Length", "unit=minutes", "style=Kind"], 2, 4500),
    "apple-health": ("export.xml", APPLE, [], 1, 1800),
}
"""A small file of each app: its name, its text, what `--map` says, its practices and their seconds."""


def written(folder: Path, app: str) -> list[str]:
    """The words that import the file of an app, which is written into the folder."""
    name, text, mapped, _, _ = APPS[app]
    (folder / name).write_bytes(text.encode())
    return [str(folder / name), *(word for wish in mapped for word in ("--map", wish))]


@pytest.mark.parametrize("app", APPS)
def test_a_file_of_each_app_is_told_and_its_totals_are_those_of_the_app(
    yogaflow: Program, tmp_path: Path, app: str
) -> None:
    """Without its format; twice is once; and one undo takes it back."""
    words = written(tmp_path, app)
    dry = yogaflow.json("import", *words, "--dry-run")
    report = yogaflow.json("import", *words)
    again = yogaflow.json("import", *words)

    assert dry == report | {"dry_run": True}
    (file,) = report["files"]
    assert (file["format"], file["practices"], file["practised_seconds"]) == (app, *APPS[app][3:])
    assert (report["new"], again["new"], again["already_there"]) == (APPS[app][3], 0, APPS[app][3])
    stats = yogaflow.json("stats")
    assert (stats["total_sessions"], stats["practised_seconds"]) == APPS[app][3:]
    assert {session["source"] for session in yogaflow.json("history")} == {f"import:{app}"}
    yogaflow.done("undo")
    assert yogaflow.json("history") == []


def test_the_format_that_is_named_holds(yogaflow: Program, tmp_path: Path) -> None:
    """And a file that is not of it is refused with one clear line."""
    insight = written(tmp_path, "insight-timer")
    assert yogaflow.json("import", "insight-timer", *insight)["new"] == 2
    for wrong in (
        "strava",
        "garmin",
        "json",
        "ndjson",
        "apple-health",
        "health-connect",
        "timewarrior",
        "watson",
        "ics",
    ):
        error = yogaflow.refused(2, "invalid_value", "import", wrong, *insight)
        assert error["message"].count("\n") == 0, wrong


def test_the_same_practice_from_two_apps_is_taken_once(yogaflow: Program, tmp_path: Path) -> None:
    """Insight Timer and Strava both ran on 20 April, in Berlin at 8:21."""
    yogaflow.done("import", *written(tmp_path, "insight-timer"))
    report = yogaflow.json("import", *written(tmp_path, "strava"))
    assert (report["new"], report["near_duplicates"], report["skipped"]) == (0, 1, 1)
    (file,) = report["files"]
    assert file["near_duplicates"] == [
        {"reason": "here from insight-timer", "count": 1, "where": ["line 2 (session 1)"]}
    ]
    assert file["skipped"] == [{"reason": "not yoga: Run", "count": 1, "where": ["line 3"]}]
    said = yogaflow.say("import", str(tmp_path / "activities.csv"))
    assert "1 is here from another app; --keep-duplicates takes it too." in said
    assert "twin: here from insight-timer (line 2 (session 1))" in said
    assert yogaflow.json("import", str(tmp_path / "activities.csv"), "--keep-duplicates")["new"] == 1


def test_a_zone_may_be_said_for_times_that_tell_none(yogaflow: Program, tmp_path: Path) -> None:
    """An app on a journey."""
    yogaflow.done("import", *written(tmp_path, "insight-timer"), "--zone", "Asia/Kathmandu")
    newest = yogaflow.json("history")[0]
    assert (newest["time_zone"], newest["started_at"]) == ("Asia/Kathmandu", "2025-04-21T01:15:00Z")
    yogaflow.refused(2, "invalid_value", "import", *written(tmp_path, "garmin"), "--zone", "Mars/Olympus")


def test_wrong_words_name_the_nearest(yogaflow: Program, tmp_path: Path) -> None:
    """Formats, keys of --map, columns."""
    yogaflow.done("profile", "create", "maya")
    table = written(tmp_path, "csv")[0]
    assert "strava" in yogaflow.refused(2, "invalid_value", "import", "starva", table)["hint"]
    assert "markdown" in yogaflow.refused(2, "invalid_value", "export", "markdwn")["hint"]
    assert (
        "take" in yogaflow.refused(2, "invalid_value", "import", *written(tmp_path, "strava"), "--map", "tak=x")["hint"]
    )
    yogaflow.refused(2, "invalid_value", "import", table, "--map", "start")
    yogaflow.refused(2, "invalid_value", "import", table, "--map", "start=Begin", "--map", "start=Length")
    missing = yogaflow.refused(2, "invalid_value", "import", table, "--map", "start=Begn", "--map", "duration=Length")
    assert "Begin" in missing["message"] + missing["hint"]
    assert yogaflow.json("history") == []


def test_a_file_that_nobody_knows_is_told(yogaflow: Program, tmp_path: Path) -> None:
    """With the formats there are."""
    odd = tmp_path / "odd.bin"
    for content in (b"hello", b"\x00\x01\x02", b"<html></html>", b"[]"):
        odd.write_bytes(content)
        assert "insight-timer" in yogaflow.refused(2, "invalid_value", "import", str(odd))["hint"], content
    for content, said in ((b"", "There is nothing in"), (b"PK\x03\x04 cut off", "damaged, or was cut off")):
        odd.write_bytes(content)
        assert said in yogaflow.refused(2, "invalid_value", "import", str(odd))["message"]
    with zipfile.ZipFile(odd, "w") as archive:
        archive.writestr("../photo.jpg", b"x")
    yogaflow.refused(2, "invalid_value", "import", str(odd))


def test_the_help_lists_every_format_with_a_sentence(yogaflow: Program) -> None:
    """Export and import."""
    for command, formats in (("export", EXPORTS), ("import", IMPORTS)):
        said = " ".join(yogaflow.say(command, "--help").split())
        for name, found in formats.items():
            assert f"{name} {found.summary}" in said, name


@pytest.fixture
def practised(yogaflow: Program, tmp_path: Path) -> Program:
    """Two practices from a file, and one of the program's own."""
    yogaflow.done("import", *written(tmp_path, "insight-timer"))
    yogaflow.done("log", "--duration", "25m", "--style", "yin", "--note", "calm", "--overlap")
    return yogaflow


def test_lines_of_json_go_out_and_come_in_again(practised: Program, tmp_path: Path) -> None:
    """Nothing new in them for the profile that wrote them; all of it for another."""
    path = tmp_path / "practice.ndjson"
    practised.done("export", "ndjson", "-o", str(path))
    assert [json.loads(line)["kind"] for line in path.read_text(encoding="utf-8").splitlines()] == [
        "profile",
        *["session"] * 3,
    ]
    assert practised.json("import", str(path))["already_there"] == 3


def test_a_table_goes_out_and_comes_in_again(practised: Program, tmp_path: Path) -> None:
    """It has no UUIDs: what is here is known by its second and its length."""
    path = tmp_path / "practice.csv"
    practised.done("export", "csv", "-o", str(path))
    report = practised.json("import", str(path))
    assert (report["files"][0]["format"], report["new"], report["already_there"]) == ("csv", 0, 3)
    before = practised.json("history")
    practised.done("delete", "1", "2", "3", "--yes")
    assert practised.json("import", str(path))["new"] == 3
    kept = ("started_at", "completed_at", "duration_seconds", "style", "note", "source", "time_zone")
    assert [[item[key] for key in kept] for item in practised.json("history")] == [
        [item[key] for key in kept] for item in before
    ]


def test_a_calendar_goes_out_and_is_known_when_it_comes_in(practised: Program, tmp_path: Path) -> None:
    """Its events have the sessions' own names."""
    path = tmp_path / "practice.ics"
    practised.done("export", "ics", "-o", str(path))
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 3
    assert practised.json("import", str(path))["already_there"] == 3


def test_daily_notes_go_into_a_folder_one_note_or_a_pipe(practised: Program, tmp_path: Path) -> None:
    """A note that is there keeps its other text."""
    folder = tmp_path / "vault"
    assert "Wrote 3 files" in practised.done("export", "markdown", "-o", str(folder)).err
    note = folder / "2025-04-20.md"
    note.write_bytes(b"# A Monday\r\n\r\n" + note.read_bytes() + b"\r\nMilk, bread\r\n")
    practised.done("edit", "1", "--note", "by the window")
    practised.done("export", "markdown", "-o", str(folder))
    text = note.read_bytes()
    assert text.startswith(b"# A Monday\r\n") and text.endswith(b"\r\nMilk, bread\r\n") and b"by the window" in text
    single = tmp_path / "today.md"
    practised.done("export", "markdown", "2025-04-21", "-o", str(single))
    assert "1" in single.read_text(encoding="utf-8")
    practised.refused(2, "usage", "export", "markdown", "-o", str(single))
    assert practised.say("export", "markdown").count("\n## ") == 2


def test_fit_files_need_a_folder_and_are_not_overwritten(practised: Program, tmp_path: Path) -> None:
    """One for each practice."""
    practised.refused(2, "usage", "export", "fit")
    folder = tmp_path / "fit"
    practised.done("export", "fit", "-o", str(folder))
    files = sorted(folder.iterdir())
    assert len(files) == 3 and all(file.suffix == ".fit" and file.read_bytes()[8:12] == b".FIT" for file in files)
    practised.refused(6, "file_exists", "export", "fit", "-o", str(folder))
    practised.done("export", "fit", "-o", str(folder), "--force")


def test_a_fit_file_cannot_hold_what_was_before_it_and_that_is_told(yogaflow: Program, tmp_path: Path) -> None:
    """A practice of 1990 stays here."""
    yogaflow.done("log", "--start", "1990-05-01 07:00", "--duration", "30m")
    said = yogaflow.done("export", "fit", "-o", str(tmp_path / "fit")).err
    assert "1 practice left out: a FIT file holds times from July 1998" in said
