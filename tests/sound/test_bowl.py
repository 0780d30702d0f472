"""That the bowl sounds like one, clicks nowhere, and has the same bytes everywhere."""

import cmath
import hashlib
import io
import math
import os
import subprocess
import sys
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from yogaflow_cli.errors import StorageMissing
from yogaflow_cli.sound.bells import Sound
from yogaflow_cli.sound.bowl import EDITION, FULL_SCALE, PARTIALS, RATE_HERTZ, RINGINGS, sound_file, wave_of

GOLDEN = {
    Sound.BOWL: "07ae7e2611b5f3db2bf8ead97fc25cbe32f23591f51f48e5ea16253d9f08524e",
    Sound.SIDE: "da4e486cbc49847def6d20cf20640b24656f16c3350d15a7b7893325a7ceda60",
    Sound.END: "520eaa58997a1170b37ef022fcaef0be6190ef2a92bdb599677396a5f215dc1d",
}
"""The sounds of edition 1. Another sound is another edition, so that the old file in a cache is not played for it."""

MOST_SECONDS = 0.3
STOPWATCH = """
import sys, time
from yogaflow_cli.sound.bowl import Sound, wave_of
took = []
for _ in range(3):
    began = time.process_time()
    wave_of(Sound(sys.argv[1]))
    took.append(time.process_time() - began)
print(min(took))
"""
SECONDS_HEARD = {Sound.BOWL: 4.0, Sound.SIDE: 2.5, Sound.END: 8.8}
MOMENT = RATE_HERTZ // 20


def samples_of(sound: Sound) -> list[int]:
    """The sound's samples, read by the standard library's reader."""
    with wave.open(io.BytesIO(wave_of(sound))) as reading:
        return array("h", reading.readframes(reading.getnframes())).tolist()


def part(samples: list[int], begin_seconds: float, end_seconds: float) -> list[int]:
    """The samples between two moments."""
    return samples[round(begin_seconds * RATE_HERTZ) : round(end_seconds * RATE_HERTZ)]


def strength(samples: list[int], hertz: float) -> float:
    """How strong a frequency is: one value of a discrete Fourier transform."""
    turn = -2j * math.pi * hertz / RATE_HERTZ
    return abs(sum(sample * cmath.exp(turn * index) for index, sample in enumerate(samples))) / len(samples)


def loudness(samples: list[int]) -> float:
    """The root of the mean square."""
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_has_the_same_bytes_everywhere(sound: Sound) -> None:
    """It is made once and kept; a change of it is a change of the edition."""
    assert EDITION == 1
    assert hashlib.sha256(wave_of(sound)).hexdigest() == GOLDEN[sound]


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_a_wave_file_that_every_player_reads(sound: Sound) -> None:
    """One channel, 16 bits, 22,050 Hz, and as long as it is heard."""
    with wave.open(io.BytesIO(wave_of(sound))) as reading:
        assert (reading.getnchannels(), reading.getsampwidth(), reading.getframerate()) == (1, 2, 22_050)
        assert reading.getnframes() / RATE_HERTZ == SECONDS_HEARD[sound]


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_begins_and_ends_in_silence(sound: Sound) -> None:
    """A loudspeaker that has to jump clicks."""
    samples = samples_of(sound)
    assert samples[0] == samples[-1] == 0
    assert loudness(part(samples, 0, 0.0005)) < loudness(part(samples, 0, 0.02)) / 5
    assert max(map(abs, samples[-200:])) <= 4


@pytest.mark.parametrize("sound", [Sound.BOWL, Sound.SIDE])
def test_a_sound_fades_without_a_click(sound: Sound) -> None:
    """A click is a step between two samples that is larger than what was heard around it."""
    samples = part(samples_of(sound), 0.3, SECONDS_HEARD[sound])
    steps = [abs(after - before) for before, after in pairwise(samples)]
    largest = [max(steps[begin : begin + MOMENT]) for begin in range(0, len(steps), MOMENT)]
    assert all(after < 1.5 * before + 2 for before, after in pairwise(largest))


