"""timewarrior and Watson with the same sessions, set up so that they never ask and never page."""

import json
import subprocess
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

from tests.benchmark.clock import Call
from tests.benchmark.filling import Stretch
from tests.benchmark.limits import Subject
from tests.benchmark.rounds import Cycle
from tests.benchmark.wheel import ROOT, installed

DAYS_BEFORE = 7
TIMEW_FORM = "%Y%m%dT%H%M%SZ"
STYLES = ("yin", "vinyasa", "hatha")
OPEN_FRAME = {"project": "yoga", "start": 0, "tags": ["yin"]}


class Timewarrior:
    """Debian's program: one text file a month, and a count of its tags."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder = folder
        self.now = now

    def cycle(self, subject: Subject) -> Cycle:
        """The calls that give one subject its time."""
        if subject.command.startswith("timew summary"):
            return (self.call(subject, *subject.command.replace(" week", " :lastweek").split()[1:]),)
        start, current, stop = (Subject(f"timew {verb}", subject.size) for verb in ("start", "current", "stop"))
        # An interval must be longer than a second. Taken back, it is not in the way of the next round's.
        undo = [self.call(Subject("timew undo", subject.size), "undo", is_timed=False)] * 2
        return (
            self.call(start, "start", "1min", "ago", "yoga"),
            self.call(current),
            self.call(stop, "stop"),
            *undo,
        )

    def call(self, subject: Subject, *arguments: str, is_timed: bool = True) -> Call:
        """One call on the data of that size."""
        return Call(subject, ("timew", *arguments), self.environment(subject.size or 0), is_timed=is_timed)

    def environment(self, size: int) -> dict[str, str]:
        """The environment of a call on so many sessions, which are made when they are not there yet."""
        folder = self.folder / f"timew-{size}"
        if not folder.exists():
            write_timew(folder, Stretch.until(self.now, size))
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "TIMEWARRIORDB": str(folder), "TZ": "UTC"}


class Watson:
    """`td-watson` in an environment of its own: all frames in one file of JSON."""

    def __init__(self, folder: Path, now: datetime) -> None:
        """Installs the version that the extra `bench` names; the error of pip when that fails."""
        self.folder = folder
        self.now = now
        self.scripts = installed(pinned_watson(), folder / "watson-venv")

    def cycle(self, subject: Subject) -> Cycle:
        """The calls that give one subject its time."""
        command = subject.command.removeprefix("watson ")
        if command == "status":
            # Apart from `stop`, which takes long enough to leave few rounds.
            return (self.call(subject, "status", is_open=True),)
        if command.startswith("report"):
            days = ["--all"] if command.endswith("--all") else last_week(self.now)
            return (self.call(subject, "report", *days, "--no-pager", "--no-current"),)
        start, stop = (Subject(f"watson {verb}", subject.size) for verb in ("start", "stop"))
        return (self.call(start, "start", "yoga", "+yin"), self.call(stop, "stop"))

    def call(self, subject: Subject, *arguments: str, is_open: bool = False) -> Call:
        """One call on the data of that size, with a practice open all the time or not."""
        environment = self.environment(subject.size or 0, is_open)
        return Call(subject, (str(self.scripts / "watson"), *arguments), environment)

    def environment(self, size: int, is_open: bool) -> dict[str, str]:
        """The environment of a call on so many sessions, which are made when they are not there yet."""
        folder = self.folder / f"watson-{size}{'-open' if is_open else ''}"
        if not folder.exists():
            write_watson(folder, Stretch.until(self.now, size))
            if is_open:
                state = OPEN_FRAME | {"start": int(self.now.timestamp()) - 600}
                (folder / "state").write_text(json.dumps(state))
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "WATSON_DIR": str(folder), "TZ": "UTC"}


def write_timew(folder: Path, stretch: Stretch) -> None:
    """timewarrior's data, as its own program writes it; without a file of settings it asks before its first use."""
    data = folder / "data"
    data.mkdir(parents=True)
    (folder / "extensions").mkdir()
    (folder / "timewarrior.cfg").write_text("confirmation = off\n")
    (data / "tags.data").write_text(json.dumps({"yoga": {"count": stretch.size}} if stretch.size else {}))
    for month, lines in groupby(timew_lines(stretch), lambda line: line[4:10]):
        (data / f"{month[:4]}-{month[4:]}.data").write_text("".join(lines))


def timew_lines(stretch: Stretch) -> Iterator[str]:
    """One interval a line, the oldest first."""
    for began, ended in stretch.sessions():
        first, last = (datetime.fromtimestamp(second, UTC).strftime(TIMEW_FORM) for second in (began, ended))
        yield f"inc {first} - {last} # yoga\n"


def write_watson(folder: Path, stretch: Stretch) -> None:
    """Watson's frames: start, stop, project, identity, tags, last change."""
    folder.mkdir(parents=True)
    frames = [
        [began, ended, "yoga", f"{number:032x}", [STYLES[number % len(STYLES)]], ended]
        for number, (began, ended) in enumerate(stretch.sessions(), 1)
    ]
    (folder / "frames").write_text(json.dumps(frames, indent=1))


def last_week(now: datetime) -> list[str]:
    """The options for the Monday and the Sunday of the week before."""
    monday = now.astimezone(UTC).date() - timedelta(days=now.astimezone(UTC).weekday() + DAYS_BEFORE)
    return ["--from", str(monday), "--to", str(monday + timedelta(days=DAYS_BEFORE - 1))]


def pinned_watson() -> str:
    """The requirement that the extra `bench` pins."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return next(str(line) for line in project["optional-dependencies"]["bench"] if line.startswith("td-watson"))


def timew_version() -> str:
    """The version that the machine has."""
    return subprocess.run(["timew", "--version"], check=True, capture_output=True, text=True).stdout.strip()
