"""Where the guide stood when it last saved. Light: every session that is read may hold one."""

from datetime import datetime, timedelta
from typing import NamedTuple


class GuideMark(NamedTuple):
    """The place in a guided session. `active` is the session's active time there: what was practised since is on top.

    `step_number` counts from 1 and is one past the last step at the end; it is None in free practice, whose bell rings
    `every` so often. `into_milliseconds` and `changed_milliseconds` are as in `Playback`.
    `seen_at` is when the guide saved last; it is None once the guide has let go, and while the session is paused.
    """

    step_number: int | None = None
    into_milliseconds: int = 0
    changed_milliseconds: int = 0
    active: timedelta = timedelta(0)
    seen_at: datetime | None = None
    every: timedelta | None = None
