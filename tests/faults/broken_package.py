"""A broken installation: a package that the program needs fails when it is loaded. It provokes an unforeseen error."""

from pathlib import Path

from tests.program import Program


def with_broken_calendars(program: Program, folder: Path) -> Program:
    """The program where `export ics` ends with exit 1, and with a traceback in the state folder."""
    packages = folder / "packages"
    packages.mkdir(exist_ok=True)
    (packages / "icalendar.py").write_text('raise RuntimeError("half installed")\n', encoding="utf-8")
    return program.of(PYTHONPATH=str(packages))
