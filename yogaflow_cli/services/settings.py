"""Settings as a change like any other: in one transaction with its entry, and undone like the rest."""

from collections.abc import Mapping
from datetime import datetime

from yogaflow_cli.domain.settings import Setting
from yogaflow_cli.repository.practice_log import PracticeLog


def change_all(log: PracticeLog, now: datetime, values: Mapping[Setting, str]) -> bool:
    """Sets settings to values in their kept form, as one change; whether anything changed."""
    with log.writing("config set", now) as write:
        for setting, value in values.items():
            write.set_setting(setting.name, value)
        return bool(write.records)


def change(log: PracticeLog, now: datetime, setting: Setting, value: str | None) -> bool:
    """Sets a setting to a value in its kept form, None returns it to its default; whether anything changed."""
    with log.writing("config set" if value is not None else "config unset", now) as write:
        write.set_setting(setting.name, value)
        return bool(write.records)
