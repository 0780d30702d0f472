"""What an import brought, in words, as a table and as JSON."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from yogaflow_cli.presentation.table import Column, Table, plain_table
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.services.import_report import FileReport, Listed, Report
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken

MOST_PLACES = 5
"""So many places of one reason are named to a person; `--json` has more."""

LINE = "line "
COLUMNS = (
    Column("File"),
    Column("Format"),
    Column("New", right=True),
    Column("Here", right=True),
    Column("Twins", right=True),
    Column("Skipped", right=True),
    Column("Practices", right=True),
    Column("Time", right=True),
)


def import_words(report: Report, dry_run: bool) -> str:
    """What was added, or would be."""
    kinds = ((report.new, "practice"), (report.settings, "setting"), (report.rests, "rest"))
    parts = [counted(number, noun) for number, noun in kinds if number]
    what = " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
    here = report.already_here
    told = f" {here} of the file's {'is' if here == 1 else 'are'} here already." if here else ""
    if report.near_duplicates:
        are, them = ("is", "it") if report.near_duplicates == 1 else ("are", "them")
        told += f" {report.near_duplicates} {are} here from another app; --keep-duplicates takes {them} too."
    if not (report.new or report.settings or report.rests):
        return "Nothing to add." + told
    if dry_run:
        return f"Would add {what}.{told} Nothing was changed."
    return f"Added {what}.{told} yogaflow undo takes that back."


def import_lines(report: Report, *, plain: bool) -> Iterator[str]:
    """The table of the files, to compare with the other app, and what was not taken."""
    yield plain_table(Table(COLUMNS, [cells_of(file, plain) for file in report.files]))
    for file in report.files:
        name = f"{short(file)}: " if len(report.files) > 1 else ""
        for kind, listing in (("twin", file.alike), ("skipped", file.skipped), ("not kept", file.unkept)):
            yield from (f"{name}{kind}: {listed_words(listed)}" for listed in listing)


def cells_of(file: FileReport, plain: bool) -> list[str]:
    """One file of the table."""
    skipped = sum(listed.number for listed in file.skipped)
    numbers = (file.new, file.already_here, file.near_duplicates, skipped, file.practices)
    return [short(file), file.format_name, *map(str, numbers), spoken(file.practised, plain=plain)]


def short(file: FileReport) -> str:
    """The name of a file without its folders."""
    return shown(Path(file.name).name or file.name)


def listed_words(listed: Listed) -> str:
    """How many, why, and where the first of them stand."""
    reason = shown(listed.reason) if listed.number == 1 else f"{listed.number} times, {shown(listed.reason)}"
    return f"{reason} ({places_words(listed)})" if listed.places else reason


def places_words(listed: Listed) -> str:
    """Where they stand: `lines 3, 7 and 12 more`."""
    first = [shown(place) for place in listed.places[:MOST_PLACES]]
    if len(first) > 1 and all(place.startswith(LINE) for place in first):
        first = [f"lines {first[0].removeprefix(LINE)}", *(place.removeprefix(LINE) for place in first[1:])]
    more = listed.number - len(first)
    return ", ".join(first) + (f" and {more} more" if more else "")


def import_object(report: Report, dry_run: bool) -> dict[str, object]:
    """The report as JSON."""
    return {
        "new": report.new,
        "already_there": report.already_here,
        "near_duplicates": report.near_duplicates,
        "skipped": sum(listed.number for file in report.files for listed in file.skipped),
        "total": sum(file.practices for file in report.files),
        "settings": report.settings,
        "rests": report.rests,
        "files": [file_object(file) for file in report.files],
        "dry_run": dry_run,
    }


def file_object(file: FileReport) -> dict[str, object]:
    """One file as JSON; seconds are whole, rounded down."""
    return {
        "file": file.name,
        "format": file.format_name,
        "new": file.new,
        "already_there": file.already_here,
        "near_duplicates": listed_objects(file.alike),
        "skipped": listed_objects(file.skipped),
        "not_kept": listed_objects(file.unkept),
        "practices": file.practices,
        "practised_seconds": int(file.practised.total_seconds()),
    }


def listed_objects(listing: Sequence[Listed]) -> list[dict[str, object]]:
    """Reasons as JSON."""
    return [{"reason": listed.reason, "count": listed.number, "where": list(listed.places)} for listed in listing]
