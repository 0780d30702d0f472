"""The machines that the tests of this folder run the program on."""

from pathlib import Path

import pytest

from tests.program import Program
from tests.secret_service import empty_keyring as empty_keyring
from tests.secret_service import locked_keyring as locked_keyring
from tests.secret_service import no_keyring as no_keyring
from tests.secret_service import silent_keyring as silent_keyring
from tests.secret_service import unlocked_keyring as unlocked_keyring


@pytest.fixture
def yogaflow(tmp_path: Path) -> Program:
    """The program on a machine where it never ran: a Monday, 08:30 in Berlin, no keyring, the account `maya`."""
    return Program(tmp_path / "home")
