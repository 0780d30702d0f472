"""Values for every placeholder of the help: right, nearly right, and out of all bounds."""

from tests.faults.hostile import ACTING, LOOKING
from yogaflow_cli.domain.session_columns import COLUMNS
from yogaflow_cli.domain.settings import SETTINGS
from yogaflow_cli.exporters.catalogue import FORMATS as EXPORTS
from yogaflow_cli.importers.catalogue import FORMATS as IMPORTS

SEQUENCES = ("sun-salutation-a", "Yin 45", "yin_45", "evening", "broken", "none", "box-breathing-5", "moon")
PROFILES = ("maya", "MAYA", "ben", "lea", "con", "ｍaya", "-x", "a" * 33)
DAYS = (
    "today",
    "yesterday",
    "monday",
    "2026-11-20",
    "2024-02-29",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "tomorrow",
)
FILES = ("-", "out.csv", "table.csv", "practice.json", "practice.csv", "frames", "calendar.ics", "evening.toml")
PLACES = ("nowhere/x", "folder", "folder/", ".", "", "/dev/null", "noise", "a" * 300, "~", "practice.zip")
TIMES = ("now", "7:30", "07:30:15", "8:60", "24:00", "23:59", "20m ago", "yesterday 18:00", "2026-11-20 07:30")
ISO_TIMES = (
    "2026-11-20T07:30:00Z",
    "2026-11-20T07:30+14:00",
    "2026-03-29 02:30",
    "0001-01-01T00:00Z",
    "9999-12-31T23:59",
)
DURATIONS = (
    "45m",
    "1h30m",
    "1h 30m",
    "90s",
    "0:45:00",
    "4h",
    "4h1s",
    "0s",
    "15",
    "-5m",
    "1.5h",
    "99999999999h",
    "nan",
    "١m",
)
NUMBERS = (
    "0",
    "1",
    "2",
    "5",
    "10",
    "11",
    "007",
    "-1",
    "+1",
    "1_000",
    "٣",
    "３",
    "1e3",
    "nan",
    "inf",
    "9" * 30,
    "9" * 5000,
)
ZONES = ("Europe/Berlin", "UTC", "Asia/Kathmandu", "Pacific/Apia", "europe/berlin", "Mars/Olympus", "../UTC", "EST5")
PERIODS = (
    "all",
    "this-week",
    "last-month",
    "this-year",
    "2026",
    "2026-11",
    "2026-W47",
    "2026-W54",
    "0000",
    "9999",
    "2026-13",
)
RANGES = (
    "2026-11-01..2026-11-30",
    "2026-11-30..2026-11-01",
    "..",
    "today..",
    "0001-01-01..9999-12-31",
    "yesterday..today",
)
WORDS = (
    "home",
    "outside",
    "yin",
    "a calm note",
    "-",
    "",
    " ",
    "a" * 51,
    "a" * 201,
    "a" * 4001,
    "ß",
    "क्\u200dष",
    "🧘",
    "a,b",
    "a;b",
)
TEMPLATES = (
    "{minutes} min",
    "{sequence}",
    "{nothing}",
    "{",
    "}}",
    "{{}}",
    "{minutes!r}",
    "{minutes:>999}",
    "{0}",
    "{note}",
    "",
)
GOALS = ("4 per week", "150m per week", "mon wed fri", "none", "3x", "3", "90m", "per", "week", "0 per week", "5")
GROUPS = ("day", "week", "month", "year", "sequence", "style", "tag", "weekday", "days")
STATUSES = ("completed", "partial", "abandoned", "active", "Completed")
BELLS = ("steps", "parts", "ends", "every:5m", "every:0s", "every:", "none", "every 5m")
MAPS = (
    "start=Begin",
    "duration=Length",
    "unit=minutes",
    "style=Kind",
    "take=all",
    "=",
    "start=",
    "start",
    "x=y",
    "end=Nothing",
)
SETTING_VALUES = ("on", "off", "true", "03:00", "12:01", "system", "none", "3x", "sat sun", "0", "1h", *ZONES[:3])
SHELLS = ("bash", "zsh", "fish", "pwsh", "keyring", "file")
SESSIONS = ("last", "1", "2", "3", "4", "99", *NUMBERS)
COLUMN_LISTS = (*COLUMNS, "session_id,note", "note,note", ",", "nothing", ",".join(COLUMNS))

POOLS: dict[str, tuple[str, ...]] = {
    "SEQUENCE": SEQUENCES,
    "TIME": (*TIMES, *ISO_TIMES),
    "DURATION": DURATIONS,
    "TAG": WORDS,
    "STYLE": WORDS,
    "TEXT": WORDS,
    "1-5": NUMBERS,
    "1-10": NUMBERS,
    "ZONE": ZONES,
    "N": NUMBERS,
    "WHEN": BELLS,
    "SESSION": SESSIONS,
    "SESSION...": SESSIONS,
    "STATUS": STATUSES,
    "TEMPLATE": TEMPLATES,
    "PERIOD": (*PERIODS, *RANGES, *DAYS),
    "DAY": DAYS,
    "DAY...": ("sat", "sun", "mon", "none", "someday", *DAYS),
    "DAY[..DAY]": (*DAYS, *RANGES, *PERIODS),
    "DAYS": ("-1", "0", "1", "2"),
    "GROUP": GROUPS,
    "FILE": (*FILES, *PLACES),
    "FORMAT": (*EXPORTS, "xml"),
    "FORMAT] FILE...": (*IMPORTS, *FILES, *PLACES),
    "A,B": COLUMN_LISTS,
    "KEY=VALUE": MAPS,
    "NAME": (*PROFILES, *SEQUENCES, *(setting.name for setting in SETTINGS), "tree", "vrksasana", "warior"),
    "NEW": PROFILES,
    "VALUE": SETTING_VALUES,
    "GOAL": GOALS,
    "NUMBER...": NUMBERS,
    "keyring|file": SHELLS,
    "bash|zsh|fish": SHELLS,
    "on|off": SETTING_VALUES,
}
"""Values for each placeholder of the help: right, nearly right, and out of all bounds."""

ANYTHING = tuple(dict.fromkeys(value for pool in POOLS.values() for value in pool))
HARMFUL = (*ACTING.values(), *LOOKING.values(), "--", "-", "--=", "-" * 200, "--json=1", "-p", "-oq", "@file")
SHARED = ("--json", "--json", "--plain", "--quiet", "-q", "--no-input", "--profile", "-p", "--help", "--version")
