"""The cells that SQLite formats are those that Python would give."""

from hypothesis import given, settings

from tests.exported import histories, store
from tests.practice_logs import NOON, fresh_log
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_columns import COLUMNS
from yogaflow_cli.presentation.history_table import session_cells
from yogaflow_cli.repository.export_rows import CELLS, count_of_sessions, export_rows
from yogaflow_cli.repository.sessions import SessionFilter


def test_every_column_has_its_cell_and_no_other() -> None:
    """A column without a cell would end an export in a traceback."""
    assert tuple(CELLS) == COLUMNS


@given(histories())
@settings(max_examples=50)
def test_the_two_ways_to_a_row_agree(history: list[tuple[PracticeSession, Sequence | None]]) -> None:
    """`export csv` and `history --csv` say the same of a session, in any zone, with any fraction of a second."""
    with fresh_log() as log:
        store(log, *history)
        ended = SessionFilter(ended_only=True)
        sessions = log.sessions.listed(ended, newest_first=False)
        cells = (session_cells(session, log.profile.profile, log.day_starts_at, NOON) for session in sessions)
        # No tags are no text, or an empty one: in a table both are an empty cell.
        expected = [[None if cell == "" else cell for cell in row] for row in cells]

        assert [list(row) for row in export_rows(log, COLUMNS, SessionFilter())] == expected
        assert count_of_sessions(log, ended) == len(expected)
        assert count_of_sessions(log, SessionFilter()) == len(history)
