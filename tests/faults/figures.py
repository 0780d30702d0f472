"""What the faults have shown, gathered from the tests' reports: for people, and kept for the README."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest

PROPERTY = "figure"
KEPT = Path(__file__).with_name("figures.json")
NAME_WIDTH, LINE_WIDTH = 34, 80


class Shown(TypedDict):
    """One fault, what it has shown, and the day on which it was tried."""

    fault: str
    shown: str
    date: str


class Figures(TypedDict):
    """What is kept."""

    platform: str
    versions: dict[str, str]
    faults: list[Shown]


class Gathering:
    """A plugin of pytest that gathers what the tests note, also from other processes."""

    def __init__(self, date: str) -> None:
        self.date = date
        self.shown: list[tuple[str, Shown]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for each part of a test."""
        if report.when == "call" and report.passed:
            for name, value in report.user_properties:
                if name == PROPERTY and isinstance(value, list):
                    shown = Shown(fault=str(value[0]), shown=str(value[1]), date=self.date)
                    self.shown.append((report.nodeid, shown))

    def in_order(self) -> list[Shown]:
        """What was noted, in the order of files and tests, however they ran."""
        return [each for _, each in sorted(self.shown, key=lambda noted: noted[0])]


def table(faults: list[Shown]) -> Iterator[str]:
    """Lines of 80 columns."""
    for each in faults:
        names = textwrap.wrap(each["fault"], NAME_WIDTH)
        words = textwrap.wrap(each["shown"], LINE_WIDTH - NAME_WIDTH - 2)
        for line in range(max(len(names), len(words))):
            name = names[line] if line < len(names) else ""
            yield f"{name:{NAME_WIDTH}}  {words[line] if line < len(words) else ''}".rstrip()


def markdown(figures: Figures) -> Iterator[str]:
    """The lines of the README's table."""
    yield "| fault | shown | on |"
    yield "|---|---|---|"
    for each in figures["faults"]:
        yield f"| {each['fault']} | {each['shown']} | {each['date']} |"
    yield ""
    versions = ", ".join(f"{name} {version}" for name, version in figures["versions"].items())
    yield f"{figures['platform']}, {versions}."


def renewed(former: list[Shown], faults: list[Shown]) -> list[Shown]:
    """The kept figures with those of another run in place of the ones of the same name; new ones stand at the end."""
    now = {each["fault"]: each for each in faults}
    return [now.pop(each["fault"], each) for each in former] + list(now.values())


def kept_figures() -> Figures:
    """The figures of the long form that were kept."""
    kept: Figures = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept


def as_text(figures: Figures) -> str:
    """The JSON that is kept."""
    return json.dumps(figures, indent=2, ensure_ascii=False) + "\n"
