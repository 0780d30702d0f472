"""Every command: its name, where it lives, and what the help says of it. A new command is a file and a line here."""

from typing import NamedTuple


class Entry(NamedTuple):
    """One command; its file is `commands/NAME.py`, unless `module` names another. `noun` has verbs of its own."""

    name: str
    group: str
    summary: str
    noun: bool = False
    module: str | None = None

    @property
    def path(self) -> str:
        """The module that holds the command."""
        return f"yogaflow_cli.cli.commands.{self.module or self.name}"


PRACTISE = "Practise"
PUT_RIGHT = "Put right"
LOOK_BACK = "Look back"
DATA = "Data"
SET_UP = "Set up"
MORE = "More"

CATALOGUE = (
    Entry("start", PRACTISE, "Begin a practice, free or by a sequence."),
    Entry("pause", PRACTISE, "Pause the practice."),
    Entry("resume", PRACTISE, "Go on with a paused practice."),
    Entry("complete", PRACTISE, "End the practice and see what it adds up to."),
    Entry("current", PRACTISE, "Show the open practice."),
    Entry("log", PUT_RIGHT, "Add a practice that is over."),
    Entry("edit", PUT_RIGHT, "Change a practice, by options or in your editor."),
    Entry("undo", PUT_RIGHT, "Take the last changes back.", module="undoing"),
    Entry("delete", PUT_RIGHT, "Delete practices."),
    Entry("stats", LOOK_BACK, "What your practice adds up to."),
    Entry("history", LOOK_BACK, "List practices, the newest first."),
    Entry("calendar", LOOK_BACK, "Your year at a glance, or any days of it."),
    Entry("export", DATA, "Write practices to a file or to standard output.", module="export_data"),
    Entry("import", DATA, "Bring practices in from a file.", module="import_data"),
    Entry("sequence", SET_UP, "See the sequences that can be practised, and make your own.", noun=True),
    Entry("profile", SET_UP, "Who practises here, and their tokens.", noun=True),
    Entry("goal", SET_UP, "What you want of a week.", noun=True),
    Entry("rest", SET_UP, "Days of rest, which break no streak.", noun=True),
    Entry("config", SET_UP, "See and change settings.", noun=True),
    Entry("show", MORE, "Show all of one practice."),
    Entry("discard", MORE, "Drop the open practice; undo brings it back."),
    Entry("guide", MORE, "Lead the open practice, at the step where it was."),
    Entry("reopen", MORE, "Go on with a practice that was completed."),
    Entry("redo", MORE, "Bring again what was undone.", module="undoing"),
    Entry("streak", MORE, "Weeks that met the goal, and days in a row."),
    Entry("balance", MORE, "Time by pose family, left against right, what was long ago."),
    Entry("report", MORE, "Make a page of your practice, to keep and to print."),
    Entry("pose", MORE, "Look up poses in English and Sanskrit.", noun=True),
    Entry("backup", MORE, "Copy everything to a file, or list such copies."),
    Entry("restore", MORE, "Go back to a backup; what it replaces is kept."),
    Entry("doctor", MORE, "Look whether everything is sound, and mend it."),
    Entry("prompt", MORE, "Show the open practice in your shell's prompt.", noun=True),
    Entry("sync", MORE, "Keep one history on several machines.", noun=True),
    Entry("conflicts", MORE, "What lost when two machines changed one thing.", noun=True),
    Entry("serve", MORE, "Let other programs practise here: an API on this machine."),
)
BY_NAME = {entry.name: entry for entry in CATALOGUE}
GROUPS = (PRACTISE, PUT_RIGHT, LOOK_BACK, DATA, SET_UP, MORE)

OTHER_TOOLS = {
    "stop": "complete",
    "finish": "complete",
    "end": "complete",
    "done": "complete",
    "status": "current",
    "continue": "resume",
    "cancel": "discard",
    "add": "log",
    "today": "history today",
    "list": "history",
    "remove": "delete",
    "rm": "delete",
    "begin": "start",
}
"""What other trackers call it, and what it is called here."""
