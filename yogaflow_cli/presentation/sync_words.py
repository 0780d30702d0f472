"""What is said of several machines: a sync, how it stands, what was verified."""

from collections.abc import Sequence
from shlex import quote

from yogaflow_cli.presentation.dates import local
from yogaflow_cli.presentation.table import Column, Table
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.repository.milliseconds import from_milliseconds
from yogaflow_cli.services.syncing.looking import Status, Verification
from yogaflow_cli.services.syncing.running import Synchronised
from yogaflow_cli.sync.address import masked
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.instants import iso_utc

SETTLE = "yogaflow conflicts"
SHOWN_DIGITS = 8


def synced(done: Synchronised) -> str:
    """What a sync answers: what came, what went, and what is to be looked at."""
    taken = done.merged.taken
    others = taken.others + done.files
    parts = [
        f"{counted(taken.came, 'practice')} came" if taken.came else "",
        f"{taken.changed} changed" if taken.changed else "",
        f"{taken.went} deleted" if taken.went else "",
        f"{counted(others, 'other thing')} changed" if others else "",
        f"{counted(done.sent, 'change')} sent" if done.sent else "",
    ]
    told = ", ".join(filter(None, parts))
    first = f"Synced: {told}." if told else "Synced: nothing new."
    contested = len(done.merged.contested)
    return f"{first}\n{counted(contested, 'conflict')}, decided for now: {SETTLE}" if contested else first


def begun(done: Synchronised, url: str) -> str:
    """What `sync init` answers."""
    return (
        f"{synced(done)}\nOn another machine: yogaflow sync join {quote(masked(url))}\n"
        "It asks for the key; to see it here: yogaflow sync key show"
    )


def moved(done: Synchronised, url: str, former_url: str) -> str:
    """What `sync init` answers where the profile syncs already: all is there again, or it is elsewhere now."""
    if url == former_url:
        return f"{synced(done)}\nWhat was lacking at {shown(masked(url))} is there again."
    return (
        f"{synced(done)}\nSyncs with {shown(masked(url))} now, and no more with {shown(masked(former_url))}.\n"
        f"Tell every other machine: yogaflow sync init {quote(masked(url))}"
    )


def synced_object(done: Synchronised) -> dict[str, object]:
    """What a sync answers to scripts."""
    taken = done.merged.taken
    return {
        "sent_changes": done.sent,
        "sessions_added": taken.came,
        "sessions_changed": taken.changed,
        "sessions_deleted": taken.went,
        "others_changed": taken.others + done.files,
        "conflicts": len(done.merged.contested),
        "clock_warnings": list(done.clock_warnings),
    }


def status_lines(status: Status) -> list[str]:
    """How a profile's sync stands."""
    entry = status.entry
    lines = [f"Syncs with {shown(masked(entry.url))}", last_line(status)]
    lines.append("Changes wait to be sent: yogaflow sync" if status.waits else "Nothing waits to be sent.")
    if status.conflicts:
        lines.append(f"{counted(status.conflicts, 'conflict')}: {SETTLE}")
    return lines


def last_line(status: Status) -> str:
    """When the last sync was, and what kept a later one from its end."""
    entry = status.entry
    done = "Never synced" if entry.synced_at is None else f"Synced {local(entry.synced_at)}"
    if entry.failed_at is None:
        return f"{done}."
    return f"{done}; the try of {local(entry.failed_at)} failed: {shown(entry.failure or '')}"


def machines_table(status: Status) -> Table:
    """A row a machine."""
    columns = (Column("Machine", flexible=True), Column("Last wrote"), Column("Changes", right=True), Column("Id"))
    rows = [
        [
            shown(device.name) + (" (this one)" if device.device == status.entry.device else ""),
            local(from_milliseconds(device.written_at_ms)),
            str(device.operations),
            device.device[:SHOWN_DIGITS],
        ]
        for device in status.devices
    ]
    return Table(columns, rows)


def status_object(status: Status) -> dict[str, object]:
    """How a profile's sync stands, for scripts."""
    entry = status.entry
    return {
        "url": masked(entry.url),
        "repository_id": entry.repository_id,
        "device_id": entry.device,
        "synced_at": iso_utc(entry.synced_at) if entry.synced_at else None,
        "failed_at": iso_utc(entry.failed_at) if entry.failed_at else None,
        "failure": entry.failure,
        "waiting": status.waits,
        "conflicts": status.conflicts,
        "machines": [
            {
                "device_id": device.device,
                "name": device.name,
                "last_wrote_at": iso_utc(from_milliseconds(device.written_at_ms)),
                "changes": device.operations,
            }
            for device in status.devices
        ],
    }


def verified_table(found: Verification) -> Table:
    """A row a machine: how many changes, the number of its last segment, and the hash over all of them."""
    columns = (
        Column("Machine", flexible=True),
        Column("Changes", right=True),
        Column("Last", right=True),
        Column("Hash"),
        Column(""),
    )
    rows = [
        [
            shown(each.device.name),
            str(each.operations),
            str(each.last),
            each.digest[: 2 * SHOWN_DIGITS],
            "" if each.is_as_known else "not what was taken in",
        ]
        for each in found.devices
    ]
    return Table(columns, rows)


def verified_lines(found: Verification) -> list[str]:
    """What is wrong, or that nothing is."""
    lines = [f"git: {shown(problem)}" for problem in found.git_problems]
    if found.unlike:
        lines.append(f"{counted(len(found.unlike), 'thing')} here not as the machines came to.")
    return lines or ["All of it is what the machines wrote, and your practice is what came of it."]


def verified_object(found: Verification) -> dict[str, object]:
    """The same for scripts."""
    return {
        "sound": found.is_sound,
        "machines": [
            {
                "device_id": each.device.device,
                "name": each.device.name,
                "changes": each.operations,
                "last": each.last,
                "hash": each.digest,
                "as_taken_in": each.is_as_known,
            }
            for each in found.devices
        ],
        "unlike": [{"kind": thing.kind, "id": thing.identity} for thing in found.unlike],
        "git": list(found.git_problems),
    }


def key_lines(words: Sequence[str]) -> str:
    """A key's words, numbered, four a line, so that they can be typed."""
    numbered = [f"{number:2}. {word:<9}" for number, word in enumerate(words, start=1)]
    return "\n".join("".join(numbered[first : first + 4]).rstrip() for first in range(0, len(numbered), 4))
