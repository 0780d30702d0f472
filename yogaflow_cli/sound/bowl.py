"""The singing bowl, reckoned from its partials: the same bytes on every machine, kept as WAV files in the cache.

A bowl's partials are not multiples of the lowest, and each is a pair so close together that it swells and ebbs.
"""

import math
import struct
import sys
from array import array
from collections.abc import Mapping
from operator import add
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.paths import make_private_folder, write_private_file
from yogaflow_cli.sound.bells import Sound

RATE_HERTZ = 22_050
SAMPLE_BYTES = 2
FULL_SCALE = 32_767
HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")

# Of the two tones of a partial; were they alike, the sound would vanish between two swells.
LOWER_SHARE, UPPER_SHARE = 0.6, 0.4

RISE_SECONDS = 0.004
CLOSE_SECONDS = 0.4
# After eight times its fading time a partial is 70 dB down: below what 16 bits hold of it.
HEARD_FADINGS = 8

# Part of the file's name: whoever changes the sound raises it, and no old file is played for the new sound.
EDITION = 1


class Partial(NamedTuple):
    """One tone of a bowl, against its lowest."""

    ratio: float
    share: float
    fade_seconds: float  # until 1/e is left
    beat_hertz: float  # between the two tones that it is made of


class Ringing(NamedTuple):
    """A bowl, and when it is struck."""

    lowest_hertz: float
    strike_seconds: float
    peak: float  # of one strike, full scale is 1
    struck_at_seconds: tuple[float, ...] = (0.0,)


# The last two fade so fast that they are heard as the mallet.
PARTIALS = (
    Partial(1.0, 1.0, 1.2, 1.1),
    Partial(2.76, 0.5, 0.8, 1.9),
    Partial(5.2, 0.25, 0.4, 2.7),
    Partial(8.1, 0.14, 0.12, 0.0),
    Partial(11.6, 0.08, 0.04, 0.0),
)

RINGINGS: Mapping[Sound, Ringing] = {
    Sound.BOWL: Ringing(264.0, 4.0, 0.6),
    Sound.SIDE: Ringing(396.0, 2.5, 0.35),
    Sound.END: Ringing(264.0, 4.0, 0.6, (0.0, 2.4, 4.8)),
}


def sound_file(folder: Path, sound: Sound) -> Path:
    """The sound's file in the folder, made when it is not there as a whole.

    Raises:
        StorageReadOnly, StorageFull, StorageMissing, StorageError: it cannot be kept there.
    """
    path = folder / f"{sound}-{EDITION}.wav"
    if not is_whole(path, sound):
        make_private_folder(folder)
        write_private_file(path, wave_of(sound))
    return path


def is_whole(path: Path, sound: Sound) -> bool:
    """Whether the file is there with all its samples."""
    try:
        return path.stat().st_size == HEADER.size + frames_of(RINGINGS[sound]) * SAMPLE_BYTES
    except OSError:
        return False


def wave_of(sound: Sound) -> bytes:
    """The sound as a WAV file: one channel, 16 bits, 22,050 Hz."""
    samples = array("h", samples_of(RINGINGS[sound]))
    if sys.byteorder == "big":
        samples.byteswap()
    return header(len(samples)) + samples.tobytes()


def header(frames: int) -> bytes:
    """What a WAV file of that many samples begins with."""
    size = frames * SAMPLE_BYTES
    # The sizes are those of what follows each of them; 1 means plain samples, and then one channel.
    form = (b"RIFF", HEADER.size - 8 + size, b"WAVE", b"fmt ", 16, 1, 1)
    return HEADER.pack(*form, RATE_HERTZ, RATE_HERTZ * SAMPLE_BYTES, SAMPLE_BYTES, 8 * SAMPLE_BYTES, b"data", size)


def frames_of(ringing: Ringing) -> int:
    """How many samples a ringing has."""
    return frames_in(ringing.struck_at_seconds[-1]) + frames_in(ringing.strike_seconds)


def frames_in(seconds: float) -> int:
    """How many samples a time has."""
    return round(seconds * RATE_HERTZ)


def samples_of(ringing: Ringing) -> list[int]:
    """The strikes over one another, each of which rings on into the next."""
    strike = strike_of(ringing)
    samples = [0] * frames_of(ringing)
    for seconds in ringing.struck_at_seconds:
        begin = frames_in(seconds)
        end = begin + len(strike)
        samples[begin:end] = map(add, samples[begin:end], strike)
    return samples


def strike_of(ringing: Ringing) -> list[int]:
    """One strike, from silence to silence."""
    length = frames_in(ringing.strike_seconds)
    strike = [0.0] * length
    for partial in PARTIALS:
        hertz = ringing.lowest_hertz * partial.ratio
        heard = min(length, frames_in(HEARD_FADINGS * partial.fade_seconds))
        for side, share in ((-1, LOWER_SHARE), (1, UPPER_SHARE)):
            tone_hertz = hertz + side * partial.beat_hertz / 2
            tone = fading_tone(tone_hertz, share * partial.share, partial.fade_seconds, heard)
            strike[:heard] = map(add, strike[:heard], tone)
    soften(strike)
    scale = ringing.peak * FULL_SCALE / max(map(abs, strike))
    return [int(sample * scale) for sample in strike]


def fading_tone(hertz: float, share: float, fade_seconds: float, length: int) -> list[float]:
    """A sine from its zero that fades exponentially: each sample follows from the two before it.

    Sine and exponential differ between systems in their last digits, which would add up over the samples. So they are
    asked for three numbers only, and those are rounded: everything after is plain arithmetic.
    """
    angle, kept = math.tau * hertz / RATE_HERTZ, math.exp(-1 / (fade_seconds * RATE_HERTZ))
    forward, backward = round(2 * kept * math.cos(angle), 12), round(kept * kept, 12)
    older, newer = 0.0, round(share * kept * math.sin(angle), 12)
    samples = [older]
    for _ in range(length - 1):
        samples.append(newer)
        older, newer = newer, forward * newer - backward * older
    return samples


def soften(strike: list[float]) -> None:
    """Lets the strike rise from silence and end in it, so that neither is a click."""
    rise, close = frames_in(RISE_SECONDS), frames_in(CLOSE_SECONDS)
    for index in range(rise):
        strike[index] *= index / rise
    for index in range(close):
        left = index / close
        strike[-1 - index] *= left * left
