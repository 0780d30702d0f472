"""A person's own sequences, which are files: what was changed in them here, and what came from other machines."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from yogaflow_cli.errors import InvalidValue, SyncDamaged
from yogaflow_cli.library.own_files import put_aside
from yogaflow_cli.paths import make_private_folder, write_private_file
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.statements import SqlLedger
from yogaflow_cli.services.syncing.outbox import Outbox
from yogaflow_cli.sync.fold import DELETED, EXISTS, HERE
from yogaflow_cli.sync.ledger import state_of
from yogaflow_cli.sync.registers import OWN_SEQUENCE
from yogaflow_cli.sync.statement import Thing, Values
from yogaflow_cli.text.names import sequence_slug

TEXT = "text"
"""The register with the file's text."""

MOST_BYTES = 1 << 20


def gather_files(outbox: Outbox, folder: Path) -> None:
    """Adds the files that are not as they were read or written last, by when they were changed, and those that went."""
    known = outbox.ledger.files()
    here = texts_in(folder)
    for slug, (text, changed_at_ms) in here.items():
        if known.get(slug) != digest_of(text):
            add(outbox, slug, {EXISTS: HERE, TEXT: text}, changed_at_ms)
            outbox.ledger.note_file(slug, digest_of(text))
    for slug in known.keys() - here.keys():
        add(outbox, slug, {EXISTS: DELETED}, outbox.now_ms)
        outbox.ledger.note_file(slug, None)


def add(outbox: Outbox, slug: str, values: Values, changed_at_ms: int) -> None:
    """Adds what is not known of an own sequence."""
    thing = Thing(OWN_SEQUENCE, slug)
    outbox.add_what_differs(thing, outbox.known(thing), values, changed_at_ms)


def bring_files(log: PracticeLog, ledger: SqlLedger, folder: Path) -> int:
    """Writes what came from other machines, and puts aside what was deleted there; how many files it was.

    A file that a person changes at this moment stays as it is; the next sync knows of it.

    Raises:
        SyncDamaged: a name is none of a sequence.
        StorageError: a file cannot be written.
    """
    brought = 0
    for thing in ledger.things(OWN_SEQUENCE):
        state = state_of(ledger, thing)
        wanted = None if state.is_hidden else str(state.value(TEXT))
        if bring_file(log, ledger, folder, checked_slug(thing.identity), wanted):
            brought += 1
    return brought


def make_room(log: PracticeLog, ledger: SqlLedger, folder: Path, slug: str) -> None:
    """Puts a file aside that another text is to replace, with whatever a person wrote into it since. StorageError."""
    file = folder / f"{checked_slug(slug)}.toml"
    if file.is_file():
        put_aside(file)
        with log.database.transaction():
            ledger.note_file(slug, None)


def bring_file(log: PracticeLog, ledger: SqlLedger, folder: Path, slug: str, wanted: str | None) -> bool:
    """Makes one file what it is to be; whether it was not."""
    file = folder / f"{slug}.toml"
    text = text_of(file)
    known = ledger.files().get(slug)
    if text == wanted or (text is None and file.exists()) or known != (None if text is None else digest_of(text)):
        return False
    if wanted is None:
        put_aside(file)
    else:
        make_private_folder(folder)
        write_private_file(file, wanted.encode())
    with log.database.transaction():
        ledger.note_file(slug, None if wanted is None else digest_of(wanted))
    return True


def texts_in(folder: Path) -> dict[str, tuple[str, int]]:
    """The text of every own file that a sequence may have, and when it was changed, milliseconds since 1970."""
    found = {}
    with suppress(OSError):
        for file in sorted(folder.glob("*.toml")):
            text = text_of(file)
            if text is not None and is_slug(file.stem):
                found[file.stem] = (text, max(0, file.stat().st_mtime_ns // 1_000_000))
    return found


def text_of(file: Path) -> str | None:
    """A file's text; None where there is none that can be read."""
    try:
        return file.read_text(encoding="utf-8") if file.is_file() and file.stat().st_size <= MOST_BYTES else None
    except (OSError, UnicodeDecodeError):
        return None


def is_slug(name: str) -> bool:
    """Whether a name is one that a sequence may have."""
    try:
        return sequence_slug(name) == name
    except InvalidValue:
        return False


def checked_slug(name: str) -> str:
    """A name from another machine, which becomes a file's. Raises SyncDamaged."""
    if not is_slug(name):
        raise SyncDamaged("A sequence came with a name that none may have.", "Look at all of it: yogaflow sync verify")
    return name


def digest_of(text: str) -> str:
    """The SHA-256 of a text, in hex."""
    return sha256(text.encode()).hexdigest()
