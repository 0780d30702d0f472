"""The benchmark's own arithmetic, tables and options, and the logs that it makes for YogaFlow and timewarrior."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.benchmark.__main__ import MET, MISSED, MISUSED, exit_code, goals_of, options_of
from tests.benchmark.baseline import kept_baseline, measurement_of, slower
from tests.benchmark.clock import Call, CallFailed, seconds
from tests.benchmark.figures import Figure, figure, quartiles, ratios, yardsticks
from tests.benchmark.filling import Stretch, fill
from tests.benchmark.limits import ALSO_HELD, BESIDE, LIMITS, YARDSTICK, Goal, Subject, size_label
from tests.benchmark.measuring import Measurement
from tests.benchmark.report import as_json, markdown, number, table
from tests.benchmark.rivals import TIMEW_FORM, Timewarrior, last_week
from tests.benchmark.rounds import Sample, in_turn, rounds_of
from tests.kept_totals import assert_totals_agree
from tests.needs import needs_program
from tests.practice_logs import new_log

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SATURDAY = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
START = Goal(Subject("start", 1_000_000), 5.0)
GROWTH = Goal(Subject("start", 1_000_000), 1.15, Subject("start", 0))
MEMORY = Goal(Subject("export csv", 1_000_000), 60.0, None, "MB")


def measurement(*figures: Figure) -> Measurement:
    """A run with these figures."""
    versions = {"python": "3.11.2", "sqlite": "3.40.1", "yogaflow": "0.6.0", "typer": "0.28.0", "timew": "1.4.3"}
    return Measurement(figures, 20.04, versions, "keyring", "Linux-6.1.0-x86_64-with-glibc2.36", "2026-11-28")


def test_a_figure_is_the_median_with_the_quartiles_that_count_both_ends_in() -> None:
    """Of 1, 2, 3, 4, 10: 3, and 2 to 4; one slow round moves nothing."""
    found = figure(START, [10.0, 1.0, 3.0, 2.0, 4.0])
    assert (found.median, found.quartiles, found.rounds) == (3.0, (2.0, 4.0), 5)


def test_one_round_has_no_spread() -> None:
    """Its quartiles are itself."""
    assert quartiles([4.5]) == (4.5, 4.5)


def test_ratios_are_taken_within_a_round_and_only_where_both_sides_ran() -> None:
    """A slow rival ran in the first rounds alone."""
    ours, theirs = Subject("stats --json", 100_000), Subject("watson report --all", 100_000)
    samples = {
        ours: [Sample(1.0, 0.2), Sample(2.0, 0.5), Sample(9.0, 0.5)],
        theirs: [Sample(4.0, 0.2), Sample(4.0, 0.2)],
    }
    assert ratios(samples, ours, theirs) == [0.25, 0.5]
    assert yardsticks(samples, ours) == [5.0, 4.0, 18.0]


@pytest.mark.parametrize(
    ("cycle_seconds", "rounds", "expected"), [(0.5, 21, 21), (3.0, 21, 4), (13, 21, 3), (13, 2, 2)]
)
def test_slow_calls_get_fewer_rounds_and_at_least_three(cycle_seconds: float, rounds: int, expected: int) -> None:
    """Unless the person asked for fewer still."""
    assert rounds_of(cycle_seconds, rounds) == expected


def test_calls_run_in_turn_and_those_that_only_prepare_are_not_sampled(tmp_path: Path) -> None:
    """Once more to warm up in the first round; the yardstick before and after each cycle."""
    log = tmp_path / "log"

    def call(word: str, is_timed: bool = True) -> Call:
        return Call(Subject(word), ("sh", "-c", f"echo {word} >> {log}"), {"PATH": "/usr/bin:/bin"}, is_timed=is_timed)

    samples = in_turn(call("S"), [(call("start"), call("undo", is_timed=False)), (call("stop"),)], 2, lambda said: None)
    first_round = ["S", "start", "undo", "start", "undo", "S", "stop", "stop", "S"]
    second_round = ["S", "start", "undo", "S", "stop", "S"]
    assert log.read_text().split() == ["S", *first_round, *second_round]
    assert {subject.command: len(found) for subject, found in samples.items()} == {"start": 2, "stop": 2}


def test_a_call_that_fails_is_not_measured() -> None:
    """It is refused with the last line of what it said, on a terminal, too."""
    for on_a_terminal in (False, True):
        call = Call(Subject("start"), (sys.executable, "-c", "exit('no')"), {}, on_a_terminal)
        with pytest.raises(CallFailed, match="start ended with 1: no"):
            seconds(call)
    with pytest.raises(CallFailed, match="start cannot be called"):
        seconds(Call(Subject("start"), ("/nowhere/yogaflow",), {}))


def test_a_screen_is_drawn_on_a_terminal_of_eighty_columns() -> None:
    """All three streams are the terminal."""
    code = "import os; assert {os.get_terminal_size(stream) for stream in range(3)} == {(80, 24)}"
    assert seconds(Call(Subject("stats"), (sys.executable, "-c", code), {}, on_a_terminal=True)) > 0


def test_a_name_says_what_both_sides_share_once() -> None:
    """The names are what `--only` searches and what a baseline is compared by: each is there once."""
    names = [goal.name for goal in (*LIMITS, *ALSO_HELD, *BESIDE)]
    assert len(set(names)) == len(names)
    assert (START.name, GROWTH.name, MEMORY.name) == ("start 1M", "start 1M / 0", "export csv 1M, memory")
    assert "stats --json 100k / timew summary :all" in names
    assert [size_label(size) for size in (0, 10_000, 1_500)] == ["0", "10k", "1500"]


@pytest.mark.parametrize(
    ("value", "text"), [(0.0123, "0.012"), (4.506, "4.51"), (14.52, "14.5"), (163.4, "163"), (12_345.6, "12346")]
)
def test_numbers_have_the_digits_that_count(value: float, text: str) -> None:
    """Three, in most cases."""
    assert number(value) == text


def test_the_table_fits_eighty_columns() -> None:
    """With the longest name, and large numbers."""
    goals = (*LIMITS, *ALSO_HELD, *BESIDE)
    lines = list(table(measurement(*[figure(goal, [163.4, 162.2, 181.9]) for goal in goals])))
    assert max(map(len, lines)) <= 80
    (start,) = (line for line in lines if line.startswith("start 0 "))
    assert start.split() == ["start", "0", "163", "S", "163-173", "5.00", "MISS"]


def test_the_readme_shows_the_kept_figures_and_each_limit_is_met() -> None:
    """What it claims is what was measured last, with date and versions."""
    kept = kept_baseline()
    assert kept is not None
    shown = list(markdown(measurement_of(kept)))
    assert "\n".join(shown[:-1]) in README
    assert all(word in " ".join(README.split()) for word in (kept["date"], *kept["versions"].values()))
    assert [each["name"] for each in kept["figures"] if each["met"] is False] == []
    assert {goal.name for goal in LIMITS} <= {each["name"] for each in kept["figures"]}


def test_the_readme_table_has_a_row_for_each_limit_and_a_column_for_each_size() -> None:
    """And no row for what has no limit; date and versions stand below."""
    few = figure(Goal(Subject("start", 0), 5.0), [4.4])
    found = [few, figure(START, [4.5]), figure(GROWTH, [1.02]), figure(MEMORY, [41]), figure(BESIDE[0], [0.7])]
    assert list(markdown(measurement(*found)))[:-1] == [
        "| | 0 | 10k | 100k | 1M | at most |",
        "|---|--:|--:|--:|--:|--:|",
        "| start | 4.40 |  |  | 4.50 | 5 S |",
        "| start / 0 |  |  |  | 1.02 | 1.15 x |",
        "| export csv, memory |  |  |  | 41.0 | 60 MB |",
        "",
    ]
    assert "2026-11-28, Linux-6.1.0-x86_64-with-glibc2.36, python 3.11.2" in list(markdown(measurement(few)))[-1]


def test_json_says_what_was_found_and_whether_it_is_enough() -> None:
    """With the limit, or null for both."""
    found = json.loads(json.dumps(as_json(measurement(figure(START, [4.0, 5.2, 5.4]), figure(BESIDE[0], [0.7])))))
    assert found["figures"] == [
        {
            "name": "start 1M",
            "unit": "S",
            "median": 5.2,
            "quartiles": [4.6, 5.3],
            "rounds": 3,
            "limit": 5.0,
            "met": False,
        },
        {
            "name": "python -c pass",
            "unit": "S",
            "median": 0.7,
            "quartiles": [0.7, 0.7],
            "rounds": 1,
            "limit": None,
            "met": None,
        },
    ]
    assert found["versions"]["typer"] == "0.28.0" and found["yardstick_ms"] == 20.04


def test_what_became_more_than_fifteen_percent_slower_is_said() -> None:
    """Only of ratios that both runs have: megabytes are no ratio, and another machine's seconds say nothing."""
    kept = as_json(measurement(figure(START, [4.0]), figure(GROWTH, [1.0]), figure(MEMORY, [30])))
    now = as_json(
        measurement(figure(START, [4.8]), figure(GROWTH, [1.14]), figure(MEMORY, [50]), figure(BESIDE[0], [1]))
    )
    assert list(slower(now, kept)) == ["slower than on 2026-11-28: start 1M, 4.00 -> 4.80 S (+20%)"]
    assert list(slower(kept, now)) == []


