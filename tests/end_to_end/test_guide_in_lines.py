"""The guide without a picture, when it opens and when not, and how a practice is shaped for it."""

import subprocess

import pytest

from tests.end_to_end.guided import Guided, logged, practised_ms
from tests.program import PATIENCE_SECONDS, script

FAST = "600"


@pytest.fixture
def guided(guided: Guided) -> Guided:
    """A machine with short sequences, the real clock, and time that runs fast in the guide."""
    guided.program.environment["YOGAFLOW_TEST_SPEED"] = FAST
    return guided


class TestWithoutATerminal:
    """A log file, a pipe, a service."""

    def test_it_runs_to_the_end_and_completes(self, guided: Guided) -> None:
        """A line an event, no escape codes, no boxes; the completion's lines at the end."""
        result = guided.program.done("start", "short", "--guide")
        assert result.err == ""
        lines = result.out.splitlines()
        assert lines[0].startswith("Started ")
        assert "Step 2 of 4. Tree, Vṛkṣāsana. Right side. 3 seconds." in lines
        assert "Change sides: left side." in lines
        assert "The end of Short." in lines
        assert any(line.startswith("Session 1: 12 s of practice, completed.") for line in lines)
        assert "\x1b" not in result.out and "╭" not in result.out
        assert practised_ms(guided.session()) == 12_000

    def test_its_answer_is_json_where_that_is_asked_for(self, guided: Guided) -> None:
        """The answer of `complete` on standard output, the lines beside it."""
        result = guided.program.done("start", "short", "--guide", "--json")
        assert result.json["completion_status"] == "completed"
        assert result.json["statistics"]["total_sessions"] == 1
        assert "Step 1 of 4." in result.err

    def test_quiet_says_nothing(self, guided: Guided) -> None:
        """Neither a line nor an answer."""
        result = guided.program.done("start", "short", "--guide", "--quiet")
        assert (result.out, result.err) == ("", "")

    def test_a_paused_practice_goes_on_by_itself(self, guided: Guided) -> None:
        """Nobody is there to press a key."""
        guided.program.done("start", "short")
        guided.program.done("pause")
        result = guided.program.done("guide")
        assert "The end of Short." in result.out
        assert guided.session()["state"] == "ended"

    @pytest.mark.parametrize(("options", "seconds"), [(["--for", "20m"], 1200), ([], 14_400)])
    def test_free_practice_ends_at_its_target_or_its_limit(
        self, guided: Guided, options: list[str], seconds: int
    ) -> None:
        """Nobody could end it, and a log file does not want to wait for ever."""
        program = guided.program.of(YOGAFLOW_TEST_SPEED="3600" if seconds == 14_400 else "600")
        program.done("start", "--guide", *options)
        session = guided.session()
        assert session["state"] == "ended"
        # The last look may come two seconds after the target, where the machine is busy: 20 minutes of fast time.
        assert seconds <= session["duration_seconds"] <= min(seconds + 1200, 14_400)

    def test_without_an_open_practice_there_is_nothing_to_lead(self, guided: Guided) -> None:
        """Exit 3, as with every command on the open session."""
        guided.program.refused(3, "no_open_session", "guide")

    def test_a_reader_that_goes_away_leaves_the_practice_paused(self, guided: Guided) -> None:
        """`| head` ends the lines, quietly, and loses nothing."""
        # The next line, which nobody reads, comes after a minute: here after two seconds, and the end not before ten.
        program = guided.program.of(YOGAFLOW_TEST_SPEED="30")
        command = f"{script()} start long --guide | head -n 1"
        ended = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {command}"],
            env=program.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        assert guided.session()["state"] == "paused"


class TestOnATerminal:
    """Plain mode has its keys there."""

    @pytest.mark.parametrize("plain", ["--plain", "the setting", "TERM=dumb"])
    def test_plain_mode_takes_keys_and_draws_nothing(self, guided: Guided, plain: str) -> None:
        """The screen-reader mode: one line an event."""
        if plain == "the setting":
            guided.program.done("config", "set", "plain", "true")
        options = ["--plain"] if plain == "--plain" else []
        guided.program.environment["TERM_OF_TEST"] = "dumb" if plain == "TERM=dumb" else "xterm-256color"
        with guided.terminal("start", "long", *options, rows=60, YOGAFLOW_TEST_SPEED="1") as terminal:
            terminal.has_printed("Step 1 of 4. Mountain", "Next: Tree.", "Keys: space pause")
            terminal.press(" ")
            terminal.has_printed("Paused after")
            terminal.press(" n")
            terminal.has_printed("Going on at step 1 of 4", "Step 2 of 4.")
            terminal.press("q")
            terminal.has_printed("Complete now")
            terminal.press("y")
            assert terminal.ended() == 0
        terminal.has_printed("Session 1:")
        assert "\x1b" not in terminal.printed

    @pytest.mark.parametrize(
        "words", ["start short --no-guide", "start short --json", "start short --ago 10m", "start"]
    )
    def test_the_guide_stays_away_where_it_is_not_wanted(self, guided: Guided, words: str) -> None:
        """The contract says when it opens."""
        with guided.terminal(*words.split()) as terminal:
            assert terminal.ended() == 0
        assert guided.session()["state"] == "active"

    def test_quiet_still_shows_the_picture(self, guided: Guided) -> None:
        """Whoever looks at the guide wants to see it; only its first and last lines are left out."""
        with guided.terminal("start", "long", "--quiet", YOGAFLOW_TEST_SPEED="1") as terminal:
            terminal.shows("Mountain", "space pause")
            terminal.press("qy")
            assert terminal.ended() == 0
        assert "Started" not in terminal.printed and "Session 1" not in terminal.printed

    def test_a_setting_keeps_it_away(self, guided: Guided) -> None:
        """`guide off`, until `--guide` says otherwise."""
        assert guided.program.say("config", "set", "guide", "off") == "guide is off\n"
        with guided.terminal("start", "short") as terminal:
            assert terminal.ended() == 0
        assert guided.session()["state"] == "active"
        guided.program.done("discard")
        with guided.terminal("start", "short", "--guide") as terminal:
            assert terminal.ended() == 0
        assert guided.session(2)["state"] == "ended"


