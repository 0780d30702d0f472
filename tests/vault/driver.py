"""Run as a program: asks the keyring one thing and answers in JSON, so that the tests' process never touches D-Bus.

`python -m tests.vault.driver '{"action": "read", "account": "maya@1f", "patience_seconds": 5}'`
"""

import json
import sys
from contextlib import suppress
from time import monotonic

from yogaflow_cli.errors import KeyringUnavailable, YogaflowError
from yogaflow_cli.vault.keyring_store import KeyringStore


def announced() -> None:
    """Tells the test that the store said it waits."""
    sys.stdout.write("waiting\n")
    sys.stdout.flush()


def act(asked: dict[str, str], patience_seconds: float) -> str | None:
    """Does what was asked, and returns what came of it."""
    if asked["action"] == "probe":
        return KeyringStore.probe(patience_seconds, announced).backend_name
    store = KeyringStore(asked.get("backend"), patience_seconds, announced)
    match asked["action"]:
        case "read":
            return store.read(asked["account"])
        case "write":
            store.write(asked["account"], asked["token"])
        case "delete":
            store.delete(asked["account"])
        case "insist":
            with suppress(KeyringUnavailable):
                store.read(asked["account"])
            return store.read(asked["account"])
        case "name":
            return store.backend_name
    return None


def outcome(asked: dict[str, str]) -> dict[str, object]:
    """The answer, or the failure a person would be told of; any other escapes as a traceback."""
    began = monotonic()
    answer: dict[str, object]
    try:
        answer = {"result": act(asked, float(asked.get("patience_seconds", 20)))}
    except YogaflowError as error:
        answer = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
    return answer | {"seconds": monotonic() - began, "modules": sorted(sys.modules)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(outcome(json.loads(sys.argv[1]))) + "\n")
