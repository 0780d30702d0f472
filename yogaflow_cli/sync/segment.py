"""A segment: what one device recorded between two syncs, as bytes. It is written once and never changed."""

import json
import zlib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from yogaflow_cli.errors import SyncDamaged
from yogaflow_cli.sync.statement import Operation, Seen, Stamp, Thing

FORMAT = 1
MOST_OPERATIONS = 1000
"""More of them are cut into several segments, so that reading one needs little memory."""

MOST_BYTES = 64 * 1024 * 1024
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Segment(NamedTuple):
    """What a device wrote: its name, what it had seen, its wall clock, and the operations in their order."""

    device_name: str
    seen: Seen
    written_at_ms: int
    operations: Sequence[Operation]


def place_of(device: str, number: int) -> str:
    """Where a segment stands, for its seal; numbers count from 1 for each device, without a gap."""
    return f"{device}/{path_of(number)}"


def path_of(number: int) -> str:
    """The file of a segment on its device's branch: folders of 256, so that ten years of days make small trees."""
    return f"{number >> 8:04x}/{number & 0xFF:02x}"


def as_bytes(segment: Segment) -> bytes:
    """The segment, compressed; the same segment gives the same bytes."""
    operations = [[*operation.thing, *operation.stamp, operation.values] for operation in segment.operations]
    content = {
        "format": FORMAT,
        "device_name": segment.device_name,
        "seen": dict(sorted(segment.seen.items())),
        "written_at_ms": segment.written_at_ms,
        "operations": operations,
    }
    return zlib.compress(ENCODE(content).encode(), 6)


def of_bytes(content: bytes, origin: str) -> Segment:
    """The segment that `as_bytes` wrote; `origin` names it in a message.

    Raises:
        SyncDamaged: it is none, or of a newer version.
    """
    try:
        read = json.loads(decompressed(content))
        if read["format"] > FORMAT:
            raise SyncDamaged(f"{origin} is from a newer version of yogaflow.", "Update yogaflow on this machine")
        return Segment(
            device_name=text(read["device_name"]),
            seen={text(device): number(count) for device, count in table(read["seen"]).items()},
            written_at_ms=number(read["written_at_ms"]),
            operations=[operation_of(item) for item in read["operations"]],
        )
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise SyncDamaged(f"{origin} is not what yogaflow writes: {type(error).__name__}.", WAY_OUT) from error


WAY_OUT = "See which device it is: yogaflow sync status"


def decompressed(content: bytes) -> bytes:
    """The content, which may not be larger than any device makes it."""
    unpacking = zlib.decompressobj()
    unpacked = unpacking.decompress(content, MOST_BYTES)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("too large, or cut off")
    return unpacked


def operation_of(item: Sequence[object]) -> Operation:
    """One operation."""
    kind, identity, milliseconds, counter, values = item
    return Operation(Thing(text(kind), text(identity)), Stamp(number(milliseconds), number(counter)), table(values))


def text(value: object) -> str:
    """A value that must be text."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def number(value: object) -> int:
    """A value that must be a whole number of at most 63 bits."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 63:
        raise ValueError(value)
    return value


def table(value: object) -> Mapping[str, object]:
    """A value that must be an object."""
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def digest_after(digest: str, content: bytes) -> str:
    """The digest of a device after one more segment: SHA-256 of the former digest and the content, in hex."""
    return sha256(digest.encode() + content).hexdigest()
