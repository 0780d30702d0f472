"""`start --again`: the last session's sequence, style and tags."""

from pathlib import Path

import pytest

from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, sequence
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.errors import SessionNotFound
from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Times
from yogaflow_cli.services.practice import Said
from yogaflow_cli.services.repeating import repeated


def shelf(folder: Path) -> Shelf:
    return Shelf(folder / "sequences")


def test_before_any_practice_there_is_nothing_to_repeat(log: PracticeLog, tmp_path: Path) -> None:
    """3, and what to type instead."""
    with pytest.raises(SessionNotFound) as failure:
        repeated(log, shelf(tmp_path))
    assert "yogaflow start" in str(failure.value.hint)


def test_the_pattern_is_that_of_the_latest_start(log: PracticeLog, tmp_path: Path) -> None:
    """Sequence, style and tags; neither note nor mood."""
    practice.start(log, NOON, BERLIN.key, said=Said(tags=("home",), style="yin", note="calm", mood=3))
    complete(log, NOON + MINUTE)
    correction.log_finished(log, NOON, BERLIN, Times(end=NOON - HOUR, duration=MINUTE), said=Said(tags=("older",)))
    pattern = repeated(log, shelf(tmp_path))
    assert (pattern.sequence, pattern.style, pattern.tags) == (None, "yin", ("home",))


def test_a_sequence_is_repeated_as_it_is_now(log: PracticeLog, tmp_path: Path) -> None:
    """Who improved a sequence means the improved one."""
    practice.start(log, NOON, BERLIN.key, sequence=sequence(slug="sun-salutation-a"))
    found = repeated(log, shelf(tmp_path)).sequence
    assert isinstance(found, Sequence)
    assert found.content_hash() != sequence(slug="sun-salutation-a").content_hash()


def test_a_sequence_that_is_gone_is_repeated_as_it_was(log: PracticeLog, tmp_path: Path) -> None:
    """The frozen copy stands in for a file that was deleted."""
    practice.start(log, NOON, BERLIN.key, sequence=sequence(slug="my-own"))
    complete(log, NOON + MINUTE)
    frozen = repeated(log, shelf(tmp_path)).sequence
    again = practice.start(log, NOON + HOUR, BERLIN.key, sequence=frozen)
    assert again.sequence == log.sessions.by_number(1).sequence