class TestShaping:
    """One practice in another form; the sequence itself stays."""

    def test_it_is_fitted_and_the_plan_shown_first(self, guided: Guided) -> None:
        """Both sides equal, exactly the total; Enter begins, q leaves and changes nothing."""
        with guided.terminal("start", "long", "--fit", "3m") as terminal:
            terminal.shows("3 m, 4 steps", "Mountain", "Enter begins")
            terminal.type("q")
            assert terminal.ended() == 130
        assert guided.program.json("history") == []
        with guided.terminal("start", "long", "--fit", "3m") as terminal:
            terminal.shows("Enter begins")
            terminal.type("")
            assert terminal.ended() == 0
        session = guided.session()
        practised = {(step["pose"], step["side"]): step["practised_ms"] for step in session["steps"]}
        assert practised["tree", "left"] == practised["tree", "right"]
        # The rest at the end is protected: two of the five minutes are left to it.
        assert practised["corpse", None] == 120_000
        assert session["duration_seconds"] == 180

    def test_rounds_breath_first_step_preparation_and_bells(self, guided: Guided) -> None:
        """Each is frozen with the session."""
        options = ["--rounds", "2", "--breath", "4s", "--from-step", "2", "--prepare", "3s", "--bell", "every:1m"]
        result = guided.program.done("start", "sun-salutation-a", "--guide", *options)
        assert "Get ready: 3 seconds." in result.out
        session = guided.session()
        assert len(session["steps"]) == session["poses_planned"] == 19
        # 16 half-breaths of 2 s, and two dogs of 5 breaths of 4 s.
        assert session["duration_seconds"] == sum(step["planned_ms"] for step in session["steps"]) // 1000

    def test_a_shape_holds_without_the_guide_too(self, guided: Guided) -> None:
        """For whoever is led by a teacher."""
        session = guided.program.json("start", "sun-salutation-a", "--rounds", "2")
        assert session["poses_planned"] == 20

    @pytest.mark.parametrize(
        ("code", "error", "words"),
        [
            (2, "invalid_value", "start short --fit 5h"),
            (2, "invalid_value", "start short --fit 1s"),
            (2, "invalid_value", "start short --fit 15"),
            (2, "invalid_value", "start short --rounds 0"),
            (2, "invalid_value", "start short --rounds 10000"),
            (2, "invalid_value", "start short --rounds ٣"),
            (2, "invalid_value", "start short --from-step 5"),
            (2, "invalid_value", "start short --breath 0s"),
            (2, "invalid_value", "start short --prepare 11m"),
            (2, "invalid_value", "start short --bell often"),
            (2, "invalid_value", "start short --bell every:0s"),
            (2, "usage", "start --rounds 2"),
            (2, "usage", "start --fit 20m"),
            (2, "usage", "start --bell steps"),
            (2, "usage", "start short --guide --ago 5m"),
            (3, "sequence_not_found", "start shrt --guide"),
        ],
    )
    def test_a_shape_that_cannot_be_is_refused(self, guided: Guided, code: int, error: str, words: str) -> None:
        """One clear line and a hint, before anything is written."""
        assert guided.program.refused(code, error, *words.split())["hint"]

    def test_a_sequence_beyond_four_hours_is_refused(self, guided: Guided) -> None:
        """Rounds multiply."""
        guided.program.refused(2, "invalid_value", "start", "long", "--rounds", "100")


def test_steps_show_in_the_page_of_a_session(guided: Guided) -> None:
    """`show` is all of one session."""
    guided.program.done("start", "short", "--guide")
    page = guided.program.say("show", "1")
    assert [line.split() for line in page.splitlines() if "Tree" in line] == [
        ["2", "Tree", "right", "held", "3", "s"],
        ["3", "Tree", "left", "held", "3", "s"],
    ]
    assert logged(guided.session())[1] == (2, "tree", "right", "held")
