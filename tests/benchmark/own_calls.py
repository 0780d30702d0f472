"""The calls of YogaFlow, and the bare floors below them."""

import shutil
from pathlib import Path

from tests.benchmark.clock import Call
from tests.benchmark.homes import Homes
from tests.benchmark.limits import FUNCTIONS, LIFECYCLE, WITH_AN_OPTION, YARDSTICK, Subject
from tests.benchmark.rounds import Cycle
from tests.benchmark.wheel import YARDSTICK as YARDSTICK_CODE
from yogaflow_cli.repository.export_rows import CELLS, SELECT_CELLS

SCREENS = ("stats", "calendar", "streak", "history", "--help")
LONG_NAMES = {"history last-week": "history last-week --json"}
PROMPT, OPEN_SESSION = "yogaflow-prompt", "sqlite3, open session"
IN_THE_LIFECYCLE = (*LIFECYCLE, WITH_AN_OPTION, PROMPT, OPEN_SESSION, *FUNCTIONS)
"""They need an open session, or end it."""

SELECT = SELECT_CELLS.format(cells=", ".join(CELLS.values()), conditions=" AND state = 'ended'").replace("?", "1")
SELECT_OPEN = "SELECT session_id, started_at_ms FROM sessions WHERE profile_id = 1 AND state <> 'ended'"
TAB_VARIABLES = {"_YOGAFLOW_COMPLETE": "complete_bash", "COMP_WORDS": "yogaflow sta", "COMP_CWORD": "1"}


def own_cycle(homes: Homes, subject: Subject) -> Cycle:
    """The calls that give one subject its time, on a log that is made for it."""
    command, size = subject
    if command in IN_THE_LIFECYCLE:
        return lifecycle(homes, size)
    others = {
        str(YARDSTICK): lambda: python(homes, subject, YARDSTICK_CODE),
        "python -c pass": lambda: python(homes, subject, "pass"),
        "cat a small file": lambda: cat(homes, subject),
        "sqlite3 -csv": lambda: sqlite(homes, subject, SELECT, "-csv", "-header"),
        "report all": lambda: yogaflow(homes, subject, "report", "all", "-o", str(homes.folder / "p.html"), "--force"),
        "TAB": lambda: yogaflow(homes, subject, variables=TAB_VARIABLES),
    }
    if command in others:
        return (others[command](),)
    return (yogaflow(homes, subject, *LONG_NAMES.get(command, command).split()),)


def lifecycle(homes: Homes, size: int | None) -> Cycle:
    """A practice from its start to its end, and what looks at it while it is open."""
    return (
        yogaflow(homes, Subject("start", size), "start"),
        yogaflow(homes, Subject("current", size), "current"),
        yogaflow(homes, Subject(WITH_AN_OPTION, size), *WITH_AN_OPTION.split()),
        prompt(homes, Subject(PROMPT, size)),
        *functions(homes, size),
        *([sqlite(homes, Subject(OPEN_SESSION, size), SELECT_OPEN)] if shutil.which("sqlite3") else []),
        yogaflow(homes, Subject("pause", size), "pause"),
        yogaflow(homes, Subject("resume", size), "resume"),
        yogaflow(homes, Subject("complete", size), "complete"),
    )


def yogaflow(homes: Homes, subject: Subject, *arguments: str, variables: dict[str, str] | None = None) -> Call:
    """A call of the program itself; a screen is drawn on a terminal."""
    environment = {**homes.environment(subject.size), **(variables or {})}
    return Call(subject, tuple(homes.wheel.yogaflow(*arguments)), environment, subject.command in SCREENS)


def prompt(homes: Homes, subject: Subject) -> Call:
    """A call of the program for prompts."""
    return Call(subject, (str(homes.wheel.scripts / PROMPT),), homes.environment(subject.size))


def functions(homes: Homes, size: int | None) -> list[Call]:
    """A thousand calls of each shell's prompt function; on the empty log alone, for it never looks at another."""
    if size != 0:
        return []
    here = {function: shell for function, shell in FUNCTIONS.items() if shutil.which(shell)}
    return [thousand_calls(homes, Subject(function, size), shell) for function, shell in here.items()]


def thousand_calls(homes: Homes, subject: Subject, shell: str) -> Call:
    """The function as `prompt init` prints it, a thousand times in one shell."""
    function = homes.folder / f"prompt.{shell}"
    function.write_text(homes.run(homes.home(subject.size), "prompt", "init", shell), encoding="utf-8")
    script = f"source '{function}'; for number in {{1..1000}}; do yogaflow_prompt; done"
    return Call(subject, (shell, "-c", script), homes.environment(subject.size))


def python(homes: Homes, subject: Subject, code: str) -> Call:
    """The interpreter that the program runs in."""
    return Call(subject, (str(homes.wheel.python), "-c", code), homes.common)


def cat(homes: Homes, subject: Subject) -> Call:
    """The least that a program does who reads a file."""
    small = homes.folder / "small"
    small.write_text("● 12 min\n", encoding="utf-8")
    return Call(subject, ("cat", str(small)), homes.common)


def sqlite(homes: Homes, subject: Subject, query: str, *options: str) -> Call:
    """SQLite's own program on the same file."""
    database: Path = homes.home(subject.size) / "data" / "yogaflow.db"
    return Call(subject, ("sqlite3", *options, str(database), query), homes.common)
