"""That the bowl is heard through a real player, and that no player, however bad, is felt by the practice."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from tests.sound.machine import Machine, samples_in, session_of, state_of, until, written
from yogaflow_cli.sound.bells import Sound
from yogaflow_cli.sound.bowl import sound_file
from yogaflow_cli.sound.player import PlayedBells, WindowsBells, bells_of, players

Begun = Callable[[], set[str]]

UNHEARD_SECONDS = 0.05
HANGS = ("echo $$ >> $HOME/number", "exec /bin/sleep 30")


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the sounds lie already."""
    folder = tmp_path_factory.mktemp("sounds")
    for sound in Sound:
        sound_file(folder, sound)
    return folder


def rung_with(sounds: Path, sound: Sound) -> bytes:
    """The samples of a sound."""
    return samples_in(sound_file(sounds, sound))


def test_a_real_player_plays_the_real_bowl(machine: Machine, sounds: Path, begun: Begun) -> None:
    """What reaches the sound card is the bowl, sample for sample, and then silence."""
    machine.install("aplay")
    bells = bells_of(machine.environment, sounds, None)
    for sound in Sound:
        bells.ring(sound)
        until(lambda: not begun(), bells.tend)
    pieces = machine.pieces()
    assert len(pieces) == len(Sound)
    for sound, piece in zip(Sound, pieces, strict=True):
        bowl = rung_with(sounds, sound)
        assert piece[: len(bowl)] == bowl
        assert not any(piece[len(bowl) :])


def test_players_without_their_server_leave_it_to_the_next(machine: Machine, sounds: Path, begun: Begun) -> None:
    """PipeWire's and PulseAudio's real players fail at once without a server, and ALSA's is heard instead."""
    machine.install("pw-play", "paplay", "aplay")
    bells = bells_of(machine.environment, sounds, None)
    bells.ring(Sound.BOWL)
    until(lambda: machine.pieces() and not begun(), bells.tend)
    bowl = rung_with(sounds, Sound.BOWL)
    assert [piece[: len(bowl)] for piece in machine.pieces()] == [bowl]


def test_players_that_fail_are_not_asked_again(machine: Machine, sounds: Path, begun: Begun) -> None:
    """Each ring would come late."""
    machine.write("pw-play", "echo tried >> $HOME/tries", "exit 1")
    machine.write("aplay", 'echo "$@" >> $HOME/played')
    bells = bells_of(machine.environment, sounds, None)
    for _ in range(2):
        bells.ring(Sound.SIDE)
        until(lambda: not begun(), bells.tend)
    assert written(machine.note("tries")) == "tried\n"
    assert written(machine.note("played")) == f"-q {sound_file(sounds, Sound.SIDE)}\n" * 2


def test_where_no_player_works_the_terminal_rings(machine: Machine, sounds: Path, begun: Begun) -> None:
    """aplay without a sound card, as on a server: once for each ring, the first one too."""
    machine.install("aplay")
    terminal = io.StringIO()
    no_card = machine.note("no-card.conf")
    no_card.touch()
    bells = bells_of(machine.environment | {"ALSA_CONFIG_PATH": str(no_card)}, sounds, terminal)
    bells.ring(Sound.BOWL)
    until(terminal.getvalue, bells.tend)
    bells.ring(Sound.BOWL)
    assert terminal.getvalue() == "\a\a"


def test_where_there_is_no_player_the_terminal_rings(machine: Machine, tmp_path: Path, begun: Begun) -> None:
    """And nothing is made that nobody could play."""
    terminal = io.StringIO()
    bells = bells_of(machine.environment, tmp_path / "sounds", terminal)
    bells.ring(Sound.END)
    bells.tend()
    assert terminal.getvalue() == "\a"
    assert not (tmp_path / "sounds").exists()


def test_where_the_sounds_cannot_be_kept_the_terminal_rings(machine: Machine, tmp_path: Path, begun: Begun) -> None:
    """A full or read-only disk stops no practice."""
    machine.write("aplay")
    terminal = io.StringIO()
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    bells = bells_of(machine.environment, tmp_path / "cache" / "sounds", terminal)
    bells.tend()
    bells.ring(Sound.BOWL)
    assert terminal.getvalue() == "\a"


