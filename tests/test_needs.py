"""That a missing program skips a test, and fails it where nothing may be skipped."""

import pytest

from tests.needs import needs_program

ABSENT = "no-such-program-anywhere"


def test_a_missing_program_skips_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A contributor without gnome-keyring can still run the tests, and sees what was left out."""
    monkeypatch.delenv("YOGAFLOW_REQUIRE_ALL_TESTS", raising=False)
    with pytest.raises(pytest.skip.Exception, match=ABSENT):
        needs_program("python3", ABSENT)


def test_a_missing_program_fails_where_every_test_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that claims to have tested the keyring must have done so."""
    monkeypatch.setenv("YOGAFLOW_REQUIRE_ALL_TESTS", "1")
    with pytest.raises(pytest.fail.Exception, match=ABSENT):
        needs_program(ABSENT)


def test_a_program_that_is_there_is_no_obstacle() -> None:
    """Nothing is skipped without a reason."""
    needs_program("sh")
