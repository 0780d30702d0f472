"""Homes of the installed program beside a real keyring, each with its own log, made when first asked for."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmark.clock import CallFailed
from tests.benchmark.filling import Stretch, fill
from tests.benchmark.limits import size_label
from tests.benchmark.wheel import Wheel
from tests.secret_service import secret_service

NO_KEYRING = "keyring.backends.fail.Keyring"
KEYRING_PROGRAMS = ("dbus-daemon", "dbus-send", "gnome-keyring-daemon")


class Homes:
    """A first home, whose profile has its token in the keyring, and copies of it with more sessions.

    Without a session bus there is no keyring, and the token lies in a private file.
    """

    def __init__(self, wheel: Wheel, folder: Path, bus: str | None, tell: Callable[[str], None]) -> None:
        self.wheel = wheel
        self.folder = folder
        self.tell = tell
        self.token = "file" if bus is None else "keyring"
        keyring = {"PYTHON_KEYRING_BACKEND": NO_KEYRING} if bus is None else {"DBUS_SESSION_BUS_ADDRESS": bus}
        self.common = {"PATH": wheel.environment["PATH"], "HOME": str(folder), **keyring}
        self.made: set[Path] = set()

    def home(self, size: int | None) -> Path:
        """The home with so many sessions; None means the first home, which has one."""
        home = self.folder / ("first" if size is None else f"home-{size}")
        if home in self.made:
            return home
        if size is None:
            self.practise_once(home)
        else:
            self.fill_copy(home, size)
        self.made.add(home)
        return home

    def practise_once(self, home: Path) -> None:
        """Makes the profile, and the ticket that spares the commands that follow the keyring."""
        for verb in ("start", "complete"):
            self.run(home, verb)
        self.require_ticket(home)
        store = stored_where(home / "data" / "yogaflow.db")
        if store != self.token:
            raise CallFailed(f"The first profile keeps its token elsewhere: {store}, not {self.token}.")

    def fill_copy(self, home: Path, size: int) -> None:
        """Copies the first home, and adds the sessions."""
        self.tell(f"making a log of {size_label(size)} sessions")
        shutil.copytree(self.home(None), home)
        fill(home / "data" / "yogaflow.db", Stretch.until(datetime.now(UTC), size))
        self.run(home, "history", "--limit", "1")
        self.require_ticket(home)

    def run(self, home: Path, *arguments: str) -> str:
        """What a call there answers."""
        asked = self.wheel.yogaflow(*arguments)
        result = subprocess.run(asked, env=self.variables(home), capture_output=True, text=True, check=False)
        if result.returncode:
            raise CallFailed(f"yogaflow {' '.join(arguments)} ended with {result.returncode}: {result.stderr.strip()}")
        return result.stdout

    def environment(self, size: int | None) -> Mapping[str, str]:
        """The environment of a call in a home."""
        return self.variables(self.home(size))

    def variables(self, home: Path) -> Mapping[str, str]:
        """The environment of a call in a home that need not be there yet."""
        return self.common | {"YOGAFLOW_HOME": str(home), "XDG_RUNTIME_DIR": str(self.runtime_folder(home))}

    def runtime_folder(self, home: Path) -> Path:
        """A folder as a login has it, one for each home, so that each has a ticket of its own."""
        folder = self.folder / f"runtime-{home.name}"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def require_ticket(self, home: Path) -> None:
        """Refuses to measure the keyring in place of the ticket.

        Raises:
            CallFailed: no ticket came to be.
        """
        tickets = self.runtime_folder(home) / "yogaflow"
        if self.token == "keyring" and not any(tickets.glob("*")):
            raise CallFailed(f"No access ticket came to be in {tickets}: the keyring would be measured.")


def stored_where(database: Path) -> str:
    """Where the first profile's token is: `keyring` or `file`."""
    connection = sqlite3.connect(database)
    store: str = connection.execute("SELECT token_store FROM profiles WHERE profile_id = 1").fetchone()[0]
    connection.close()
    return store


@contextmanager
def homes_beside_a_keyring(wheel: Wheel, folder: Path, tell: Callable[[str], None]) -> Iterator[Homes]:
    """The homes, for as long as their Secret Service runs."""
    with secret_service("a password") as environment:
        # Its other variables make Python read this source tree, and write no bytecode.
        yield Homes(wheel, folder, environment["DBUS_SESSION_BUS_ADDRESS"], tell)
