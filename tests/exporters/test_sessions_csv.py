"""Sessions as CSV, byte for byte: contract, section 6."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.exported import exported, store
from tests.practice_logs import fresh_log, sequence
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import CompletionStatus, Pause, PracticeSession, Reflection, Segment
from yogaflow_cli.domain.session_columns import COLUMNS
from yogaflow_cli.exporters.exporter import Form
from yogaflow_cli.repository.sessions import SessionFilter

GOLDEN = Path(__file__).parents[1] / "golden" / "export.csv"
MINUTE = timedelta(minutes=1)
BERLIN = timedelta(hours=1)


def practices() -> list[tuple[PracticeSession, Sequence | None]]:
    """One of every kind; the last is open, and they come in no order."""
    first = datetime(2025, 12, 5, 10, 0, 0, 900_000, tzinfo=UTC)
    night = datetime(2025, 12, 6, 0, 30, tzinfo=UTC)
    far = datetime(2025, 12, 4, 20, 0, tzinfo=UTC)
    planned = PracticeSession(
        uuid="11111111-1111-4111-8111-111111111111",
        started_at=first,
        started_offset=BERLIN,
        time_zone="Europe/Berlin",
        segments=(Segment(first, first + 10 * MINUTE), Segment(first + 12 * MINUTE, first + 30 * MINUTE)),
        pauses=(Pause(first + 10 * MINUTE, first + 12 * MINUTE),),
        ended_at=first + 30 * MINUTE,
        ended_offset=BERLIN,
        status=CompletionStatus.PARTIAL,
        style="ashtanga",
        tags=("home", "morning"),
        note='Long holds, "slow" breath\nand rest',
        reflection=Reflection(7, 2, 4, 3, 5),
        poses_completed=40,
    )
    stated = planned._replace(
        uuid="22222222-2222-4222-8222-222222222222",
        started_at=night,
        segments=(Segment(night, night + MINUTE, 20 * MINUTE),),
        pauses=(),
        ended_at=night + MINUTE,
        status=CompletionStatus.ABANDONED,
        style=None,
        tags=(),
        note="=1+1",
        reflection=Reflection(),
        poses_completed=0,
        source="log",
    )
    elsewhere = stated._replace(
        uuid="33333333-3333-4333-8333-333333333333",
        started_at=far,
        started_offset=timedelta(hours=5, minutes=45),
        time_zone="Asia/Kathmandu",
        segments=(Segment(far, far),),
        ended_at=far,
        ended_offset=timedelta(hours=5, minutes=45),
        status=CompletionStatus.COMPLETED,
        style="yin",
        note="नमस्ते 🧘",
        source="import:json",
    )
    opened = stated._replace(
        uuid="44444444-4444-4444-8444-444444444444",
        segments=(Segment(night),),
        ended_at=None,
        ended_offset=None,
    )
    return [(planned, sequence()), (stated, None), (elsewhere, None), (opened, None)]


def test_the_bytes_are_those_of_the_golden_file() -> None:
    """Other people's spreadsheets and scripts rest on them: columns, order, formats, quoting, line ends."""
    with fresh_log() as log:
        store(log, *practices())

        assert exported(log, "csv").encode() == GOLDEN.read_bytes()


def test_the_columns_are_those_of_the_contract() -> None:
    """Their names and order are frozen."""
    contract = (
        "session_id,practice_day,started_at,completed_at,started_local,completed_local,time_zone,duration_seconds,"
        "elapsed_seconds,completion_status,style,sequence,poses_completed,poses_planned,tags,effort,mood_before,"
        "mood_after,energy_before,energy_after,source,note"
    )

    assert ",".join(COLUMNS) == contract


def test_chosen_columns_come_in_the_order_asked_for_and_words_stay_harmless() -> None:
    """The note is in another place then, and is still no formula."""
    with fresh_log() as log:
        store(log, *practices())
        text = exported(log, "csv", form=Form(columns=("note", "session_id")))

    assert text.splitlines()[0] == "note,session_id"
    assert "'=1+1,2\r\n" in text


def test_a_byte_order_mark_stands_at_the_head_when_asked_for() -> None:
    """Spreadsheets of one maker read UTF-8 only with it."""
    with fresh_log() as log:
        assert exported(log, "csv", form=Form(byte_order_mark=True)) == "\ufeff" + exported(log, "csv")


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        (SessionFilter(), ["3", "1", "2"]),
        (SessionFilter(style="yin"), ["3"]),
        (SessionFilter(tag="home"), ["1"]),
        (SessionFilter(sequence="sun-salutation-a"), ["1"]),
        (SessionFilter(first=datetime(2025, 12, 5).date()), ["1", "2"]),
        (SessionFilter(last=datetime(2025, 12, 4).date()), ["3"]),
    ],
)
def test_a_filter_leaves_what_it_names_the_oldest_first(chosen: SessionFilter, numbers: list[str]) -> None:
    """Half past one at night counts for the evening before; 01:45 in Kathmandu does, too, wherever that is read."""
    with fresh_log() as log:
        store(log, *practices())
        rows = exported(log, "csv", chosen, Form(columns=("session_id",))).split()[1:]

    assert rows == numbers
