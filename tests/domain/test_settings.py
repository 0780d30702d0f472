"""What each setting takes, and the form it is kept in."""

import pytest

from yogaflow_cli.domain.settings import DAY_STARTS_AT, PLAIN, SETTINGS, TIME_ZONE, Setting
from yogaflow_cli.errors import InvalidValue


@pytest.mark.parametrize(
    ("setting", "value", "kept"),
    [
        (DAY_STARTS_AT, "3:00", "03:00"),
        (DAY_STARTS_AT, "00:00", "00:00"),
        (DAY_STARTS_AT, "12:00", "12:00"),
        (TIME_ZONE, "Europe/Berlin", "Europe/Berlin"),
        (TIME_ZONE, "system", "system"),
        (PLAIN, "on", "true"),
        (PLAIN, "NO", "false"),
    ],
)
def test_a_value_is_kept_in_one_form(setting: Setting, value: str, kept: str) -> None:
    """Two ways of writing one value are one value, so that setting it again is no change."""
    assert setting.kept(value) == kept
    assert setting.kept(kept) == kept


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (DAY_STARTS_AT, "12:01"),
        (DAY_STARTS_AT, "24:00"),
        (DAY_STARTS_AT, "3"),
        (DAY_STARTS_AT, "300"),
        (DAY_STARTS_AT, "0300"),
        (DAY_STARTS_AT, "-3:00"),
        (DAY_STARTS_AT, "03:0"),
        (DAY_STARTS_AT, "03:99"),
        (DAY_STARTS_AT, "٠٣:٠٠"),
        (DAY_STARTS_AT, ""),
        (TIME_ZONE, ""),
        (TIME_ZONE, "Europe/ Berlin"),
        (TIME_ZONE, "Z" * 65),
        (TIME_ZONE, "../etc/passwd"),
        (PLAIN, "maybe"),
        (PLAIN, ""),
    ],
)
def test_another_value_is_refused_with_what_the_setting_takes(setting: Setting, value: str) -> None:
    """A value out of range exits 2 and says what would do."""
    with pytest.raises(InvalidValue) as failure:
        setting.kept(value)
    assert setting.name in failure.value.message
    assert setting.takes in str(failure.value.hint)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_default_is_a_value_the_setting_takes(setting: Setting) -> None:
    """What `config list` shows can be typed back."""
    assert setting.kept(setting.default) == setting.default
