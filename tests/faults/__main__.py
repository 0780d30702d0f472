"""`python -m tests.faults`: tries every fault on the installed program, and prints what it has shown."""

import argparse
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.extent import LONG, VARIABLE
from tests.faults.figures import KEPT, Figures, Gathering, Shown, as_text, kept_figures, markdown, renewed, table
from yogaflow_cli import __version__

FOLDER = Path(__file__).parent
SHOWN, FAILED = 0, 1


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser("python -m tests.faults", description=__doc__, allow_abbrev=False)
    made.add_argument("--long", action="store_true", help="the long form: more of everything, about half an hour")
    made.add_argument("--only", default="", metavar="WORD", help="faults whose test has it in its name")
    made.add_argument("--markdown", action="store_true", help="print the README's table")
    made.add_argument("--keep", action="store_true", help=f"keep what the long form has shown in {KEPT.name}")
    return made


def figures_of(faults: list[Shown]) -> Figures:
    """The figures, and where they were found."""
    return Figures(
        platform=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        versions={
            "yogaflow": __version__,
            "Python": platform.python_version(),
            "SQLite": sqlite3.sqlite_version,
        },
        faults=faults,
    )


def workers_of(options: argparse.Namespace) -> str:
    """Several at once: most of them wait for processes that others start. The long form shows what they take, too."""
    return "2" if options.long else "3"


def main(arguments: Sequence[str]) -> int:
    """Tries, and gives 1 when a fault did harm."""
    made = parser()
    options = made.parse_args(arguments)
    if options.keep and not options.long:
        made.error("--keep is for the long form")
    if options.long:
        os.environ[VARIABLE] = LONG
    gathering = Gathering(time.strftime("%Y-%m-%d"))
    started = time.monotonic()
    code = pytest.main(
        [str(FOLDER), "-q", "-m", "fault", "-k", options.only, "-n", workers_of(options), "--dist", "worksteal"],
        plugins=[gathering],
    )
    faults = gathering.in_order()
    print("", *table(faults), "", f"{time.monotonic() - started:.0f} s", sep="\n")
    if options.keep:
        former = kept_figures()["faults"] if KEPT.exists() else []
        KEPT.write_text(as_text(figures_of(renewed(former, faults))), encoding="utf-8")
    if options.markdown:
        print("", *markdown(kept_figures() if options.keep else figures_of(faults)), sep="\n")
    return SHOWN if code == pytest.ExitCode.OK else FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
