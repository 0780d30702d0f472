"""What can go wrong, one class a failure. No exit codes here: `cli/exit_codes.py` maps classes to codes."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    # typing takes 5 ms to import, a sixth of what `yogaflow-prompt` may take.
    from typing import ClassVar


class YogaflowError(Exception):
    """A failure a person can understand: what happened, and what to type next.

    `code` is the frozen machine name of the failure, as the `error` object shows it.
    """

    code: "ClassVar[str]" = "unexpected"

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageMistake(YogaflowError):
    """The command was typed in a way that has no meaning."""

    code = "usage"


class InvalidValue(YogaflowError):
    """A value lies outside what can be true or kept."""

    code = "invalid_value"


class NeedsAnAnswer(YogaflowError):
    """A question that cannot be asked here; the message names the option that answers it."""

    code = "needs_an_answer"


class NotThere(YogaflowError):
    """Base of everything that was asked for and does not exist."""


class NoOpenSession(NotThere):
    """Nothing is active or paused."""

    code = "no_open_session"


class SessionNotFound(NotThere):
    """No session has that number."""

    code = "session_not_found"


class SequenceNotFound(NotThere):
    """No sequence has that name."""

    code = "sequence_not_found"


class PoseNotFound(NotThere):
    """No pose has that name."""

    code = "pose_not_found"


class RestNotFound(NotThere):
    """No days of rest have that number."""

    code = "rest_not_found"


class ProfileNotFound(NotThere):
    """No profile has that name."""

    code = "profile_not_found"


class NotProven(YogaflowError):
    """Base of everything that keeps a profile's token from being proven."""


class TokenMissing(NotProven):
    """The chosen source holds no token."""

    code = "token_missing"


class TokenWrong(NotProven):
    """The token is not this profile's."""

    code = "token_wrong"


class KeyringUnavailable(NotProven):
    """The keyring is locked, silent, broken, or not a keyring at all."""

    code = "keyring_unavailable"


class KeyringSilent(KeyringUnavailable):
    """The keyring waits for an answer that nobody gives."""


class NotYours(YogaflowError):
    """The session belongs to another profile."""

    code = "not_yours"


class Conflict(YogaflowError):
    """Base of everything that contradicts what is already recorded."""


class AlreadyOpen(Conflict):
    """A session is open already."""

    code = "already_open"


class AlreadyPaused(Conflict):
    """The session is paused already."""

    code = "already_paused"


class AlreadyActive(Conflict):
    """The session is running already."""

    code = "already_active"


class AlreadyEnded(Conflict):
    """The session has ended."""

    code = "already_ended"


class Overlap(Conflict):
    """Two sessions of one profile would cover the same time."""

    code = "overlap"


class NameTaken(Conflict):
    """The name is in use."""

    code = "name_taken"


class NothingToUndo(Conflict):
    """The change log holds nothing that could be taken back, or brought again."""

    code = "nothing_to_undo"


class FileExists(Conflict):
    """The file to write is already there."""

    code = "file_exists"


class AddressInUse(Conflict):
    """Another program listens there already."""

    code = "address_in_use"


class SyncContradiction(Conflict):
    """Base of everything that keeps two machines from being one history; nothing was sent or taken in."""


class SyncEmptied(SyncContradiction):
    """The other side holds nothing any more, or lacks what it held."""

    code = "sync_emptied"


class SyncSwapped(SyncContradiction):
    """The other side is another repository than the one this machine joined."""

    code = "sync_swapped"


class SyncRolledBack(SyncContradiction):
    """The other side went back to an older state."""

    code = "sync_rolled_back"


class SyncDeviceTwice(SyncContradiction):
    """Two machines write under one device id, as after the copy of a disk."""

    code = "sync_device_twice"


class SyncDamaged(SyncContradiction):
    """What the other side holds cannot be read with the right key, or is not what a device of this version writes."""

    code = "sync_damaged"


class SyncSetUp(Conflict):
    """The profile syncs already, or the place is in use."""

    code = "sync_set_up"


class SyncNotSetUp(NotThere):
    """The profile does not sync."""

    code = "sync_not_set_up"


class ConflictNotFound(NotThere):
    """No conflict has that number."""

    code = "conflict_not_found"


class SyncKeyWrong(NotProven):
    """The key is no key, or not the one that opens this repository."""

    code = "sync_key_wrong"


class SyncUnreachable(YogaflowError):
    """The other side did not answer, or not in time; nothing is lost."""

    code = "sync_unreachable"


class SyncRefused(SyncUnreachable):
    """The other side answered, and would not: no rights, no room."""

    code = "sync_refused"


class StorageError(YogaflowError):
    """Base of everything that keeps a file from being read or written; the message names the file."""

    code = "storage_unavailable"


class StorageMissing(StorageError):
    """A file or folder that was there is gone, or was never there."""

    code = "storage_missing"


class StorageLocked(StorageError):
    """Another program holds the database."""

    code = "storage_locked"


class StorageFull(StorageError):
    """No room is left."""

    code = "storage_full"


class StorageReadOnly(StorageError):
    """The file or folder may not be written."""

    code = "storage_read_only"


class StorageDamaged(StorageError):
    """The file is not, or is no longer, a sound database."""

    code = "storage_damaged"


class StorageNewer(StorageError):
    """The database was written by a newer version."""

    code = "storage_newer"


class Terminated(YogaflowError):
    """The call was told to end; what was running is saved."""

    code = "interrupted"


class Interrupted(YogaflowError):
    """A question was declined or left; nothing was changed."""

    code = "interrupted"
