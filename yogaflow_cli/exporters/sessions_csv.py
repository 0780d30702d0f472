"""Sessions as CSV: those that ended, the oldest first, seconds as whole numbers."""

from yogaflow_cli.exporters.csv_text import BYTE_ORDER_MARK, write_csv
from yogaflow_cli.exporters.exporter import Form, Material, Target

TEXT_COLUMNS = frozenset({"time_zone", "style", "sequence", "tags", "source", "note"})


def export(material: Material, form: Form, target: Target) -> int:
    """Writes the table; the number of its rows."""
    if form.byte_order_mark:
        target.stream.write(BYTE_ORDER_MARK)
    text_columns = [position for position, column in enumerate(form.columns) if column in TEXT_COLUMNS]
    return write_csv(target.stream, form.columns, material.rows(form.columns), raw=form.raw, text_columns=text_columns)
