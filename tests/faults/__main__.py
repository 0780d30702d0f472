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
from tests.faults.figures import KEPT, Figures, Gathering, as_text, markdown, table
from yogaflow_cli import __version__

FOLDER = Path(__file__).parent
SHOWN, FAILED = 0, 1


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser("python -m tests.faults", description=__doc__, allow_abbrev=False)
    made.add_argument("--long", action="store_true", help="the long form: more of everything, about half an hour")
    made.add_argument("--only", default="", metavar="WORD", help="faults whose test has it in its name")
    made.add_argument("--markdown", action="store_true", help="print the README's table")
    made.add_argument("--keep", action="store_true", help=f"keep the figures in {KEPT.name}; with --long, all of it")
    return made


def figures_of(gathering: Gathering) -> Figures:
    """The figures, and where and when they were found."""
    return Figures(
        date=time.strftime("%Y-%m-%d"),
        platform=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        versions={
            "yogaflow": __version__,
            "Python": platform.python_version(),
            "SQLite": sqlite3.sqlite_version,
        },
        faults=gathering.in_order(),
    )


def main(arguments: Sequence[str]) -> int:
    """Tries, and gives 1 when a fault did harm."""
    made = parser()
    options = made.parse_args(arguments)
    if options.keep and (options.only or not options.long):
        made.error("--keep is for the long form of all faults")
    if options.long:
        os.environ[VARIABLE] = LONG
    gathering = Gathering()
    started = time.monotonic()
    code = pytest.main(
        # Two at once: most of them wait for processes that others start.
        [str(FOLDER), "-q", "-m", "fault", "-k", options.only, "-n", "2", "--dist", "worksteal"],
        plugins=[gathering],
    )
    figures = figures_of(gathering)
    print("", *table(figures["faults"]), "", f"{time.monotonic() - started:.0f} s", sep="\n")
    if options.markdown:
        print("", *markdown(figures), sep="\n")
    if options.keep and code == pytest.ExitCode.OK:
        KEPT.write_text(as_text(figures), encoding="utf-8")
    return SHOWN if code == pytest.ExitCode.OK else FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
