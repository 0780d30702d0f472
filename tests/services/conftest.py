"""A log on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.practice_logs import copied_log
from tests.services.guided_runs import terminal_beside
from yogaflow_cli.repository.practice_log import PracticeLog


@pytest.fixture
def log(tmp_path: Path) -> Iterator[PracticeLog]:
    """The log of maya, who recorded nothing yet."""
    made = copied_log(tmp_path / "data")
    yield made
    made.database.close()


@pytest.fixture
def beside(log: PracticeLog) -> Iterator[PracticeLog]:
    """Another terminal on the same file."""
    with terminal_beside(log) as other:
        yield other
