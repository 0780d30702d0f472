"""Which activities of another app are taken."""

import pytest

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.taking import taking

DEFAULT = ("yoga", "mind-and-body")


def test_without_a_wish_a_format_takes_its_own() -> None:
    """Nobody has to know `--map` to bring yoga."""
    found = taking({}, DEFAULT)

    assert [found.takes(word) for word in ("yoga", "mind-and-body", "running")] == [True, True, False]


def test_a_wish_stands_in_place_of_the_default() -> None:
    """Who asks for Pilates does not want yoga as well."""
    found = taking({"take": "pilates, Tai Chi"}, DEFAULT)

    assert [found.takes(word) for word in ("pilates", "tai-chi", "yoga")] == [True, True, False]


@pytest.mark.parametrize("word", ["Yoga", "YÓGA", "mind and body", "Mind_And-Body"])
def test_case_marks_and_dashes_do_not_matter(word: str) -> None:
    """Each app writes its activities in its own way."""
    assert taking({}, DEFAULT).takes(word)
    assert taking({"take": word}, ()).takes(word.lower())


def test_all_takes_everything() -> None:
    """Also what has no name."""
    found = taking({"take": "yoga,ALL"}, DEFAULT)

    assert found.takes("anything")
    assert found.takes("")


def test_nothing_has_no_name_unless_all_is_taken() -> None:
    """A stray comma does not take what an app left unnamed."""
    assert not taking({"take": "yoga,"}, DEFAULT).takes("")


@pytest.mark.parametrize("wish", [",", " , ", ""])
def test_a_wish_that_names_nothing_is_refused(wish: str) -> None:
    """Else an import would quietly bring nothing."""
    with pytest.raises(InvalidValue, match="names nothing to take"):
        taking({"take": wish}, DEFAULT)
