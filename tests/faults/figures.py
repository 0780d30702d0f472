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
    """One fault and what it has shown."""

    fault: str
    shown: str


class Figures(TypedDict):
    """All of a run."""

    date: str
    platform: str
    versions: dict[str, str]
    faults: list[Shown]


class Gathering:
    """A plugin of pytest that gathers what the tests note, also from other processes."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, Shown]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for each part of a test."""
        if report.when == "call":
            for name, value in report.user_properties:
                if name == PROPERTY and isinstance(value, list):
                    self.shown.append((report.nodeid, Shown(fault=str(value[0]), shown=str(value[1]))))

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
    yield "| fault | shown |"
    yield "|---|---|"
    for each in figures["faults"]:
        yield f"| {each['fault']} | {each['shown']} |"
    yield ""
    versions = ", ".join(f"{name} {version}" for name, version in figures["versions"].items())
    yield f"{figures['date']}, {figures['platform']}, {versions}."


def kept_figures() -> Figures:
    """The figures of the long form that were kept."""
    kept: Figures = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept


def as_text(figures: Figures) -> str:
    """The JSON that is kept."""
    return json.dumps(figures, indent=2, ensure_ascii=False) + "\n"
