"""A log on a real file."""

from collections.abc import Iterator

import pytest

from tests.practice_logs import fresh_log
from tests.services.guided_runs import terminal_beside
from yogaflow_cli.repository.practice_log import PracticeLog


@pytest.fixture
def log() -> Iterator[PracticeLog]:
    """The log of maya, who recorded nothing yet."""
    with fresh_log() as made:
        yield made


@pytest.fixture
def beside(log: PracticeLog) -> Iterator[PracticeLog]:
    """Another terminal on the same file."""
    with terminal_beside(log) as other:
        yield other
