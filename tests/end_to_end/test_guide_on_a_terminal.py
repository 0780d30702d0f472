"""The guide as a person sees it: the installed program on a terminal whose screen is emulated."""

import time

import pytest

from tests.emulated_terminal import CONTINUE, STOP
from tests.end_to_end.guided import Guided, logged, practised_ms

TOGGLES = (("pause", "space go on"), ("resume", "space pause"))
TRIES = 2
"""Other programs can make the guide look slower, and never faster."""

SIZES = [(40, 120), (24, 80), (15, 60), (10, 40)]


class TestAWholeSequence:
    """From its first picture to its last word."""

    def test_it_leads_through_every_step_and_completes(self, guided: Guided) -> None:
        """Pose, side, next pose, time; then the session, its statistics, and the terminal as it was."""
        with guided.terminal("start", "short") as terminal:
            terminal.shows("Short", "Mountain", "next", "Tree", "step 1 of 4", "space pause")
            terminal.shows("Tree", "right side")
            terminal.shows("change sides", "left side")
            terminal.shows("Corpse", "the end")
            assert terminal.ended() == 0
            assert terminal.gave_the_terminal_back()
        terminal.has_printed("Started", "Session 1: 12 s of practice, completed.", "In all 12 s in 1 practice")
        session = guided.session()
        assert logged(session) == [
            (1, "mountain", None, "held"),
            (2, "tree", "right", "held"),
            (3, "tree", "left", "held"),
            (4, "corpse", None, "held"),
        ]
        assert (session["state"], session["completion_status"], session["poses_completed"]) == ("ended", "completed", 4)
        assert (session["duration_seconds"], practised_ms(session)) == (12, 12_000)

    def test_it_is_one_change(self, guided: Guided) -> None:
        """One undo takes all of it back, one redo brings all of it again."""
        with guided.terminal("start", "short", YOGAFLOW_TEST_SPEED="20") as terminal:
            assert terminal.ended() == 0
        whole = guided.session()
        assert guided.program.say("undo") == "Undid guide: session 1 is gone.\n"
        assert guided.program.json("history") == []
        guided.program.done("redo")
        assert guided.session() == whole

    def test_keys_pause_and_skip_and_every_size_is_clean(self, guided: Guided) -> None:
        """A pause costs nothing, what is skipped is logged so, and the picture follows the window."""
        with guided.terminal("start", "long") as terminal:
            terminal.shows("Mountain", "space pause")
            terminal.press(" ")
            terminal.shows("paused", "space go on")
            for rows, columns in SIZES:
                terminal.resize(rows, columns)
                picture = terminal.shows("Mountain", "next", "paused")
                assert max(map(len, picture.split("\n"))) <= columns
            terminal.resize(8, 39)
            terminal.shows("1/4 Mountain")
            terminal.resize(24, 80)
            terminal.shows("step 1 of 4")
            terminal.press(" n")
            terminal.shows("Tree", "step 2 of 4")
            terminal.press("b")
            terminal.shows("Mountain", "step 1 of 4")
            terminal.press("?")
            terminal.shows("ten seconds")
            terminal.press("?")
            terminal.hides("ten seconds")
            terminal.press("q")
            terminal.shows("Complete now")
            terminal.press("n")
            terminal.hides("Complete now")
            terminal.press("qy")
            assert terminal.ended() == 0
        session = guided.session()
        assert [outcome for *_, outcome in logged(session)][:2] == ["skipped", "skipped"]
        assert (session["completion_status"], session["state"]) == ("abandoned", "ended")
        assert session["elapsed_seconds"] >= session["duration_seconds"]
        assert abs(practised_ms(session) / 1000 - session["duration_seconds"]) < 1


class TestFreePractice:
    """A calm clock, bells and a target."""

    def test_it_counts_up_to_its_target_and_on(self, guided: Guided) -> None:
        """The clock, the target; q completes without a question once that is reached."""
        guided.program.done("start", "--for", "2s")
        with guided.terminal("guide") as terminal:
            terminal.shows("Free practice", "target reached")
            terminal.press("q")
            assert terminal.ended() == 0
        session = guided.session()
        assert (session["completion_status"], session["steps"]) == ("completed", [])
        assert session["duration_seconds"] >= 2

    def test_bells_are_chosen_when_it_is_opened(self, guided: Guided) -> None:
        """The interval is shown."""
        guided.program.done("start")
        with guided.terminal("guide", "--bell", "every:5m") as terminal:
            terminal.shows("bell every 5 m")


