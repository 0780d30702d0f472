"""Run as a program: a Secret Service whose collection is locked and whose prompt nobody ever answers.

It stands in for a desktop with its question on a screen that nobody looks at; it is the peer, not our code.
"""

# jeepney comes with keyring on Linux, and without types.
from jeepney import (  # type: ignore[import-untyped]
    DBus,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

COLLECTION = "/org/freedesktop/secrets/collection/login"
PROMPT = "/org/freedesktop/secrets/prompt/never"
ANSWERS: dict[tuple[str, str], tuple[str, tuple[object, ...]]] = {
    ("ReadAlias", ""): ("o", (COLLECTION,)),
    ("Get", "Label"): ("v", (("s", "Login"),)),
    ("Get", "Locked"): ("v", (("b", True),)),
    ("Unlock", ""): ("aoo", ([], PROMPT)),
    # The prompt appears; the signal that it was answered never comes.
    ("Prompt", ""): ("", ()),
}


def reply(question: Message) -> Message:
    """The answer of a service that waits for a person."""
    member = question.header.fields[HeaderFields.member]
    property_name = question.body[1] if member == "Get" else ""
    if (member, property_name) not in ANSWERS:
        return new_error(question, "org.freedesktop.DBus.Error.UnknownMethod")
    signature, body = ANSWERS[member, property_name]
    return new_method_return(question, signature or None, body)


def serve(connection: DBusConnection) -> None:
    """Answers until the process is ended."""
    connection.send_and_get_reply(DBus().RequestName("org.freedesktop.secrets"))
    while True:
        message = connection.receive()
        if message.header.message_type is MessageType.method_call:
            connection.send(reply(message))


if __name__ == "__main__":
    serve(open_dbus_connection())
