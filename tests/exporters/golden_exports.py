"""The exports that are kept byte for byte: `python -m tests.exporters.golden_exports` writes them anew."""

from pathlib import Path
from uuid import UUID

from tests.exported import exported, store
from tests.exporters.test_sessions_csv import practices
from tests.practice_logs import NOON, fresh_log
from yogaflow_cli.domain.settings import DAY_STARTS_AT
from yogaflow_cli.services.settings import change

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = ("json", "ndjson")
OWNER = UUID(int=7)
"""A new profile has a new UUID every time; in the kept files it is this."""


def golden_export(name: str) -> str:
    """The export of one practice of every kind, and a setting."""
    with fresh_log() as log:
        store(log, *practices())
        change(log, NOON, DAY_STARTS_AT, "05:00")
        return exported(log, name).replace(log.profile.profile.uuid, str(OWNER))


if __name__ == "__main__":
    for format_name in NAMES:
        (GOLDEN / f"export.{format_name}").write_bytes(golden_export(format_name).encode())