class TestStandingAside:
    """Ctrl-Z and `fg`, a machine that sleeps, and time that is given back."""

    def test_control_z_pauses_and_fg_brings_it_back(self, guided: Guided) -> None:
        """The shell has its terminal meanwhile; the time away is none."""
        with guided.shell() as terminal:
            terminal.type("yogaflow start long")
            terminal.shows("Mountain", "space pause")
            terminal.press_control("z")
            terminal.has_printed("Stopped")
            assert terminal.gave_the_terminal_back()
            paused = guided.becomes("paused")
            terminal.type("echo still $((20 + 3))")
            terminal.has_printed("still 23")
            time.sleep(1.2)
            terminal.type("fg")
            terminal.shows("paused", "passed unseen", "g counts")
            went_on_at = time.monotonic()
            terminal.press(" ")
            terminal.shows("space pause")
            session = guided.becomes("active")
            since = time.monotonic() - went_on_at
            assert session["duration_seconds"] - paused["duration_seconds"] <= since + 1
            terminal.press("qy")
            terminal.has_printed("Session 1:")
            terminal.shows("ready>")

    def test_a_machine_that_slept_pauses_and_says_so(self, guided: Guided) -> None:
        """Dead time never counts; `g` gives it back."""
        began_at = time.monotonic()
        with guided.terminal("start", "long") as terminal:
            terminal.shows("Mountain", "space pause")
            terminal.send_signal(STOP)
            awake = time.monotonic() - began_at
            time.sleep(6)
            terminal.send_signal(CONTINUE)
            terminal.shows("paused", "passed unseen")
            assert guided.becomes("paused")["duration_seconds"] <= awake
            terminal.press("g")
            terminal.shows("space pause")
            assert guided.becomes("active")["duration_seconds"] >= 6

    def test_a_setting_lets_sleep_count(self, guided: Guided) -> None:
        """For whoever closes the lid and practises on."""
        guided.program.done("config", "set", "sleep_counts", "true")
        with guided.terminal("start", "long") as terminal:
            terminal.shows("Mountain", "space pause")
            terminal.send_signal(STOP)
            time.sleep(6)
            terminal.send_signal(CONTINUE)
            terminal.until(lambda: guided.session()["duration_seconds"] >= 6, "the time asleep")
            assert "paused" not in terminal.text


class TestSteering:
    """Any terminal steers it."""

    def test_pause_and_resume_are_followed_within_a_second(self, guided: Guided) -> None:
        """As from a hotkey."""
        with guided.terminal("start", "long") as terminal:
            terminal.shows("Mountain", "space pause")
            followed: dict[str, list[float]] = {"pause": [], "resume": []}
            for command, seen in TOGGLES * TRIES:
                guided.program.done(command)
                done_at = time.monotonic()
                terminal.shows(seen)
                followed[command].append(time.monotonic() - done_at)
        assert max(map(min, followed.values())) <= 1, followed

    @pytest.mark.parametrize(
        ("command", "said"), [("complete", "was completed from another"), ("discard", "was dropped from another")]
    )
    def test_its_end_is_followed_too(self, guided: Guided, command: str, said: str) -> None:
        """The guide says what happened, and gives the terminal back."""
        with guided.terminal("start", "long") as terminal:
            terminal.shows("Mountain", "space pause")
            guided.program.done(command)
            done_at = time.monotonic()
            assert terminal.ended() == 0
            assert time.monotonic() - done_at <= 2
            assert terminal.gave_the_terminal_back()
        terminal.has_printed(f"Session 1 {said} terminal.")

    def test_completed_elsewhere_it_keeps_the_step_that_was_practised(self, guided: Guided) -> None:
        """Nothing of the run is lost, and rule 6 decides."""
        with guided.terminal("start", "long") as terminal:
            terminal.shows("Mountain", "space pause")
            time.sleep(1)
            guided.program.done("complete")
            assert terminal.ended() == 0
        session = guided.session()
        assert logged(session)[0][:2] == (1, "mountain")
        assert session["completion_status"] == "abandoned"
        assert practised_ms(session) // 1000 == session["duration_seconds"]

    def test_a_second_guide_is_refused_while_the_first_is_alive(self, guided: Guided) -> None:
        """Exit 6; once it has gone, another may lead."""
        with guided.terminal("start", "long") as terminal:
            terminal.shows("Mountain", "space pause")
            second = guided.program.run("guide", "--json")
            assert (second.code, second.error["code"]) == (6, "already_open")
            terminal.press_control("c")
            terminal.ended()
        with guided.terminal("guide") as terminal:
            terminal.shows("Mountain", "paused")