def test_a_terminal_that_has_gone_is_no_reason_to_stop(machine: Machine, sounds: Path, begun: Begun) -> None:
    """The window was closed, or nothing was given to ring on."""
    closed = io.StringIO()
    closed.close()
    for terminal in (closed, None):
        bells_of(machine.environment, sounds, terminal).ring(Sound.BOWL)


def test_a_file_that_is_no_program_is_as_good_as_none(machine: Machine, sounds: Path, begun: Begun) -> None:
    """A broken installation."""
    machine.write("pw-play").write_bytes(b"\x7fELF, but not really")
    terminal = io.StringIO()
    bells_of(machine.environment, sounds, terminal).ring(Sound.BOWL)
    assert terminal.getvalue() == "\a"


def test_silent_bells_do_nothing(machine: Machine, sounds: Path, begun: Begun) -> None:
    """No player, and no terminal bell either, until they are silent no more."""
    machine.write("aplay", "echo played >> $HOME/played")
    terminal = io.StringIO()
    bells = bells_of(machine.environment, sounds, terminal, silent=True)
    bells.ring(Sound.BOWL)
    bells.tend()
    assert not begun()
    bells.silent = False
    bells.ring(Sound.BOWL)
    until(lambda: not begun(), bells.tend)
    assert (written(machine.note("played")), terminal.getvalue()) == ("played\n", "")


def test_the_first_frames_make_the_sounds_one_each(machine: Machine, tmp_path: Path) -> None:
    """So that no ring has to wait for its file, and no frame for all three."""
    machine.write("aplay")
    bells = bells_of(machine.environment, tmp_path / "sounds", None)
    for count in (1, 2, 3, 3):
        bells.tend()
        assert len(list((tmp_path / "sounds").iterdir())) == count


def test_a_hanging_player_is_not_felt(machine: Machine, sounds: Path, begun: Begun) -> None:
    """Neither by the ring nor by the frames after it; and muting stops it."""
    machine.write("aplay", *HANGS)
    bells = bells_of(machine.environment, sounds, None)
    # Of three times the best: on a busy machine anything may wait for its turn, but a wait for a player is 30 seconds.
    assert min(seconds_of(lambda: bells.ring(Sound.BOWL)) for _ in range(3)) < UNHEARD_SECONDS
    until(lambda: len(written(machine.note("number")).split()) == 3)
    assert min(seconds_of(bells.tend) for _ in range(3)) < UNHEARD_SECONDS
    numbers = written(machine.note("number")).split()
    # Alive, whether it waits or has its turn just now.
    assert {state_of(number) for number in numbers} <= {"D", "R", "S"}
    bells.hush()
    until(lambda: not any(map(state_of, numbers)), bells.tend)


def test_a_player_that_hangs_for_too_long_is_stopped_and_given_up(machine: Machine, sounds: Path, begun: Begun) -> None:
    """Otherwise each step of the practice would leave another one behind. It need not heed a polite request."""
    machine.write("aplay", "trap '' TERM", "echo $$ >> $HOME/number", "/bin/sleep 30", "/bin/sleep 30")
    terminal = io.StringIO()
    bells = PlayedBells(players(machine.environment), machine.environment, sounds, terminal, overdue_seconds=0.2)
    bells.ring(Sound.BOWL)
    until(lambda: written(machine.note("number")) and not state_of(written(machine.note("number"))), bells.tend)
    assert terminal.getvalue() == "", "the moment has passed"
    bells.ring(Sound.BOWL)
    assert terminal.getvalue() == "\a"


def test_a_player_that_fails_late_is_not_replaced(machine: Machine, sounds: Path, begun: Begun) -> None:
    """A bell seconds after its moment would be taken for the next one."""
    machine.write("pw-play", "/bin/sleep 1.1", "exit 1")
    terminal = io.StringIO()
    bells = bells_of(machine.environment, sounds, terminal)
    bells.ring(Sound.BOWL)
    until(lambda: not begun(), bells.tend)
    assert terminal.getvalue() == ""


def test_a_player_that_has_worked_may_fail_once(machine: Machine, sounds: Path, begun: Begun) -> None:
    """A sound card that takes one at a time refuses a bell that is struck into another, and only that one."""
    machine.write("aplay", "[ -e $HOME/busy ] && exit 1", "echo played >> $HOME/played")
    terminal = io.StringIO()
    bells = bells_of(machine.environment, sounds, terminal)
    for busy in (False, True, False):
        machine.note("busy").touch() if busy else machine.note("busy").unlink(missing_ok=True)
        bells.ring(Sound.BOWL)
        until(lambda: not begun(), bells.tend)
    assert (written(machine.note("played")), terminal.getvalue()) == ("played\nplayed\n", "\a")


