"""What `exporters/sessions_csv.py` wrote, read back row by row, with distrust: a person may have edited it.

Derived from the rest, and not read back: practice_day, started_local, completed_local, poses_planned. Instants are to
the second, and there are no UUIDs: a practice here of the same second and length is the same one.
"""

from collections.abc import Iterator, Mapping, Sequence

from yogaflow_cli.domain.session import IMPORTED
from yogaflow_cli.domain.session_columns import COLUMNS
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.csv_rows import Row, Table
from yogaflow_cli.importers.fields import Fields
from yogaflow_cli.importers.importer import ArrivingSession
from yogaflow_cli.importers.session_fields import session_of
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import nearest
from yogaflow_cli.text.numbers import is_digits

NEEDED = frozenset({"started_at", "duration_seconds"})
TELLING = NEEDED | {"session_id", "completion_status"}
DERIVED = frozenset({"practice_day", "started_local", "completed_local", "poses_planned"})
TEXTS = frozenset({"time_zone", "style", "sequence", "tags", "source", "note"})
TAG_SEPARATOR = ";"
OWN_SOURCE = f"{IMPORTED}csv"
STARTS_OF_FORMULAS = frozenset("=+-@\t\r")
"""A test compares them with the exporter's."""

DEFUSED = "'"


def is_own(header: Sequence[str]) -> bool:
    """Whether a table with these columns is one of ours, though a person may have added to it."""
    return set(header) >= TELLING or (set(header) >= NEEDED and set(header) <= set(COLUMNS))


def arrivals(table: Table, default_zone: str) -> Iterator[ArrivingSession]:
    """The practices of a table.

    Raises:
        InvalidValue: a column is not known, or a row says what cannot be true; the message names line and column.
    """
    refuse_others(table.header)
    for row in table.rows:
        if problem := row.misfit(len(table.header)):
            raise InvalidValue(f"{row.place}: {problem}", "Export it once more.")
        yield arrival_of(row, table.header, default_zone)


def refuse_others(header: Sequence[str]) -> None:
    """Raises InvalidValue for a column that is none of ours, or stands there twice."""
    for column in header:
        if column not in COLUMNS:
            near = nearest(column, COLUMNS)
            hint = f"Did you mean {' or '.join(near)}?" if near else "Leave it out, or name the columns with --map."
            raise InvalidValue(f"The file has a column {quoted(column)}, which yogaflow does not know.", hint)
        if header.count(column) > 1:
            raise InvalidValue(f"The file has the column {column!r} twice.", "Leave one of them out.")


def arrival_of(row: Row, header: Sequence[str], default_zone: str) -> ArrivingSession:
    """The practice of a row. Raises InvalidValue."""
    record = {column: value_of(column, row.cell(position)) for position, column in enumerate(header)}
    fields = Fields(session_record(record), row.place)
    session = session_of(fields, default_zone)
    return ArrivingSession(row.place, session, sequence_slug=fields.optional_text("sequence"), known_by_time=True)


def session_record(record: Mapping[str, object]) -> Mapping[str, object]:
    """The row as the session object of our JSON, which has lists, and nothing twice."""
    kept = {column: value for column, value in record.items() if column not in DERIVED and value is not None}
    tags = kept.get("tags")
    if isinstance(tags, str):
        kept["tags"] = [tag for tag in tags.split(TAG_SEPARATOR) if tag.strip()]
    return {"source": OWN_SOURCE, **kept}


def value_of(column: str, cell: str) -> object:
    """What a cell tells: None for an empty one, a number, or a text without what kept it from being a formula."""
    if column not in TEXTS:
        return int(cell) if is_digits(cell) else cell or None
    is_defused = cell.startswith(DEFUSED) and cell.lstrip(DEFUSED)[:1] in STARTS_OF_FORMULAS
    return (cell[1:] if is_defused else cell) or None