def test_a_missed_limit_ends_with_one() -> None:
    """A figure at its limit meets it, and one without a limit cannot miss it."""
    assert exit_code(measurement(figure(START, [5.0]), figure(BESIDE[0], [99]))) == MET
    assert exit_code(measurement(figure(START, [5.0]), figure(GROWTH, [1.16]))) == MISSED


@pytest.mark.parametrize(
    "arguments",
    [
        ["--sizes", "5"],
        ["--sizes", ""],
        ["--rounds", "0"],
        ["--rounds", "many"],
        ["--only", "no such figure"],
        ["--keep", "--sizes", "0"],
        ["--keep", "--only", "start"],
        ["--markdown", "--json", "-"],
        ["--round", "3"],
        ["start"],
    ],
)
def test_wrong_options_end_with_two_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is installed."""
    with pytest.raises(SystemExit) as ended:
        options_of(arguments)
    captured = capsys.readouterr()
    assert (ended.value.code, captured.out, captured.err.count("\n")) == (MISUSED, "", 1)
    assert captured.err.startswith("python -m tests.benchmark: ")


def test_sizes_and_a_word_choose_the_figures_whose_both_sides_are_there() -> None:
    """What depends on no log is there at any size."""
    names = [goal.name for goal in goals_of(options_of(["--sizes", "0,1000000", "--only", "start"]))]
    assert names[:3] == ["start 0", "start 1M", "start 1M / 0"]
    assert "--help" in [goal.name for goal in goals_of(options_of(["--sizes", "0"]))]
    assert all(goal.at_most is not None for goal in goals_of(options_of(["--markdown"])))


def test_a_log_has_the_sessions_that_were_asked_for(tmp_path: Path) -> None:
    """Spread until yesterday at noon, with totals as each write would keep them."""
    stretch = Stretch.until(SATURDAY, 500)
    log = new_log(tmp_path)
    fill(tmp_path / "yogaflow.db", stretch)
    times = "SELECT started_at_ms / 1000, ended_at_ms / 1000 FROM sessions ORDER BY started_at_ms"
    assert log.connection.execute(times).fetchall() == list(stretch.sessions())
    assert list(stretch.sessions())[-1][0] == datetime(2026, 11, 27, 12, tzinfo=UTC).timestamp()
    assert_totals_agree(log)
    log.database.close()


def test_no_sessions_are_an_empty_log() -> None:
    """For every program alike."""
    assert list(Stretch.until(SATURDAY, 0).sessions()) == []


def test_timewarrior_reads_what_was_made_for_it_and_a_round_leaves_it_as_it_was(tmp_path: Path) -> None:
    """The same sessions, and no question asked."""
    needs_program("timew")
    timewarrior = Timewarrior(tmp_path, SATURDAY)
    expected = [
        tuple(datetime.fromtimestamp(second, UTC).strftime(TIMEW_FORM) for second in session)
        for session in Stretch.until(SATURDAY, 1_000).sessions()
    ]
    for _ in range(2):
        export = ["timew", "export"]
        exported = subprocess.run(export, env=timewarrior.environment(1_000), check=True, capture_output=True)
        assert [(each["start"], each["end"]) for each in json.loads(exported.stdout)] == expected
        for command in ("start", "summary week", "summary :all"):
            assert all(seconds(call) > 0 for call in timewarrior.cycle(Subject(f"timew {command}", 1_000)))


def test_last_week_is_the_one_from_monday_to_sunday_before_this() -> None:
    """As `history last-week` has it."""
    assert last_week(SATURDAY) == ["--from", "2026-11-16", "--to", "2026-11-22"]


def test_the_yardstick_is_what_figures_in_s_are_set_beside() -> None:
    """Everything else is times the other side, or a number by itself."""
    assert (START.beside, START.unit, GROWTH.unit, MEMORY.unit) == (YARDSTICK, "S", "x", "MB")
