"""What the faults share: the machines of the end-to-end tests, and the figure that each of them shows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.conftest import begun as begun
from tests.end_to_end.conftest import begun_home as begun_home
from tests.end_to_end.conftest import guided as guided
from tests.end_to_end.conftest import guided_home as guided_home
from tests.end_to_end.conftest import yogaflow as yogaflow
from tests.faults.figures import PROPERTY
from tests.faults.homes import Homes
from tests.program import Program
from tests.secret_service import empty_keyring as empty_keyring
from tests.secret_service import locked_keyring as locked_keyring
from tests.secret_service import no_keyring as no_keyring
from tests.secret_service import silent_keyring as silent_keyring
from tests.secret_service import unlocked_keyring as unlocked_keyring

Show = Callable[[str, str], None]


@pytest.fixture
def show(record_property: Callable[[str, object], None]) -> Show:
    """Notes what a fault, named as the README names it, has shown: the last line of a test."""
    return lambda fault, shown: record_property(PROPERTY, [fault, shown])


@pytest.fixture
def homes(yogaflow: Program, tmp_path: Path) -> Homes:
    """Session 1 runs since 23:50. It is 00:10 now: what comes is the first write of a day."""
    yogaflow.at("2026-11-23T22:50:00Z").done("start")
    yogaflow.at("2026-11-23T23:10:00Z")
    return Homes(yogaflow, tmp_path)
