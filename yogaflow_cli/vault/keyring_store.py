"""Tokens in the operating system's keyring. Sole home of `keyring`.

Imported only when a keyring is needed: `import keyring` alone takes 70 ms.
"""

import os
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from logging import NullHandler, getLogger
from typing import TypeVar

import keyring
from keyring.backend import KeyringBackend, get_all_keyring
from keyring.backends.chainer import ChainerBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError

from yogaflow_cli.errors import KeyringSilent, KeyringUnavailable
from yogaflow_cli.vault.waiting import NoAnswer, answer_within

SERVICE = "yogaflow"
CHOICE_VARIABLE = "PYTHON_KEYRING_BACKEND"
OWN_BACKENDS = "keyring.backends."
# They keep plain text, nothing at all, or refuse every call.
NO_KEYRINGS = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")
WAY_OUT = (
    "Give the token in YOGAFLOW_TOKEN or YOGAFLOW_TOKEN_FILE, or keep it in a private file: "
    "yogaflow profile store-token file"
)
UNLOCK = "Unlock it and try again, or give the token in YOGAFLOW_TOKEN or YOGAFLOW_TOKEN_FILE"

Answer = TypeVar("Answer")

# keyring logs a plugin's failure with its traceback, and without any handler Python prints that.
getLogger("keyring").addHandler(NullHandler())


class KeyringStore:
    """The keyring, asked with patience that ends; every failure is a KeyringUnavailable."""

    def __init__(
        self, backend: str | None, patience_seconds: float, announce: Callable[[], None] | None = None
    ) -> None:
        """Takes the backend's name as `backend_name` gave it once, or None to have one chosen.

        PYTHON_KEYRING_BACKEND, when set, decides over both. `announce` is called once a call when that takes
        longer than a second. Nothing is opened yet.
        """
        self._wanted = backend
        self._patience_seconds = patience_seconds
        self._announce = announce
        self._backend: KeyringBackend | None = None
        self._was_silent = False

    @classmethod
    def probe(cls, patience_seconds: float, announce: Callable[[], None] | None = None) -> "KeyringStore":
        """The store of a keyring that was chosen here, and that gave back a token it had been given.

        Raises:
            KeyringUnavailable: no keyring here does that.
        """
        store = cls(None, patience_seconds, announce)
        # Its own name each time, so that many first uses at once do not delete each other's.
        account, token = f"probe@{os.urandom(8).hex()}", os.urandom(16).hex()
        store._ask(lambda backend: prove(backend, account, token))
        return store

    @property
    def backend_name(self) -> str:
        """The full name of the backend's class, such as `keyring.backends.SecretService.Keyring`.

        Raises:
            KeyringUnavailable: none can be chosen.
        """
        return self._ask(lambda backend: full_name(type(backend)))

    def read(self, account: str) -> str | None:
        """The account's token, or None when the keyring has none.

        Raises:
            KeyringUnavailable: the keyring is locked, silent, broken, or none.
        """
        return self._ask(lambda backend: backend.get_password(SERVICE, account)) or None

    def write(self, account: str, token: str) -> None:
        """Keeps the token in place of the account's former one, and reads it back.

        Raises:
            KeyringUnavailable: also when something else is read back.
        """
        self._ask(lambda backend: write_and_read_back(backend, account, token))

    def delete(self, account: str) -> None:
        """Forgets the account's token; that there is none is fine.

        Raises:
            KeyringUnavailable: also when the token is still there afterwards.
        """
        self._ask(lambda backend: delete_and_look(backend, account))

    def _ask(self, action: Callable[[KeyringBackend], Answer]) -> Answer:
        if self._was_silent:
            # Its question still stands where nobody looks: a second would take as long again.
            raise self._silence()
        try:
            return answer_within(self._patience_seconds, lambda: self._act(action), self._announce)
        except KeyringUnavailable:
            raise
        except NoAnswer as error:
            self._was_silent = True
            raise self._silence() from error
        except Exception as error:
            raise translated(error) from error

    def _silence(self) -> KeyringSilent:
        return KeyringSilent(f"Your keyring did not answer within {self._patience_seconds:g} seconds.", UNLOCK)

    def _act(self, action: Callable[[KeyringBackend], Answer]) -> Answer:
        backend = self._opened()
        try:
            return action(backend)
        except Exception as error:
            # Whether it can work here at all costs a call of its own, so that is asked only now.
            if type(backend).viable:
                raise
            raise NoKeyringError from error

    def _opened(self) -> KeyringBackend:
        if self._backend is None:
            self._backend = opened_backend(self._wanted)
        return self._backend


