"""Practices out to a file."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import datetime
from typing import TypeVar

from yogaflow_cli.exporters.catalogue import ExportFormat
from yogaflow_cli.exporters.exporter import Form, Material, Target
from yogaflow_cli.repository.export_rows import export_rows
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter

Item = TypeVar("Item")
Step = Callable[[int], None]
"""Told now and then how many more are done."""

STEP = 500


def export(
    log: PracticeLog,
    written_as: ExportFormat,
    chosen: SessionFilter,
    form: Form,
    target: Target,
    now: datetime,
    step: Step | None = None,
    *,
    private: bool = False,
) -> int:
    """Writes the sessions that the filter names, as they all were at one moment; their number.

    A folder takes long to fill, and nobody's `start` is to wait for that: its sessions are read one by one. Days of
    rest for a private reason go along only when `private`.
    """
    at_one_moment = target.folder is None
    sessions = log.sessions
    with log.database.snapshot() if at_one_moment else nullcontext():
        material = Material(
            profile=log.profile.profile,
            exported_at=now,
            day_starts_at=log.day_starts_at,
            settings=log.settings.all_stored(),
            rests=[rest for rest in log.rests.all() if private or not rest.is_private],
            # Of a format that is no table, the rows are a look ahead.
            rows=lambda columns: watched(export_rows(log, columns, chosen), step if written_as.table else None),
            sessions=lambda: watched(
                sessions.listed(chosen, newest_first=False) if at_one_moment else sessions.listed_one_by_one(chosen),
                step,
            ),
            sequences=lambda: log.sequences.practised(chosen),
        )
        return written_as.exporter()(material, form, target)


def watched(items: Iterable[Item], step: Step | None) -> Iterable[Item]:
    """The items; `step` hears of every few hundred of them."""
    return items if step is None else counting(items, step)


def counting(items: Iterable[Item], step: Step) -> Iterator[Item]:
    """The items, counted."""
    for count, item in enumerate(items, start=1):
        yield item
        if count % STEP == 0:
            step(STEP)
