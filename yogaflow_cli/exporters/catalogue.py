"""Every format that practices are written in. A new one is a file with a function `export`, and a line here."""

from importlib import import_module
from typing import NamedTuple

from yogaflow_cli.exporters.exporter import Exporter


class ExportFormat(NamedTuple):
    """One format; a `table` has columns to choose. Its file is loaded when it is called for."""

    name: str
    summary: str
    module: str
    table: bool = False

    def exporter(self) -> Exporter:
        """What writes the format."""
        export: Exporter = import_module(f"yogaflow_cli.exporters.{self.module}").export
        return export


FORMATS = {
    "csv": ExportFormat("csv", "A table of the practices that ended.", "sessions_csv", table=True),
    "json": ExportFormat("json", "Everything, for import on another machine.", "sessions_json"),
}
