"""What is measured, beside what, and how much it may be at most: each limit once, for benchmark and tests."""

from typing import NamedTuple

SIZES = (0, 10_000, 100_000, 1_000_000)
RIVAL_SIZES = (0, 10_000, 100_000)
"""The rivals read all that they keep for most commands: a million would take them minutes."""

LIFECYCLE = ("start", "current", "pause", "resume", "complete")
WITH_AN_OPTION = "current --json"
"""What has to be parsed takes the longer way, through typer."""

SHORT = {1_000: "k", 1_000_000: "M"}

HEAD_ROOM = 1.1
"""So many times its limit a figure may be in the tests: a shared machine must not turn them red."""


class Subject(NamedTuple):
    """What takes time: a command, on a log of so many sessions where that can matter."""

    command: str
    size: int | None = None

    def __str__(self) -> str:
        return self.command if self.size is None else f"{self.command} {size_label(self.size)}"


YARDSTICK = Subject("S")
"""The whole process `python -c 'import sqlite3'`."""


class Goal(NamedTuple):
    """One figure: a subject beside another one, or its peak of memory, or its time; with a limit or without.

    In `ms` it is what one of a thousand calls takes that the subject makes.
    """

    subject: Subject
    at_most: float | None = None
    beside: Subject | None = YARDSTICK
    alone: str = "s"

    @property
    def unit(self) -> str:
        """`S` beside the yardstick, `x` beside anything else; `s`, `ms` or `MB` where it is beside nothing."""
        if self.beside is None:
            return self.alone
        return "S" if self.beside == YARDSTICK else "x"

    @property
    def name(self) -> str:
        """As the table has it, `current 1M / 0`: what both sides share is said once."""
        return f"{self.subject}{self.relation}"

    @property
    def row(self) -> str:
        """The same for every size, `current / 0`."""
        return f"{self.subject.command}{self.relation}"

    @property
    def relation(self) -> str:
        """What the subject is set beside, or measured by."""
        if self.unit == "x" and self.beside is not None:
            return f" / {difference(self.beside, self.subject)}"
        return {"MB": ", memory", "s": ", seconds"}.get(self.unit, "")


def subjects_of(goal: Goal) -> list[Subject]:
    """Both sides of a goal, or the one that it has."""
    return [goal.subject] if goal.beside is None else [goal.subject, goal.beside]


def program_of(subject: Subject) -> str:
    """The program that a subject belongs to, without its command."""
    return subject.command.replace(",", " ").split()[0]


def size_label(size: int) -> str:
    """A number of sessions in few letters: `10k`, `1M`."""
    for thousands, letter in sorted(SHORT.items(), reverse=True):
        if size and size % thousands == 0:
            return f"{size // thousands}{letter}"
    return str(size)


def difference(beside: Subject, subject: Subject) -> str:
    """What the other side has of its own."""
    if beside.size is None or beside.size == subject.size:
        return beside.command
    return size_label(beside.size) if beside.command == subject.command else str(beside)


def at_every_size(command: str, at_most: float | None = None) -> list[Goal]:
    """The command beside the yardstick, with each log."""
    return [Goal(Subject(command, size), at_most) for size in SIZES]


def against(command: str, size: int, other: str, at_most: float, other_size: int | None = None) -> Goal:
    """The command beside another one, with the same log unless another size is given."""
    return Goal(Subject(command, size), at_most, Subject(other, size if other_size is None else other_size))


FUNCTIONS = {"bash prompt function": "bash", "zsh prompt function": "zsh"}
"""What `prompt init` prints, called in its shell."""

LIMITS = (
    *[Goal(Subject(function, 0), 1.0, None, "ms") for function in FUNCTIONS],
    *[goal for command in LIFECYCLE for goal in at_every_size(command, 5.0)],
    *[against(command, 1_000_000, command, 1.15, other_size=0) for command in LIFECYCLE],
    *at_every_size("yogaflow-prompt", 1.4),
    against("current", 100_000, "watson status", 1.3),
    against("complete", 100_000, "watson stop", 0.06),
    Goal(Subject("stats", 1_000_000), 8.0),
    against("stats", 1_000_000, "stats", 1.2, other_size=10_000),
    against("stats --json", 100_000, "watson report --all", 0.04),
    against("stats --json", 100_000, "timew summary :all", 0.015),
    against("history last-week", 100_000, "watson report week", 0.04),
    against("export csv", 1_000_000, "sqlite3 -csv", 3.0),
    Goal(Subject("export csv", 1_000_000), 60.0, None, "MB"),
    Goal(Subject("TAB"), 5.2),
    Goal(Subject("--help"), 9.0),
)
"""The numbers of speed that the README shows."""

ALSO_HELD = (
    *[Goal(Subject(screen, 10_000), 9.0) for screen in ("stats", "calendar", "streak", "history")],
    *[against(screen, 1_000_000, screen, 1.3, other_size=10_000) for screen in ("calendar", "streak")],
    Goal(Subject("report all", 10_000), 2.0, None, "s"),
)
"""Limits of single screens: the tests hold them, and the table leaves them out."""

MOST_WITH_A_FILE = 5.5
"""In S: each command of the lifecycle where the token lies in a private file, and no ticket spares the look at it."""

MOST_MEGABYTES_OUT, MOST_MEGABYTES_IN, LEAST_ARRIVALS_A_SECOND = 60, 80, 1000
"""JSON with a hundred thousand sessions, out of the program and into it."""

HELD_BY_TESTS = tuple(
    goal
    for goal in (*LIMITS, *ALSO_HELD)
    if goal.subject.size != 100_000 and "watson" not in goal.name and "timew" not in goal.name
)
"""What the tests measure again and again: without the rivals, whose reports take minutes, and without one size."""

RIVALS = {
    "timew": ("start", "current", "stop", "summary week", "summary :all"),
    "watson": ("start", "status", "stop", "report week", "report --all"),
}
FLOORS = (
    Goal(Subject("python -c pass")),
    Goal(Subject("cat a small file")),
    *at_every_size("sqlite3, open session"),
)
BESIDE = (
    *FLOORS,
    *at_every_size(WITH_AN_OPTION),
    *at_every_size("stats --json"),
    *at_every_size("history last-week"),
    *[
        Goal(Subject(f"{rival} {command}", size))
        for rival, commands in RIVALS.items()
        for command in commands
        for size in RIVAL_SIZES
    ],
)
"""What the limits are to be read beside: the floors, and what others take on the same sessions."""
