"""The machines that the tests of this folder run the program on."""

from pathlib import Path

import pytest

from tests.end_to_end.guided import Guided
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


@pytest.fixture(scope="session")
def begun_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where session 1 began at 08:30, with a tag and a style of its own; made once and copied often."""
    program = Program(tmp_path_factory.mktemp("begun") / "home")
    program.done("start", "--tag", "outside", "--style", "kundalini")
    return program.home


@pytest.fixture
def begun(yogaflow: Program, begun_home: Path) -> Program:
    """Session 1 runs since 08:30; it is now 08:40."""
    return yogaflow.with_a_copy_of(begun_home).at("2026-11-23T07:40:00Z")


@pytest.fixture
def forgotten(begun: Program) -> Program:
    """Session 1 runs since 08:30, and now it is 13:00."""
    return begun.at("2026-11-23T12:00:00Z")


@pytest.fixture(scope="session")
def guided_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a profile and short sequences of its own; made once and copied often."""
    guided = Guided(Program(tmp_path_factory.mktemp("guided") / "home"))
    guided.set_up()
    return guided.program.home


@pytest.fixture
def guided(yogaflow: Program, guided_home: Path) -> Guided:
    """A machine with short sequences of its own, and the real clock."""
    return Guided(yogaflow.with_a_copy_of(guided_home))
