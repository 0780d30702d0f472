"""Every command of the program with arguments to call it by. A new command is a line here, or a test fails."""

from importlib import import_module
from typing import NamedTuple

from yogaflow_cli.cli.catalogue import CATALOGUE, Entry

NO_PRACTICE = "it is about the library, which belongs to nobody"
OWN_FILE = "a sequence is a file of the OS account, not of a profile"
NO_PROFILE = "it names no profile's data"


class Call(NamedTuple):
    """A command's arguments; `open_because` says why it asks for no token, `numbered` that it takes a session.

    One that asks for no token `may_refuse` for another reason: without a terminal, or without what it names.
    """

    arguments: str = ""
    open_because: str | None = None
    numbered: bool = False
    may_refuse: bool = False


CALLS = {
    "": Call(),
    "start": Call("morning-10"),
    "pause": Call("{session}", numbered=True),
    "resume": Call("{session}", numbered=True),
    "complete": Call("{session}", numbered=True),
    "current": Call(),
    "log": Call("--duration 30m"),
    "edit": Call("{session} --note changed", numbered=True),
    "undo": Call(),
    "delete": Call("{session} --yes", numbered=True),
    "stats": Call("--by week"),
    "history": Call("--all"),
    "calendar": Call("2026"),
    "export": Call("csv"),
    "import": Call("practice.csv"),
    "sequence list": Call(open_because=NO_PRACTICE),
    "sequence show": Call("morning-10", open_because=NO_PRACTICE),
    "sequence create": Call("night", open_because=OWN_FILE),
    "sequence edit": Call("evening", open_because=OWN_FILE, may_refuse=True),
    "sequence check": Call("evening", open_because=OWN_FILE),
    "sequence delete": Call("evening --yes", open_because=OWN_FILE),
    "profile create": Call("zoe", open_because="a new profile has no token yet"),
    "profile list": Call(open_because="names are no secret among people of one OS account"),
    "profile use": Call("maya", open_because="it opens nothing: the profile's own token is asked for next"),
    "profile show": Call(),
    "profile rename": Call("maya maja"),
    "profile delete": Call("maya --yes"),
    "profile reset-token": Call(open_because="whoever can write the database could replace the token anyway"),
    "profile lock": Call(open_because="whoever is at the machine may close the door"),
    "profile store-token": Call("file"),
    "goal show": Call(),
    "goal set": Call("4 per week"),
    "goal clear": Call(),
    "rest add": Call("today"),
    "rest list": Call(),
    "rest delete": Call("1"),
    "rest weekly": Call("sun"),
    "rest moon": Call("on"),
    "config list": Call(),
    "config get": Call("plain"),
    "config set": Call("plain true"),
    "config unset": Call("plain"),
    "config path": Call(open_because=NO_PROFILE),
    "show": Call("{session}", numbered=True),
    "discard": Call(),
    "guide": Call(),
    "reopen": Call("{session}", numbered=True),
    "redo": Call(),
    "streak": Call("--explain"),
    "balance": Call(),
    "report": Call("-o report.html --force"),
    "pose list": Call(open_because=NO_PRACTICE),
    "pose show": Call("tree", open_because=NO_PRACTICE),
    "sync init": Call("practice.git"),
    "sync join": Call("practice.git", may_refuse=True),
    "sync status": Call(may_refuse=True),
    "sync verify": Call(may_refuse=True),
    "sync key": Call("show", may_refuse=True),
    "sync off": Call(may_refuse=True),
    "conflicts list": Call(),
    "conflicts take": Call("0a1b2c", may_refuse=True),
    "conflicts keep": Call("all", may_refuse=True),
    "serve": Call("--host 0.0.0.0", open_because="every request asks for its own", may_refuse=True),
    "prompt init": Call("bash", open_because=NO_PROFILE),
    "backup": Call("list", open_because="whoever owns the file could copy it anyway"),
    "restore": Call("absent", open_because="whoever owns the file could replace it anyway", may_refuse=True),
    "doctor": Call(open_because="it looks at the whole file, not at anybody's practice"),
}
"""Of the last three the program may have none yet; a line too many does no harm."""


def names() -> list[str]:
    """Every command that the program has, with the verbs of its nouns; the bare one is empty."""
    return ["", *(name for entry in CATALOGUE for name in names_of(entry))]


def names_of(entry: Entry) -> list[str]:
    """The names under one entry of the catalogue."""
    if not entry.noun:
        return [entry.name]
    return [f"{entry.name} {command.name}" for command in import_module(entry.path).app.registered_commands]


def proven_names() -> list[str]:
    """The commands that prove a token first."""
    return [name for name in names() if CALLS[name].open_because is None]


def open_names() -> list[str]:
    """The commands that ask for no token."""
    return [name for name in names() if CALLS[name].open_because is not None]


def numbered_names() -> list[str]:
    """The commands that take a session's number."""
    return [name for name in names() if CALLS[name].numbered]


def command_line(name: str, session: str = "1") -> list[str]:
    """A command with its arguments."""
    return [*name.split(), *CALLS[name].arguments.format(session=session).split()]
