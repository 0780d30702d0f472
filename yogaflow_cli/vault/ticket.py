"""Access tickets: that a token was proven a while ago, so that not every command asks the keyring (8 to 12 times S).

A ticket lies in the folder of this login, in memory, and is sealed under a secret that the database keeps.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.domain.session import LIMIT
from yogaflow_cli.errors import InvalidValue, StorageError, TokenMissing
from yogaflow_cli.paths import make_private_folder, write_private_file
from yogaflow_cli.text.instants import iso_utc, parse_iso_utc
from yogaflow_cli.vault.file_store import file_stem
from yogaflow_cli.vault.private_file import private_token
from yogaflow_cli.vault.token import as_bytes, same, sealed

FORM = "yogaflow-ticket-1"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Ticket(NamedTuple):
    """Whom it proves (a profile's uuid), from when to when, and in which run of the machine."""

    profile: str
    issued_at: datetime
    expires_at: datetime
    boot: str

    def holds(self, now: datetime, lasts: timedelta, practice_began: datetime | None) -> bool:
        """Whether it proves anybody at `now`.

        `lasts` is how long a ticket may hold by the setting as it is now. A practice that began while it held keeps it,
        as long as it is open, until 4 hours after its start.
        """
        if not lasts or self.issued_at > now:
            return False
        ends = min(self.expires_at, self.issued_at + lasts)
        if practice_began is not None and practice_began < ends:
            ends = max(ends, practice_began + LIMIT)
        return now < ends

    def written(self, secret: str) -> str:
        """The ticket and its seal, an HMAC-SHA256 under the secret, as one line."""
        instants = (iso_utc(instant, milliseconds=True) for instant in (self.issued_at, self.expires_at))
        words = " ".join((FORM, self.profile, *instants, self.boot))
        return f"{words} {sealed(secret, words)}"


def read_ticket(text: str, secret: str) -> Ticket | None:
    """The ticket of one line, None for one that was damaged, or sealed under another secret."""
    words, _, seal = text.rpartition(" ")
    if not same(seal, sealed(secret, words)):
        return None
    if not words.startswith(f"{FORM} "):
        return None  # of a version that seals another form under the same secret
    try:
        _, profile, issued, expires, boot = words.split(" ")
        return Ticket(profile, parse_iso_utc(issued), parse_iso_utc(expires), boot)
    except (ValueError, InvalidValue):
        return None


def boot_id() -> str | None:
    """Which run of the machine this is; None where the system does not tell."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip() or None
    except (OSError, ValueError):
        return None


class TicketFolder:
    """The tickets of this login, one file a profile; none where the system has no place for them.

    A ticket is a convenience: what cannot be read or written is no ticket, and never a failure.
    """

    def __init__(self, runtime_folder: Path | None) -> None:
        """Takes the login's own folder, as `paths.runtime_folder` finds it."""
        self.folder = None if runtime_folder is None else runtime_folder / "yogaflow"

    def ticket(self, profile: str, secret: str) -> Ticket | None:
        """The profile's ticket of this run of the machine, held or expired."""
        if self.folder is None:
            return None
        path = self.path_of(self.folder, profile)
        try:
            # A pipe would be waited for, as one that gives a token may be.
            ticket = read_ticket(private_token(path), secret) if path.is_file() else None
        except (FileNotFoundError, TokenMissing):
            return None
        return ticket if ticket is not None and (ticket.profile, ticket.boot) == (profile, boot_id()) else None

    def issue(self, profile: str, secret: str, now: datetime, lasts: timedelta) -> None:
        """Leaves a ticket in place of the profile's former one."""
        boot = boot_id()
        if self.folder is None or boot is None or not lasts:
            return
        ticket = Ticket(profile, now, now + lasts, boot)
        with suppress(StorageError):
            make_private_folder(self.folder)
            write_private_file(self.path_of(self.folder, profile), as_bytes(ticket.written(secret)), lasting=False)

    def forget(self, profile: str) -> None:
        """Removes the profile's ticket."""
        if self.folder is not None:
            with suppress(OSError):
                self.path_of(self.folder, profile).unlink()

    def path_of(self, folder: Path, profile: str) -> Path:
        """The file of a profile's ticket, there or not."""
        return folder / f"{file_stem(profile)}.ticket"
