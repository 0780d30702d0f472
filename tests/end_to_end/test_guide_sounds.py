"""What is heard of the guide: players and voices of the machine, here programs that write down what they are given."""

import stat
from pathlib import Path

import pytest

from tests.end_to_end.guided import Guided

WRITES_DOWN = '#!/bin/sh\necho "$(basename "$0") $*" >> "{log}"\n'


class Heard:
    """A machine whose player and voice write down what they were to sound."""

    def __init__(self, guided: Guided) -> None:
        self.guided = guided
        self.log = guided.program.home.with_name("heard.txt")
        folder = guided.program.home.with_name("players")
        folder.mkdir()
        for name in ("pw-play", "spd-say"):
            program = folder / name
            program.write_text(WRITES_DOWN.format(log=self.log))
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        guided.program.environment |= {
            "PATH": f"{folder}:{guided.program.environment['PATH']}",
            "YOGAFLOW_TEST_SPEED": "10",
        }

    def in_time(self) -> "Heard":
        """With time for the words of a pose: once it has passed, as where the guide starts late, they are left out."""
        self.guided.program.environment["YOGAFLOW_TEST_SPEED"] = "3"
        return self

    def of(self, *arguments: str) -> list[str]:
        """What was heard of a practice: the names of the sounds' files, and the words."""
        self.guided.program.done(*arguments)
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [Path(line).stem.split("-")[0] if "pw-play" in line else line.split(" -- ")[1] for line in lines]


@pytest.fixture
def heard(guided: Guided) -> Heard:
    """A machine with sound."""
    return Heard(guided)


def test_bells_ring_at_the_beginning_at_a_change_of_side_and_at_the_end(heard: Heard) -> None:
    """By the bells of the sequence; a change of side has a sound of its own."""
    assert heard.of("start", "short", "--guide") == ["bowl", "side", "end"]


def test_bells_are_chosen(heard: Heard) -> None:
    """At every step; a change of side is heard beside it."""
    rung = heard.of("start", "short", "--guide", "--bell", "steps")
    # Two that begin together write in any order.
    assert sorted(rung) == ["bowl", "bowl", "bowl", "bowl", "end", "side"]


def test_the_voice_says_the_next_pose_before_it_begins(heard: Heard) -> None:
    """In English, with its side, in the last seconds of the pose before."""
    sounds = heard.in_time().of("start", "short", "--guide", "--bell", "none", "--voice")
    spoken = [words for words in sounds if words != "side"]
    assert spoken == ["Tree, right side", "Tree, left side", "Corpse Final Relaxation"]


@pytest.mark.parametrize("silence", ["--silent", "the setting"])
def test_silence_is_kept(heard: Heard, silence: str) -> None:
    """Neither bell nor voice, and no terminal bell."""
    if silence == "the setting":
        heard.guided.program.done("config", "set", "sound", "off")
    options = ["--silent"] if silence == "--silent" else []
    assert heard.of("start", "short", "--guide", "--voice", *options) == []


def test_a_setting_brings_the_voice(heard: Heard) -> None:
    """For whoever always wants it."""
    heard.guided.program.done("config", "set", "voice", "on")
    assert "Corpse Final Relaxation" in heard.in_time().of("start", "short", "--guide")


def test_a_key_turns_the_sound_off(heard: Heard) -> None:
    """`s`, for a quiet room; the screen says so."""
    with heard.guided.terminal("start", "long", "--bell", "steps", YOGAFLOW_TEST_SPEED="1") as terminal:
        terminal.shows("Mountain", "space pause")
        terminal.press("s")
        terminal.shows("sound off")
        terminal.press("n")
        terminal.shows("Tree")
        terminal.press("qy")
        assert terminal.ended() == 0
    assert len(heard.log.read_text().splitlines()) == 1


def test_without_a_player_the_terminal_rings(heard: Heard) -> None:
    """BEL is better than nothing."""
    with heard.guided.terminal("start", "short", PATH="/nowhere") as terminal:
        assert terminal.ended() == 0
    assert terminal.written.count(b"\a") >= 3
