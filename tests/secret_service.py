"""A D-Bus session bus and a Secret Service of a test's own, each way round: unlocked, locked, empty, silent, absent.

Each context manager yields the environment for a subprocess, so that the tests' own process never touches D-Bus.
Where a fixture is wanted: `from tests.secret_service import unlocked_keyring as unlocked_keyring` in a conftest.py.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.needs import needs_program
from tests.program import Program

PROJECT = Path(__file__).parent.parent
START_SECONDS = 20.0
KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "COVERAGE_PROCESS_START")
SILENT_SERVICE = Path(__file__).parent / "silent_secret_service.py"
OWNS_NAME = [
    *("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"),
    *("org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"),
]
LOCK_DEFAULT = [
    *("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"),
    *("org.freedesktop.Secret.Service.Lock", "array:objpath:/org/freedesktop/secrets/collection/login"),
]

Environment = dict[str, str]


@pytest.fixture
def unlocked_keyring() -> Iterator[Environment]:
    """A keyring that works."""
    with secret_service("a password") as environment:
        yield environment


@pytest.fixture
def locked_keyring() -> Iterator[Environment]:
    """A keyring that is locked, where nobody can be asked to unlock it."""
    with locked_service() as environment:
        yield environment


@pytest.fixture
def empty_keyring() -> Iterator[Environment]:
    """A keyring without a collection, where nobody can be asked to make one."""
    # With an empty password gnome-keyring starts as if all were well, and makes no collection.
    with secret_service("") as environment:
        yield environment


@pytest.fixture
def silent_keyring() -> Iterator[Environment]:
    """A locked keyring whose question stands on a screen that nobody looks at."""
    with silent_service() as environment:
        yield environment


@pytest.fixture
def no_keyring() -> Iterator[Environment]:
    """A server, a container, a cron job: no session bus at all."""
    with home() as environment:
        yield environment


@contextmanager
def home() -> Iterator[Environment]:
    """An environment with a home of its own, and nothing of the desktop that the tests may run on."""
    # Not pytest's own folder: a socket's path must be shorter than 108 bytes.
    with tempfile.TemporaryDirectory(prefix="yogaflow-") as folder:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        yield {**kept, "HOME": folder, "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def session_bus() -> Iterator[Environment]:
    """A session bus that ends with the block."""
    needs_program("dbus-daemon", "dbus-send")
    with home() as environment:
        address = f"unix:path={environment['HOME']}/bus"
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"]
        with running(command, environment):
            await_that(Path(environment["HOME"], "bus").exists, "dbus-daemon")
            yield environment | {"DBUS_SESSION_BUS_ADDRESS": address}


@contextmanager
def secret_service(password: str) -> Iterator[Environment]:
    """gnome-keyring on a bus of its own, unlocked with the password."""
    needs_program("gnome-keyring-daemon")
    # In the foreground: without that, `--unlock` leaves a daemon behind.
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with session_bus() as environment, running(command, environment, password):
        await_secret_service(environment)
        yield environment


@contextmanager
def locked_service() -> Iterator[Environment]:
    """gnome-keyring, locked."""
    with secret_service("a password") as environment:
        subprocess.run(LOCK_DEFAULT, env=environment, check=True, capture_output=True, timeout=START_SECONDS)
        yield environment


@contextmanager
def silent_service() -> Iterator[Environment]:
    """A Secret Service that asks a question, and waits."""
    with session_bus() as environment, running([sys.executable, str(SILENT_SERVICE)], environment):
        await_secret_service(environment)
        yield environment


@contextmanager
def running(command: list[str], environment: Mapping[str, str], given: str = "") -> Iterator[None]:
    """The program, for as long as the block lasts."""
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
        try:
            yield
        finally:
            process.kill()


def await_secret_service(environment: Mapping[str, str]) -> None:
    """Returns when a Secret Service answers on the bus."""

    def answers() -> bool:
        asked = subprocess.run(OWNS_NAME, env=environment, capture_output=True, text=True, timeout=START_SECONDS)
        return "boolean true" in asked.stdout

    await_that(answers, "the Secret Service")


def await_that(condition: Callable[[], bool], what: str) -> None:
    """Returns when the condition holds, and fails the test when it never does."""
    end = monotonic() + START_SECONDS
    while not condition():
        if monotonic() > end:
            pytest.fail(f"{what} did not start within {START_SECONDS:g} seconds")
        sleep(0.02)


def with_keyring(yogaflow: Program, desktop: Environment) -> Program:
    """The program in the session of a desktop."""
    program = yogaflow.of(DBUS_SESSION_BUS_ADDRESS=desktop["DBUS_SESSION_BUS_ADDRESS"], HOME=desktop["HOME"])
    del program.environment["PYTHON_KEYRING_BACKEND"]
    program.environment["YOGAFLOW_KEYRING_PATIENCE"] = "60s"  # beside other tests, its answer takes its time
    return program
