"""Finding the line of a thing in a TOML text."""

import tomllib

import pytest

from yogaflow_cli.library.lines import Lines, Place

TEXT = '''# name = "not this"
"name" = "a # b [ ] , = 'c'"
about = """
steps = [
"""
props = [ "x",
  'y', # , "z"
  { a = [1, 2], b = "]" }, "z"
]

[[part]]
steps = [ "one", "two",

  "three" ]

[[ part ]]   # steps = []
name = "second"
steps = [
  [1, 2],
  { pose = "tree",  hold = "5s" },
]
[[part]]
[[part.steps]]
pose = "x"
[[part.steps]]

pose = "y"
[other.table]
key = 1
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("name",), 2),
        (("about",), 3),
        (("props", 0), 6),
        (("props", 1), 7),
        (("props", 2), 8),
        (("props", 3), 8),
        (("part", 0), 11),
        (("part", 0, "steps", 1), 12),
        (("part", 0, "steps", 2), 14),
        (("part", 1), 16),
        (("part", 1, "name"), 17),
        (("part", 1, "steps", 0), 19),
        (("part", 1, "steps", 1), 20),
        (("part", 1, "steps", 1, "hold"), 20),
        (("part", 0, "repeat"), 11),
        (("part", 2, "steps", 0, "pose"), 24),
        (("part", 2, "steps", 1), 25),
        (("part", 2, "steps", 1, "pose"), 27),
        (("other", "table", "key"), 29),
        (("other",), 28),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_a_thing_is_found_or_else_what_stands_around_it(place: Place, line: int) -> None:
    """Strings, comments, nested lists and both ways to write tables are seen for what they are."""
    assert tomllib.loads(TEXT)

    assert Lines(TEXT).line(place) == line