@pytest.mark.parametrize("sound", Sound)
def test_no_sample_reaches_full_scale(sound: Sound) -> None:
    """Nothing is cut off, where three strikes ring into one another neither."""
    peak = max(map(abs, samples_of(sound))) / FULL_SCALE
    assert RINGINGS[sound].peak * 0.95 < peak < 0.75


def test_the_partials_of_a_bowl_are_heard_and_what_lies_between_is_not() -> None:
    """They are no multiples of the lowest: that is what makes metal of a tone."""
    samples = part(samples_of(Sound.BOWL), 0.1, 0.9)
    for partial in PARTIALS[:3]:
        hertz = RINGINGS[Sound.BOWL].lowest_hertz * partial.ratio
        tone = max(strength(samples, hertz - partial.beat_hertz / 2), strength(samples, hertz))
        assert tone > 20 * strength(samples, hertz * 1.4)


def test_a_bowl_swells_and_ebbs_while_it_fades() -> None:
    """Two tones 1.1 Hz apart meet again after 0.9 seconds."""
    samples = samples_of(Sound.BOWL)
    hertz = RINGINGS[Sound.BOWL].lowest_hertz
    ebb, swell = (strength(part(samples, begin, begin + 0.1), hertz) for begin in (0.4, 0.85))
    assert swell > 1.2 * ebb
    seconds = [loudness(part(samples, begin, begin + 1)) for begin in range(4)]
    assert seconds == sorted(seconds, reverse=True)
    assert seconds[3] < seconds[0] / 10


def test_a_change_of_side_is_higher_softer_and_shorter() -> None:
    """It is told from a step with closed eyes."""
    bowl, side = samples_of(Sound.BOWL), samples_of(Sound.SIDE)
    assert crossings_a_second(side) > 1.3 * crossings_a_second(bowl)
    assert max(side) < 0.7 * max(bowl)
    assert len(side) < 0.7 * len(bowl)


def crossings_a_second(samples: list[int]) -> float:
    """How often the sound crosses zero, when its high partials have gone."""
    tail = part(samples, 1.2, 2)
    return sum(before < 0 <= after for before, after in pairwise(tail)) / 0.8


def test_the_end_is_struck_three_times() -> None:
    """Each strike is much louder than what was left of the one before."""
    samples = samples_of(Sound.END)
    for seconds in (0.0, 2.4, 4.8):
        before = loudness(part(samples, max(0.0, seconds - 0.1), seconds)) if seconds else 0.0
        assert loudness(part(samples, seconds, seconds + 0.1)) > 4 * before
    assert list(samples[:1000]) == list(samples_of(Sound.BOWL)[:1000])


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_made_quickly(sound: Sound) -> None:
    """Time of the processor, the best of three: it is made while the practice is on the screen."""
    # In a process of its own, which no measuring of coverage slows down.
    ended = subprocess.run([sys.executable, "-c", STOPWATCH, sound], capture_output=True, text=True, check=True)
    assert float(ended.stdout) < MOST_SECONDS


def test_a_sound_is_made_once_and_kept_for_this_user_alone(tmp_path: Path) -> None:
    """The second practice finds it in the cache."""
    file = sound_file(tmp_path / "cache" / "sounds", Sound.SIDE)
    assert file.read_bytes() == wave_of(Sound.SIDE)
    assert file.stat().st_mode & 0o777 == 0o600
    os.utime(file, (1, 1))
    assert sound_file(tmp_path / "cache" / "sounds", Sound.SIDE).stat().st_mtime == 1


def test_a_sound_that_lost_its_end_is_made_anew(tmp_path: Path) -> None:
    """A cache is no place to trust."""
    file = sound_file(tmp_path, Sound.SIDE)
    file.write_bytes(file.read_bytes()[:1000])
    assert sound_file(tmp_path, Sound.SIDE).read_bytes() == wave_of(Sound.SIDE)


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    """The caller rings otherwise."""
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageMissing):
        sound_file(tmp_path / "cache" / "sounds", Sound.BOWL)
