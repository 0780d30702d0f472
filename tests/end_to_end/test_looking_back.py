"""`calendar`, `streak`, `goal`, `rest` and the screen of `stats`, as a person and a script meet them."""

import re
from pathlib import Path

import pytest

from tests.program import Program

MONDAY = "2026-11-23"
DAYS = ("2026-11-09", "2026-11-10", "2026-11-12", "2026-11-16", "2026-11-17", "2026-11-20", "2026-11-22", MONDAY)


@pytest.fixture(scope="module")
def practised_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight practices in three weeks, the last of them today; logged once and copied for each test."""
    program = Program(tmp_path_factory.mktemp("practised") / "home")
    for number, day in enumerate(DAYS):
        style = ("yin", "hatha")[number % 2]
        program.done("log", "--start", f"{day} 06:00", "--duration", "30m", "--style", style, "--mood", "4")
    return program.home


@pytest.fixture
def practised(yogaflow: Program, practised_home: Path) -> Program:
    """Somebody with eight practices."""
    return yogaflow.with_a_copy_of(practised_home)


class TestBeforeAnyPractice:
    """Reads answer with zeros or empty lists, exit 0, and say how to begin."""

    @pytest.mark.parametrize("words", ["calendar", "calendar 2026", "streak", "streak --explain", "stats"])
    def test_screens_say_how_to_begin(self, yogaflow: Program, words: str) -> None:
        """One kind line, on a terminal and in a pipe, plain or not."""
        assert yogaflow.say(*words.split()) == "No practice yet. Begin: yogaflow start\n"
        assert yogaflow.say(*words.split(), "--plain") == "No practice yet. Begin: yogaflow start\n"
        assert not yogaflow.data.exists()

    def test_scripts_get_zeros(self, yogaflow: Program) -> None:
        """Nothing is made on the way."""
        assert yogaflow.json("streak")["weeks"] == 0
        assert yogaflow.json("goal") is None
        assert yogaflow.json("rest", "list") == []
        assert yogaflow.json("calendar", "today")["days"] == [
            {"day": MONDAY, "seconds": 0, "level": 0, "rest": False, "moon": False}
        ]
        assert yogaflow.json("stats")["streak"]["weeks"] == 0
        assert not yogaflow.data.exists()

    def test_goal_and_rest_may_come_first(self, yogaflow: Program) -> None:
        """`goal set` makes the first profile, and so does `rest`."""
        assert "Your goal is 4 days a week." in yogaflow.done("goal", "set", "4", "per", "week").out
        assert yogaflow.say("rest", "add", "today").startswith("Rest 1: 23 Nov 2026, 1 day")


class TestCalendar:
    """The heat map and the month."""

    def test_a_pipe_gets_signs_without_colour(self, practised: Program) -> None:
        """`· ░ ▒ ▓ █`, eighty cells wide, seven rows."""
        out = practised.say("calendar")
        assert "Your year on the mat" in out
        assert "\x1b" not in out
        assert max(map(len, out.splitlines())) <= 80
        assert out.count("▓") == len(DAYS) + 1  # and one in the legend
        assert "8 days" in out and "4 h" in out

    def test_a_month_has_its_minutes(self, practised: Program) -> None:
        """Up to 31 days, each with its number."""
        out = practised.say("calendar", "this-month")
        assert out.splitlines()[0].strip() == "November 2026"
        # Two weeks have other totals; the legend has the time twice.
        assert out.count("30 m") == len(DAYS) + 1 + 2

    def test_a_screen_reader_gets_sentences(self, practised: Program) -> None:
        """No glyphs."""
        out = practised.say("calendar", "--plain")
        assert "Week of 16 November 2026: Monday 30 minutes, Tuesday 30 minutes" in out
        assert not set("·░▒▓█■") & set(out)

    def test_json_has_every_day(self, practised: Program) -> None:
        """Also those without practice."""
        answer = practised.json("calendar", "last-week")
        assert [day["level"] for day in answer["days"]] == [3, 3, 0, 0, 3, 0, 3]
        assert (answer["practised_seconds"], answer["practice_days"]) == (7200, 4)

    def test_weeks_start_as_set(self, practised: Program) -> None:
        """Rows, labels and periods follow."""
        practised.done("config", "set", "week_starts_on", "sun")
        assert practised.json("calendar", "this-week")["from"] == "2026-11-22"
        assert practised.json("calendar")["week_starts_on"] == "sunday"
        groups = practised.json("stats", "last-week", "--by", "weekday")["groups"]
        assert groups[0]["group"] == "sunday"

    def test_on_a_terminal_it_has_colours_and_without_them_signs(self, practised: Program) -> None:
        """Squares of true or 256 colours, signs where there are fewer or none."""
        with practised.terminal("calendar") as terminal:
            assert terminal.end() == 0
        assert "■" in terminal.screen and "\x1b[38;5;" in terminal.screen
        for plain in (practised.of(NO_COLOR="1"), practised):
            term = "xterm-256color" if plain is not practised else "ansi"
            with plain.terminal("calendar", term=term) as terminal:
                assert terminal.end() == 0
            assert "■" not in terminal.screen and "▓" in terminal.screen

    def test_colours_fit_the_background(self, practised: Program) -> None:
        """As the setting says, else as the terminal says."""
        shown = {}
        for name, environment in (("dark", {}), ("light", {"COLORFGBG": "0;15"})):
            with practised.of(**environment).terminal("calendar") as terminal:
                assert terminal.end() == 0
            shown[name] = terminal.screen
        practised.done("config", "set", "theme", "light")
        with practised.terminal("calendar") as terminal:
            assert terminal.end() == 0
        assert shown["dark"] != shown["light"] == terminal.screen

    @pytest.mark.parametrize(
        "period", ["yesteryear", "2026-11-23..2026-11-01", "1969", "2201", "2026-W54", "2026-13", "0000-01-01"]
    )
    def test_a_period_that_cannot_be_is_refused_with_examples(self, practised: Program, period: str) -> None:
        """Exit 2."""
        assert practised.refused(2, "invalid_value", "calendar", period)["hint"]


class TestStreakAndGoal:
    """One rule."""

    def test_weeks_with_any_practice_where_there_is_no_goal(self, practised: Program) -> None:
        """The headline, and days as the smaller figure."""
        answer = practised.json("streak")
        assert (answer["unit"], answer["weeks"], answer["days"]) == ("weeks", 3, 2)
        assert "3 weeks with practice" in practised.say("streak")

    @pytest.mark.parametrize(
        ("goal", "kept", "weeks"),
        [
            ("4 per week", "4 per week", 1),
            ("4", None, 0),
            ("mon tue", "mon tue", 2),
            ("monday, tuesday", "mon tue", 2),
            ("90m per week", "90m per week", 2),
            ("1h30m a week", "90m per week", 2),
            ("0 per week", None, 0),
            ("8 per week", None, 0),
            ("someday", None, 0),
            ("4 per month", None, 0),
            ("99999h per week", None, 0),
        ],
    )
    def test_a_goal_is_understood_or_refused(self, practised: Program, goal: str, kept: str | None, weeks: int) -> None:
        """From 1 to 7 days; also of the weeks before."""
        if kept is None:
            assert "It takes" in practised.refused(2, "invalid_value", "goal", "set", *goal.split())["hint"]
            return
        assert practised.json("goal", "set", *goal.split())["goal"] == kept
        assert practised.json("streak")["weeks"] == weeks
        assert practised.json("stats")["goal"]["goal"] == kept
        assert practised.json("goal", "clear") is None
        assert practised.json("streak")["weeks"] == 3

    def test_the_goal_can_be_undone_and_redone(self, practised: Program) -> None:
        """It is a change like any other."""
        practised.done("goal", "set", "4", "per", "week")
        assert practised.say("undo") == "Undid config set: goal is its default again.\n"
        assert practised.json("goal") is None
        practised.done("redo")
        assert practised.json("goal")["goal"] == "4 per week"

    def test_no_goal_is_no_change(self, practised: Program) -> None:
        """`goal set none` and `goal clear` where there is none."""
        assert practised.say("goal", "set", "none") == "There was no goal: nothing to change\n"
        assert practised.say("goal", "clear") == "There was no goal: nothing to change\n"
        assert "Undid log" in practised.say("undo")

    def test_a_week_of_rest_asks_nothing(self, practised: Program) -> None:
        """And the goal says so."""
        practised.done("goal", "set", "2", "per", "week")
        practised.done("rest", "add", "this-week")
        assert practised.say("goal") == "2 days a week. Nothing is asked of this week.\n"

    def test_a_period_ahead_or_past_has_no_present(self, practised: Program) -> None:
        """Neither this week nor the streak is said of another year."""
        for year in ("2025", "2030"):
            answer = practised.json("stats", year)
            assert (answer["this_week"], answer["streak"], answer["weeks"]) == (None, None, [])
            assert "best" not in practised.say("calendar", year)

    def test_a_past_day_changes_the_streak(self, practised: Program) -> None:
        """As if it had always been so."""
        practised.done("log", "--start", "2026-11-21 06:00", "--duration", "30m")
        assert practised.json("streak")["days"] == 4
        practised.done("delete", "7", "--yes")
        assert practised.json("streak")["days"] == 1

    def test_it_is_explained(self, practised: Program) -> None:
        """Weeks, days and rules that decided, by name."""
        practised.done("goal", "set", "4", "per", "week")
        out = practised.say("streak", "--explain")
        assert "Week of 16 Nov 2026: 4 of 4 days; Mon, Tue, Fri, Sun. Counts." in out
        assert "Week of 9 Nov 2026: 3 of 4 days; Mon, Tue, Thu. The streak begins after it." in out
        assert "Sat 21 Nov 2026: no practice, the streak begins after it." in out
        plain = practised.say("streak", "--explain", "--plain")
        assert "Week of 16 November 2026: 4 of 4 days; Monday, Tuesday, Friday, Sunday. Counts." in plain
        explained = practised.json("streak", "--explain")["explained"]
        assert [week["outcome"] for week in explained["weeks"]] == ["open", "met", "missed"]

    def test_off_means_nowhere(self, practised: Program) -> None:
        """Every screen, and null for scripts; the page is tested with the page."""
        practised.done("config", "set", "streaks", "off")
        assert practised.json("streak") is None
        practised.done("goal", "set", "2", "per", "week")
        answer = practised.json("stats")
        assert (answer["streak"], answer["goal"]["done"], answer["goal"]["met"]) == (None, 1, False)
        for command in ("stats", "calendar"):
            with practised.terminal(command) as terminal:
                assert terminal.end() == 0
            assert "streak" not in terminal.screen and "best" not in terminal.screen
            assert "streak" not in practised.say(command, "--plain").casefold()
        assert practised.say("streak") == "Streaks are off. To see them: yogaflow config set streaks weeks\n"

    def test_days_can_lead(self, practised: Program) -> None:
        """The setting `streaks days`."""
        practised.done("config", "set", "streaks", "days")
        assert practised.json("streak")["unit"] == "days"
        assert re.search(r"now +2 days", practised.say("calendar"))

    def test_weekly_rest_is_not_told_as_lowering(self, practised: Program) -> None:
        """Only what lowered the goal is named beside it."""
        practised.done("goal", "set", "4", "per", "week")
        practised.done("rest", "weekly", "sat")
        practised.done("rest", "add", "2026-11-14")
        practised.done("rest", "add", "2026-11-19")
        out = practised.say("streak", "--explain")
        assert "Week of 16 Nov 2026: 4 of 3 days; Mon, Tue, Fri, Sun; 1 day of rest. Counts." in out
        assert "Week of 9 Nov 2026: 3 of 4 days; Mon, Tue, Thu. The streak begins after it." in out

    def test_it_never_says_more_than_is_true_of_a_short_day(self, practised: Program) -> None:
        """The setting `min_day_minutes`."""
        practised.done("config", "set", "min_day_minutes", "31")
        assert practised.json("streak")["weeks"] == 0
        practised.refused(2, "invalid_value", "config", "set", "min_day_minutes", "0")


class TestRest:
    """Days that bridge and never count."""

    def test_rest_bridges(self, practised: Program) -> None:
        """Saturday off joins two runs of days."""
        practised.done("rest", "add", "2026-11-21")
        assert practised.json("streak")["days"] == 3
        practised.done("undo")
        assert practised.json("streak")["days"] == 2
        assert practised.say("redo").startswith("Redid rest add: rest 1, 2026-11-21 to 2026-11-21, is back")

    def test_ranges_overlap_and_merge(self, practised: Program) -> None:
        """For the same reason; those for another stand beside them."""
        practised.done("rest", "add", "2026-12-24..2026-12-26", "--reason", "holiday")
        practised.done("rest", "add", "2026-12-29..2026-12-30", "--reason", "holiday")
        practised.done("rest", "add", "2026-12-26..2026-12-26", "--reason", "ill")
        merged = practised.json("rest", "add", "2026-12-25..2026-12-28", "--reason", "holiday")
        assert (merged["rest_id"], merged["from"], merged["to"], merged["days"]) == (1, "2026-12-24", "2026-12-30", 7)
        assert [rest["rest_id"] for rest in practised.json("rest", "list")] == [1, 3]
        assert "nothing to change" in practised.say("rest", "add", "2026-12-25", "--reason", "holiday")
        practised.done("undo")
        assert [rest["rest_id"] for rest in practised.json("rest", "list")] == [1, 3, 2]

    def test_rests_are_listed_and_deleted_by_number(self, practised: Program) -> None:
        """A number that is not there is exit 3, and nothing is deleted."""
        practised.done("rest", "add", "today", "--reason", "travel")
        assert "travel" in practised.say("rest", "list")
        practised.refused(3, "rest_not_found", "rest", "delete", "1", "9")
        assert practised.say("rest", "delete", "1") == "Deleted rest 1: 23 Nov 2026, 1 day, travel\n"
        practised.done("undo")
        assert practised.json("rest", "list")[0]["reason"] == "travel"

    @pytest.mark.parametrize(
        "arguments",
        [
            ["2026-12-26..2026-12-24"],
            ["all"],
            ["soon"],
            ["1969-12-31"],
            ["2201-01-01"],
            ["2026-12-24", "--reason", ""],
            ["2026-12-24", "--reason", "x" * 61],
            ["2026-12-24", "--reason", "a\x1b[31mb"],
        ],
    )
    def test_what_cannot_be_is_refused(self, practised: Program, arguments: list[str]) -> None:
        """Exit 2, and a hint."""
        practised.refused(2, "invalid_value", "rest", "add", *arguments)

    def test_weekly_rest_and_moon_days(self, practised: Program) -> None:
        """Settings with a verb of their own; the moon of November 2026 is full on the 24th in Berlin."""
        assert practised.say("rest", "weekly", "sat", "sunday") == "Every week: Saturday, Sunday.\n"
        assert practised.json("rest", "weekly") == {"rest_weekdays": ["sat", "sun"]}
        practised.refused(2, "invalid_value", "rest", "weekly", "someday")
        assert practised.say("rest", "weekly", "none") == "No weekly days of rest.\n"
        moons = practised.json("rest", "moon", "on")["coming"]
        assert moons[0] == {"day": "2026-11-24", "phase": "full"}
        assert practised.json("rest", "moon", "--shift", "-1")["coming"][0]["day"] == MONDAY
        practised.refused(2, "invalid_value", "rest", "moon", "--shift", "2")
        assert practised.json("rest", "moon", "off") == {"moon_days": False, "coming": []}

    def test_the_reason_cycle_leaves_only_when_asked(self, practised: Program) -> None:
        """Exports say that something stayed; with the option it goes along, and comes back."""
        practised.done("rest", "add", "2026-11-13..2026-11-14", "--reason", "cycle")
        practised.done("rest", "add", "2026-11-01", "--reason", "ill")
        left_out = practised.done("export", "json")
        assert [rest["reason"] for rest in left_out.json["rests"]] == ["ill"]
        assert "--include-private" in left_out.err and "cycle" not in left_out.out + left_out.err
        whole = practised.done("export", "json", "--include-private", "-o", "whole.json")
        assert "private" not in whole.err
        other = Program(practised.home.with_name("other"))
        assert other.json("import", "json", "whole.json")["rests"] == 2
        assert [rest["reason"] for rest in other.json("rest", "list")] == ["ill", "cycle"]
        assert other.json("import", "json", "whole.json")["rests"] == 0
        other.done("undo")
        assert other.json("rest", "list") == []
        other.done("export", "json")
        assert "and 2 rests." in other.done("import", "json", "whole.json").out


class TestStats:
    """The screen."""

    def test_on_a_terminal_it_is_one_screen(self, practised: Program) -> None:
        """All practised time first, weeks, styles, hours, and how it felt."""
        practised.done("goal", "set", "4", "per", "week")
        with practised.terminal("stats") as terminal:
            assert terminal.end() == 0
        for words in ("yogaflow", "since 9 Nov 2026", "practised", "4 h", "1 of 4", "By style", "Weekly minutes"):
            assert words in terminal.screen

    def test_in_plain_mode_it_is_sentences(self, practised: Program) -> None:
        """No bars, boxes or arrows."""
        out = practised.say("stats", "--plain")
        assert "Practised: 4 hours on 8 days." in out
        assert not set("█▏─·●→") & set(out)

    def test_by_tables_have_bars_on_a_terminal_only(self, practised: Program) -> None:
        """Small ones."""
        with practised.terminal("stats", "--by", "style") as terminal:
            assert terminal.end() == 0
        assert "████████████" in terminal.screen
        assert "█" not in practised.say("stats", "--by", "style")

    def test_csv_has_all_of_the_screen(self, practised: Program) -> None:
        """Hours, how it felt, and the streak, each as a table without gaps."""
        hours = practised.say("stats", "--csv", "--by", "hour").splitlines()
        assert (len(hours), hours[7].split(",")[0], hours[7].split(",")[-2]) == (25, "06", "14400")
        moods = practised.say("stats", "--csv", "--by", "mood_after").splitlines()
        assert [row.split(",")[8] for row in moods[1:]] == ["0", "0", "0", "8", "0"]
        assert practised.say("streak", "--csv").splitlines() == [
            "unit,weeks,weeks_since,best_weeks,days,days_since,best_days",
            "weeks,3,2026-11-09,3,2,2026-11-22,2",
        ]
        practised.done("config", "set", "streaks", "off")
        assert len(practised.say("streak", "--csv").splitlines()) == 1

    def test_json_has_all_of_the_screen(self, practised: Program) -> None:
        """Beside the contract's keys."""
        answer = practised.json("stats")
        assert answer["this_week"] == {"sessions": 1, "practised_seconds": 1800}
        assert [week["practised_seconds"] for week in answer["weeks"]][-3:] == [5400, 7200, 1800]
        assert answer["hours"][6] == 14_400
        assert answer["felt"]["mood_after"] == {"mean": 4.0, "answers": 8}
        assert {style["group"]: style["sessions"] for style in answer["styles"]} == {"yin": 4, "hatha": 4}


class TestBalance:
    """What the guide logged."""

    def test_without_guided_practice_it_says_what_logs_steps(self, practised: Program) -> None:
        """Exit 0."""
        assert "yogaflow start SEQUENCE" in practised.say("balance")
        assert practised.json("balance")["families"] == []

    def test_it_adds_up_a_guided_run(self, yogaflow: Program) -> None:
        """Families, and both sides."""
        program = yogaflow.with_the_real_clock().of(YOGAFLOW_TEST_SPEED="600")
        program.done("start", "morning-10", "--guide", "--quiet")
        families = program.json("balance")["families"]
        assert sum(family["practised_seconds"] for family in families) > 500
        assert "Standing" in program.say("balance", "--plain")