def opened_backend(wanted: str | None) -> KeyringBackend:
    """The backend of the environment, else the wanted one, else the best of this machine.

    Raises:
        KeyringUnavailable: it is not here, or it is no keyring.
    """
    by_variable, by_database = f"{CHOICE_VARIABLE} names", "The database names"
    named = os.environ.get(CHOICE_VARIABLE)
    if named:
        return first_that_keeps_secrets(loaded(named, by_variable), by_variable)
    if wanted is None:
        return first_that_keeps_secrets(discovered(), "This machine offers")
    # The name comes from the database: nothing is imported on its word but what keyring itself would import.
    if wanted.startswith(OWN_BACKENDS) or wanted.rpartition(".")[0] in plugin_modules():
        return first_that_keeps_secrets(loaded(wanted, by_database), by_database)
    for candidate in (discovered(), *get_all_keyring()):
        if full_name(type(candidate)) == wanted:
            return first_that_keeps_secrets(candidate, by_database)
    raise KeyringUnavailable(f"{by_database} a keyring that is not here: {wanted}", WAY_OUT)


def plugin_modules() -> set[str]:
    """The modules that other packages offer backends in; none of them is imported by looking."""
    return {point.module for point in entry_points(group="keyring.backends")}


def loaded(name: str, whence: str) -> KeyringBackend:
    """The backend of that full name, without a look at any other: saves half of keyring's own 120 ms.

    Raises:
        KeyringUnavailable: there is no such class, or it is not a backend.
    """
    module, _, class_name = name.rpartition(".")
    try:
        backend_class = getattr(import_module(module), class_name)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise KeyringUnavailable(f"{whence} a keyring that is not here: {name}", WAY_OUT) from error
    if not (isinstance(backend_class, type) and issubclass(backend_class, KeyringBackend)):
        raise KeyringUnavailable(f"{whence} what is not a keyring: {name}", WAY_OUT)
    return backend_class()


def discovered() -> KeyringBackend:
    """What keyring itself would use: by its configuration file, else the best one that works here."""
    # An empty variable is unset; keyring would stumble over it.
    os.environ.pop(CHOICE_VARIABLE, None)
    return keyring.get_keyring()


def first_that_keeps_secrets(backend: KeyringBackend, whence: str) -> KeyringBackend:
    """The backend, or the first worthy one of a chain of them.

    Raises:
        KeyringUnavailable: it would keep the token in plain text, or not at all.
    """
    candidates = backend.backends if isinstance(backend, ChainerBackend) else [backend]
    for candidate in candidates:
        if keeps_secrets(type(candidate)):
            return candidate
    name = full_name(type(backend))
    if name.startswith("keyring.backends.fail."):
        raise KeyringUnavailable("There is no keyring here.", WAY_OUT)
    raise KeyringUnavailable(f"{whence} no keyring that keeps secrets: {name}", WAY_OUT)


def keeps_secrets(backend_class: type[KeyringBackend]) -> bool:
    """Whether neither the class nor any that it builds on is one of those that do not count."""
    modules = [ancestor.__module__ + "." for ancestor in backend_class.__mro__]
    return not any(module.startswith(f"{home}.") for module in modules for home in NO_KEYRINGS)


def full_name(backend_class: type[KeyringBackend]) -> str:
    """Module and class, as keyring's own settings name a backend."""
    return f"{backend_class.__module__}.{backend_class.__qualname__}"


def prove(backend: KeyringBackend, account: str, token: str) -> None:
    """Writes, reads back and deletes an entry that nobody needs."""
    # Not `finally`: after a prompt that was dismissed, deleting what was never written would bring it up again.
    write_and_read_back(backend, account, token)
    delete_and_look(backend, account)


def write_and_read_back(backend: KeyringBackend, account: str, token: str) -> None:
    """Some backends accept every token and keep none."""
    backend.set_password(SERVICE, account, token)
    if backend.get_password(SERVICE, account) != token:
        raise KeyringUnavailable("Your keyring did not keep the token.", WAY_OUT)


def delete_and_look(backend: KeyringBackend, account: str) -> None:
    """Backends raise the same error for a missing entry as for one that they cannot delete."""
    try:
        backend.delete_password(SERVICE, account)
    except PasswordDeleteError as error:
        if backend.get_password(SERVICE, account) is not None:
            raise KeyringUnavailable("Your keyring did not delete the token.", UNLOCK) from error


def translated(error: Exception) -> KeyringUnavailable:
    """What a backend's failure means; its own text is left out, for nobody knows what it quotes."""
    if isinstance(error, KeyringLocked):
        return KeyringUnavailable("Your keyring is locked.", UNLOCK)
    if isinstance(error, NoKeyringError):
        return KeyringUnavailable("There is no keyring here.", WAY_OUT)
    if isinstance(error, InitError):
        return KeyringUnavailable("Your keyring cannot be opened.", WAY_OUT)
    if isinstance(error, PasswordSetError):
        return KeyringUnavailable("Your keyring did not take the token.", WAY_OUT)
    return KeyringUnavailable(f"Your keyring failed ({type(error).__name__}).", WAY_OUT)
