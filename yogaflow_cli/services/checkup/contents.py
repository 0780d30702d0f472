"""Checks of what the database holds: structure, references, rules, totals, the index of notes, the change log."""

from collections.abc import Iterator

from yogaflow_cli.domain.finding import Finding, counted, fine, problem
from yogaflow_cli.repository import soundness
from yogaflow_cli.repository.whole_schema import missing_parts
from yogaflow_cli.services.checkup.subject import Subject
from yogaflow_cli.zones import is_zone

BACK, LIST = "yogaflow restore latest", "yogaflow backup list"
MEND = "yogaflow doctor --fix"
MOST_NAMED = 5


def integrity(subject: Subject) -> Iterator[Finding]:
    """SQLite's own check of pages, indexes, types and CHECKs."""
    if subject.connection is None:
        return
    faults = soundness.structural_faults(subject.connection)
    if not faults:
        yield fine("integrity", "SQLite finds no damage.")
    elif soundness.are_of_indexes(faults):
        yield problem("integrity", f"An index does not fit its rows: {faults[0]}.", MEND, "indexes")
    else:
        others = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        yield problem("integrity", f"SQLite finds damage: {faults[0]}{others}.", BACK)


def references(subject: Subject) -> Iterator[Finding]:
    """Rows that name another that is not there."""
    if subject.connection is None:
        return
    broken = soundness.broken_references(subject.connection)
    if broken:
        yield problem("references", f"{counted(broken, 'row')} of something that is not there.", LIST)
    else:
        yield fine("references", "Everything belongs to something that is there.")


def rules(subject: Subject) -> Iterator[Finding]:
    """What sessions must keep, and no table alone can say."""
    if subject.current is None:
        return
    broken = list(soundness.broken_rules(subject.current))
    for words, numbers in broken:
        yield problem("rules", f"{named(numbers)}: {words}.", f"yogaflow edit {numbers[0]}")
    unknown = [number for name, number in soundness.time_zones(subject.current) if not is_zone(name)]
    if unknown:
        zoned = f"yogaflow edit {unknown[0]} --zone Europe/Berlin"
        yield problem("rules", f"{named(unknown)}: in a time zone that nobody knows.", zoned)
    if not broken and not unknown:
        yield fine("rules", "Every session keeps the rules.")


def totals(subject: Subject) -> Iterator[Finding]:
    """What statistics read, beside the sessions."""
    if subject.current is None:
        return
    yield of_what_is_kept_twice(
        "totals",
        soundness.unlike_totals(subject.current),
        "The kept totals are what the sessions add up to.",
        "kept total",
        "not what the sessions add up to.",
    )


def notes(subject: Subject) -> Iterator[Finding]:
    """What the search in notes reads, beside the notes."""
    if subject.current is None:
        return
    yield of_what_is_kept_twice(
        "notes",
        soundness.unlike_note_words(subject.current),
        "The search finds every note.",
        "note",
        "not as the search knows it.",
    )


def of_what_is_kept_twice(check: str, unlike: int, right: str, thing: str, wrong: str) -> Finding:
    """A finding of what is kept for speed alone, and can be made anew; the remedy has the name of the check."""
    return problem(check, f"{counted(unlike, thing)} {wrong}", MEND, check) if unlike else fine(check, right)


def schema(subject: Subject) -> Iterator[Finding]:
    """Tables, indexes, triggers and views, beside those of a new database."""
    if subject.current is None:
        return
    missing = missing_parts(subject.current)
    tables = [part.name for part in missing if part.kind == "table"]
    if tables:
        yield problem("schema", f"There is no table {', '.join(tables)}.", BACK)
    elif missing:
        yield problem("schema", f"There is no {missing[0].kind} {missing[0].name}.", MEND, "schema")
    else:
        yield fine("schema", "Every table, index and trigger is there.")


def change_log(subject: Subject) -> Iterator[Finding]:
    """The change log, beside the sessions."""
    if subject.current is None:
        return
    found = soundness.against_changes(subject.current, subject.looked)
    if found.unreadable:
        yield problem("change log", f"{named(found.unreadable)}: cannot be read.", LIST)
    if found.unlike:
        look = f"yogaflow show {found.unlike[0]}"
        yield problem("change log", f"{named(found.unlike)}: not as the change log recorded it last.", look)
    if found.gone:
        yield problem("change log", f"{counted(found.gone, 'recorded session')} not there.", LIST)
    if not any(found):
        yield fine("change log", "Every session is as it was recorded last.")


def named(numbers: list[int]) -> str:
    """Sessions by their numbers, the first of them."""
    some = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    return f"{'Session' if len(numbers) == 1 else 'Sessions'} {some}{more}"
