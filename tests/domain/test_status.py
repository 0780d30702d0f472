"""Rule 6: the status when not given."""

import pytest

from tests.domain.sessions import PLAN, started
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.status import status_by_share, status_when_not_given

COMPLETED, PARTIAL, ABANDONED = CompletionStatus


@pytest.mark.parametrize(
    ("practised", "planned", "status"),
    [
        (50, 50, COMPLETED),
        (45, 50, COMPLETED),
        (44, 50, PARTIAL),
        (26, 50, PARTIAL),
        (25, 50, ABANDONED),
        (0, 50, ABANDONED),
        (60, 50, COMPLETED),
        (1, 1, COMPLETED),
        (0, 1, ABANDONED),
        (9, 10, COMPLETED),
        (6, 7, PARTIAL),
        (2, 3, PARTIAL),
    ],
)
def test_ninety_percent_is_completed_and_more_than_half_partial(
    practised: int, planned: int, status: CompletionStatus
) -> None:
    """Rule 6: at least 90 %, more than half, else abandoned; half itself is not more than half."""
    assert status_by_share(practised, planned) is status


def test_free_practice_is_completed() -> None:
    """Rule 6: there is no plan to fall short of."""
    assert status_when_not_given(started(), None) is COMPLETED
    assert status_when_not_given(started(), 0) is COMPLETED


def test_a_sequence_without_a_count_is_completed() -> None:
    """Rule 6: without `--poses`, `completed`."""
    assert status_when_not_given(started(sequence=PLAN), None) is COMPLETED


def test_a_sequence_with_a_count_goes_by_its_share() -> None:
    """Rule 6: `--poses` against the plan."""
    assert status_when_not_given(started(sequence=PLAN), 45) is COMPLETED
    assert status_when_not_given(started(sequence=PLAN), 30) is PARTIAL
    assert status_when_not_given(started(sequence=PLAN), 4) is ABANDONED
