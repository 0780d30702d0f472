"""Settings as a change like any other: in one transaction with its entry, and undone like the rest."""

from collections.abc import Mapping
from datetime import datetime

from yogaflow_cli.domain.settings import Setting
from yogaflow_cli.repository.practice_log import PracticeLog


def change_all(log: PracticeLog, now: datetime, values: Mapping[Setting, str | None]) -> bool:
    """Sets settings to values in their kept form, None returns one to its default; one change. Whether it was any."""
    action = "config unset" if all(value is None for value in values.values()) else "config set"
    with log.writing(action, now) as write:
        for setting, value in values.items():
            write.set_setting(setting.name, value)
        return bool(write.records)


def change(log: PracticeLog, now: datetime, setting: Setting, value: str | None) -> bool:
    """Sets one setting, as `change_all`."""
    return change_all(log, now, {setting: value})