def test_a_player_at_work_may_refuse_a_second_bell(machine: Machine, sounds: Path, begun: Begun) -> None:
    """The same, before it is known whether the first one ends well."""
    machine.write("aplay", "[ -e $HOME/number ] && exit 1", *HANGS)
    terminal = io.StringIO()
    bells = bells_of(machine.environment, sounds, terminal)
    bells.ring(Sound.BOWL)
    until(lambda: written(machine.note("number")))
    bells.ring(Sound.SIDE)
    until(terminal.getvalue, bells.tend)
    bells.hush()
    until(lambda: not state_of(written(machine.note("number"))), bells.tend)
    machine.note("number").unlink()
    bells.ring(Sound.BOWL)
    until(lambda: written(machine.note("number")), bells.tend)
    assert terminal.getvalue() == "\a"
    bells.hush()
    until(lambda: not begun(), bells.tend)


def test_a_player_has_no_tie_to_the_practice(machine: Machine, sounds: Path, begun: Begun) -> None:
    """No key of the terminal reaches it, nothing it says is shown, and it gets no token."""
    machine.write("aplay", "/usr/bin/env > $HOME/variables", "/bin/ls -l /proc/$$/fd > $HOME/files", *HANGS)
    token = {"YOGAFLOW_TOKEN": "secret", "YOGAFLOW_HOME": "/elsewhere"}
    bells = bells_of(machine.environment | token, sounds, None)
    bells.ring(Sound.BOWL)
    until(lambda: written(machine.note("number")))
    number = written(machine.note("number"))
    assert session_of(number) == int(number) != os.getsid(0)
    assert "YOGAFLOW" not in written(machine.note("variables"))
    links = [line.rpartition(" -> ")[2] for line in written(machine.note("files")).splitlines() if " -> " in line]
    # The shell holds its own script open, and `ls` writes to a file in its place.
    assert {link for link in links if not link.startswith(str(machine.note("")))} == {"/dev/null"}
    bells.hush()
    until(lambda: not begun(), bells.tend)


def test_the_end_of_the_program_waits_for_no_player(machine: Machine, sounds: Path, begun: Begun) -> None:
    """The last bell rings on, holds no file of ours, and harms nobody when it hangs."""
    machine.write("aplay", *HANGS)
    program = (
        "import os, sys; from pathlib import Path;"
        "from yogaflow_cli.sound.bells import Sound; from yogaflow_cli.sound.player import bells_of;"
        "bells_of(os.environ, Path(sys.argv[1]), sys.stdout).ring(Sound.END)"
    )
    began = perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", program, str(sounds)],
        env=machine.environment,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert perf_counter() - began < 5
    until(lambda: written(machine.note("number")))
    assert state_of(written(machine.note("number"))) in ("D", "R", "S")
    os.kill(int(written(machine.note("number"))), 9)


def test_a_player_in_the_current_folder_is_not_run(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PATH with a dot in it must not let a downloaded folder play."""
    machine.write("aplay")
    monkeypatch.chdir(machine.programs)
    assert players({"PATH": f".{os.pathsep}{os.pathsep}bin"}) == []
    assert [player.path for player in players(machine.environment)] == [str(machine.programs / "aplay")]


def test_the_bells_of_windows_ring_the_terminal_too(tmp_path: Path) -> None:
    """Where its sounds cannot be kept. That Windows itself plays them only Windows can tell."""
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    terminal = io.StringIO()
    bells = WindowsBells(tmp_path / "cache" / "sounds", terminal)
    bells.ring(Sound.BOWL)
    bells.silent = True
    bells.ring(Sound.BOWL)
    bells.tend()
    bells.hush()
    assert terminal.getvalue() == "\a"


def test_whoever_names_the_bells_loads_no_player() -> None:
    """What decides when to ring is pure, and quick to load."""
    program = "import sys, yogaflow_cli.sound.bells; print(sorted({'subprocess', 'array'} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def seconds_of(call: Callable[[], None]) -> float:
    """How long a call takes."""
    began = perf_counter()
    call()
    return perf_counter() - began
