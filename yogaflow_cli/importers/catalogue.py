"""Every format that practices are read from. A new one is a file with `arrivals` and `recognises`, and a line here."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from yogaflow_cli.importers.importer import Importer


class ImportFormat(NamedTuple):
    """One format; its file is loaded when it is called for."""

    name: str
    summary: str
    module: str

    def importer(self) -> Importer:
        """What reads the format."""
        arrivals: Importer = import_module(f"yogaflow_cli.importers.{self.module}").arrivals
        return arrivals

    def recognises(self, beginning: str) -> bool:
        """Whether a file that begins so may be of this format."""
        recognises: Callable[[str], bool] = import_module(f"yogaflow_cli.importers.{self.module}").recognises
        return recognises(beginning)


FORMATS = {
    "json": ImportFormat("json", "What `yogaflow export json` wrote.", "own_json"),
}
