"""That a pose's name is heard through a real voice, and that no text and no voice, however odd, does harm."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sound.machine import Machine, samples_in, state_of, until, written
from yogaflow_cli.sound.voice import SPOKEN_LIMIT, SPOKEN_VARIABLE, Voice, spoken, voices, windows_voice

Begun = Callable[[], set[str]]

UNHEARD_SECONDS = 0.05
NAME = "Downward-Facing Dog"
HANGS = ("echo $$ >> $HOME/numbers", "exec /bin/sleep 30")


def said_by_espeak(text: str, folder: Path) -> bytes:
    """What espeak-ng itself makes of a text, written to a file."""
    file = folder / "direct.wav"
    subprocess.run(["espeak-ng", "-v", "en", "-s", "150", "-w", str(file), text], check=True)
    return samples_in(file)


def voice_of(machine: Machine) -> Voice:
    """The voice of a machine."""
    return Voice(voices(machine.environment), machine.environment)


def test_a_real_voice_says_the_name(machine: Machine, begun: Begun, tmp_path: Path) -> None:
    """What reaches the sound card is what espeak-ng makes of it, sample for sample."""
    machine.install("espeak-ng")
    voice = voice_of(machine)
    voice.say(NAME)
    until(lambda: not begun(), voice.tend)
    assert machine.pieces() == [said_by_espeak("Downward Facing Dog", tmp_path)]


@pytest.mark.parametrize("text", ["--help", "-w /tmp/file", "[[w3:d]]", "%s%n%s", "Dog; touch no", "$(id) `id`"])
def test_a_real_voice_takes_no_text_for_an_option(machine: Machine, begun: Begun, tmp_path: Path, text: str) -> None:
    """Free text can come from anybody's sequence: it is said as words."""
    machine.install("espeak-ng")
    voice = voice_of(machine)
    voice.say(text)
    until(lambda: not begun(), voice.tend)
    [piece] = machine.pieces()
    assert piece == said_by_espeak(spoken(text), tmp_path)


def test_a_voice_that_fails_at_once_leaves_it_to_the_next(machine: Machine, begun: Begun) -> None:
    """As spd-say does without its service."""
    machine.write("spd-say", 'echo "$@" > $HOME/asked', "exit 1")
    machine.install("espeak-ng")
    voice = voice_of(machine)
    voice.say("Child's Pose")
    until(lambda: not begun(), voice.tend)
    assert written(machine.note("asked")) == "--language en -- Child's Pose\n"
    assert len(machine.pieces()) == 1


def test_the_real_client_of_speech_dispatcher_takes_our_options(machine: Machine, begun: Begun) -> None:
    """It has no service to speak to here, which it says; a wrong option it would say instead."""
    machine.install("spd-say")
    [program] = voices(machine.environment)
    nowhere = {"SPEECHD_ADDRESS": f"unix_socket:{machine.note('none')}", "PATH": machine.environment["PATH"]}
    ended = subprocess.run(program.command(NAME), env=nowhere, capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 1
    assert "Failed to connect to Speech Dispatcher" in ended.stderr


def test_a_new_text_stops_the_one_before(machine: Machine, begun: Begun) -> None:
    """Whoever skips through the poses hears the last one, not all of them."""
    machine.write("espeak-ng", *HANGS)
    voice = voice_of(machine)
    voice.say("Tree")
    until(lambda: written(machine.note("numbers")))
    first = written(machine.note("numbers"))
    voice.say("Chair")
    until(lambda: not state_of(first), voice.tend)
    until(lambda: len(written(machine.note("numbers")).split()) == 2, voice.tend)
    assert state_of(written(machine.note("numbers")).split()[1]) in ("D", "R", "S")
    voice.hush()
    until(lambda: not begun(), voice.tend)


def test_a_hanging_voice_is_not_felt(machine: Machine, begun: Begun) -> None:
    """Neither when it is asked nor afterwards."""
    machine.write("spd-say", *HANGS)
    voice = voice_of(machine)
    took = []
    for _ in range(3):
        began = perf_counter()
        voice.say(NAME)
        voice.tend()
        voice.hush()
        took.append(perf_counter() - began)
    assert min(took) < UNHEARD_SECONDS
    until(lambda: not begun(), voice.tend)


def test_where_nothing_speaks_nothing_is_said(machine: Machine, begun: Begun) -> None:
    """No voice, a silent one, or no words."""
    voice_of(machine).say(NAME)
    machine.write("espeak-ng", *HANGS)
    voice = voice_of(machine)
    for text in ("", "   ", "---", "?!", "''"):
        voice.say(text)
    voice.silent = True
    voice.say(NAME)
    assert not begun()


def test_on_windows_the_text_is_in_no_command(tmp_path: Path) -> None:
    """PowerShell would run what it finds there; and it is asked for by its whole path."""
    program = windows_voice({"SYSTEMROOT": "D:\\Windows"})
    assert program.path == "D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"
    assert NAME not in " ".join(program.command(NAME))
    assert f"$env:{SPOKEN_VARIABLE}" in program.command(NAME)[-1]
    environment = program.environment(NAME, {"SYSTEMROOT": "D:\\Windows", "YOGAFLOW_TOKEN": "secret"})
    assert environment == {"SYSTEMROOT": "D:\\Windows", SPOKEN_VARIABLE: NAME}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Downward-Facing Dog", "Downward Facing Dog"),
        ("Child's Pose, wide", "Child's Pose, wide"),
        ("  Warrior\tII\n(right) ", "Warrior II right"),
        ("Vṛkṣāsana", "Vṛkṣāsana"),
        ("--stop", "stop"),
        ("\x1b]0;title\x07 \u202e \ud800", "0 title"),
    ],
)
def test_words_are_what_is_left_of_a_text(text: str, words: str) -> None:
    """Signs become pauses or nothing."""
    assert spoken(text) == words


@given(st.text())
def test_no_text_is_more_than_words(text: str) -> None:
    """No option, no C format, no phonemes, no quotation mark, nothing that a terminal or a system call minds."""
    words = spoken(text)
    assert len(words) <= SPOKEN_LIMIT
    assert not words.startswith(("-", "'", ".", " "))
    assert not set(words) & set('-%[]<>$`"\\/|;&\0\n\x1b')
    assert os.fsencode(words).decode("utf-8") == words
    assert spoken(words) == words


def test_a_voice_is_found_in_the_order_of_preference(machine: Machine) -> None:
    """The desktop's own service knows the person's voice and volume."""
    for name in ("say", "espeak-ng", "spd-say"):
        machine.write(name)
    assert [Path(program.path).name for program in voices(machine.environment)] == ["spd-say", "espeak-ng", "say"]
