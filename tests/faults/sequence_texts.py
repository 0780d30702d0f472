"""Sequence files as nobody should write them: with keys, values and tables of any kind in any place; for hypothesis."""

import json
from datetime import date, datetime, time
from typing import cast

from hypothesis import strategies as st

from tests.faults.hostile import ACTING, LOOKING
from yogaflow_cli.library.reading import FILE_KEYS, PART_KEYS, STEP_KEYS

STEPS = (
    *(
        "tree, 10s",
        "tree",
        "cat-cow, 6 breaths",
        "warrior-2, 5 breaths, side",
        "low-lunge, 30s, both",
        "tree x3",
        "tree, x1000",
    ),
    *(
        "box-breath, 4-4-4-4",
        "box-breath, 4-7-8",
        "tree, 0s",
        "tree, -1s",
        "tree, 99h",
        "tree, 5",
        ", , ,",
        "",
        "a" * 300,
    ),
    *(
        "tree, ١s",
        "tree, 1e9s",
        "tree, nan s",
        "tree, 0.0000001s",
        "tree, 3m, left, x2",
        "tree, left, right",
        "9" * 5000,
    ),
)
WORDS = (
    "every 5m",
    "every 0s",
    "every",
    "steps",
    "none",
    "right, left",
    "both",
    "sanskrit",
    "numbers",
    "corpse, 6 breaths",
    "fuzz",
)
NUMBERS = (0, 1, 3, -1, 1000, 10**6, 10**30, 0.5, 1e308, float("nan"), float("inf"), -0.0)
OTHER_KINDS = (True, False, date(2026, 11, 23), time(7, 30), datetime(2026, 11, 23, 7, 30))
MOST_KEYS, MOST_ITEMS = 6, 5

texts = st.sampled_from((*STEPS, *WORDS, *ACTING.values(), *LOOKING.values())) | st.text(max_size=12)
scalars = texts | st.sampled_from((*NUMBERS, *OTHER_KINDS))
keys = st.sampled_from((*FILE_KEYS, *PART_KEYS, *STEP_KEYS)) | st.text(max_size=6)


def tables(known: tuple[str, ...], content: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Tables whose keys are mostly known ones."""
    return st.dictionaries(st.sampled_from(known) | keys, content, max_size=MOST_KEYS)


steps = st.lists(st.sampled_from(STEPS) | tables(STEP_KEYS, scalars) | scalars, max_size=MOST_ITEMS)
parts = st.lists(tables(PART_KEYS, scalars | steps), max_size=MOST_ITEMS)
files = st.builds(
    lambda head, named, listed: {"name": "Fuzz", **head, **named, **listed},
    tables(FILE_KEYS, scalars),
    st.fixed_dictionaries({}, optional={"name": texts}),
    st.fixed_dictionaries({}, optional={"steps": steps, "part": parts}),
)


def toml(table: dict[str, object]) -> str:
    """The table as TOML, tables within it on their line."""
    return "".join(f"{quoted(key)} = {value_text(value)}\n" for key, value in table.items())


def value_text(value: object) -> str:
    """One value as TOML."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(value_text, value))}]"
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return f"{{{', '.join(f'{quoted(key)} = {value_text(held)}' for key, held in pairs)}}}"
    return value.isoformat() if isinstance(value, date | time) else str(value)


def quoted(text: str) -> str:
    """A text in quotation marks: TOML's are JSON's, and DEL is to be written as an escape as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


sequence_texts = files.map(lambda table: toml(table).encode("utf-8", "surrogateescape"))
