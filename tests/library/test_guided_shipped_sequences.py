"""The shipped sequences under the guide: each runs to its end, and can be made a little shorter or longer."""

from datetime import timedelta

import pytest

from yogaflow_cli.domain.fitting import fitted
from yogaflow_cli.domain.playback import Phase, advance, begin
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.status import status_of_run
from yogaflow_cli.domain.step_record import poses_completed
from yogaflow_cli.library.shelf import Shelf

SLUGS = [title.slug for title in Shelf(None).names()]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_shipped_sequence_runs_to_its_end_in_exactly_its_planned_time(slug: str) -> None:
    """Issue 3: planned and logged time differ by 0 s; ticks of a screen that is never quite on time."""
    sequence = Shelf(None).find(slug)
    playback, _, _ = begin(sequence)
    ticks = 0
    while playback.phase is not Phase.ENDED:
        playback, _, _ = advance(playback, timedelta(microseconds=250_301 + ticks % 7 * 1001))
        ticks += 1

    assert playback.practised_milliseconds == sequence.planned_milliseconds
    assert poses_completed(playback.records) == sequence.poses_planned
    assert status_of_run(sequence.planned_milliseconds, playback.records) is CompletionStatus.COMPLETED


@pytest.mark.parametrize("share", [0.8, 1.0, 1.3])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_shipped_sequence_can_be_a_fifth_shorter_and_somewhat_longer(slug: str, share: float) -> None:
    """`--fit`: from four fifths to 1.3 times its length, to the second, with both sides as they were to one another."""
    sequence = Shelf(None).find(slug)
    total = timedelta(seconds=round(sequence.planned_seconds * share))
    found = fitted(sequence, total)

    assert found.planned_seconds == total.total_seconds()
    sides = [sum(step.hold_milliseconds for step in found.steps if step.side is side) for side in Side]
    written = [sum(step.hold_milliseconds for step in sequence.steps if step.side is side) for side in Side]
    assert (sides[0] == sides[1]) == (written[0] == written[1])
