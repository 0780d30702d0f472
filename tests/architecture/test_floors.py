"""Imports go downward only, every library has one home, and what waits to be imported is listed here."""

import ast

import pytest

from tests.architecture.source import (
    ROOT,
    Import,
    files,
    functions,
    imports,
    lines_of_body,
    name_of,
    part_of,
    tree_of,
)
from yogaflow_cli.cli.catalogue import CATALOGUE, Entry
from yogaflow_cli.cli.typer_seam import loaded

FLOORS = [
    {"errors", "places", "__init__"},
    # Both stand on the first floor; `text` is the lower half of it.
    {"text"},
    {"domain"},
    {"paths", "zones"},
    {"prompt", "sync"},
    {"repository", "vault", "exporters", "importers", "library", "sound"},
    {"services"},
    {"presentation"},
    {"server"},
    {"cli"},
    {"__main__"},
]
FLOOR_OF = {part: floor for floor, parts in enumerate(FLOORS) for part in parts}

SOLE_HOMES = {
    "typer": ("cli/",),
    "rich": (
        "presentation/rich_table.py",
        "presentation/progress_bar.py",
        "presentation/inked_lines.py",
        "presentation/guide_lines.py",
        "presentation/guide_screen.py",
    ),
    "jinja2": ("presentation/report/page.py",),
    "webbrowser": ("cli/browser.py",),
    "sqlite3": ("repository/", "importers/health_connect.py"),
    "sqlite_utils": ("repository/migrations.py",),
    "keyring": ("vault/keyring_store.py",),
    "platformdirs": ("paths.py",),
    "fit_tool": ("exporters/fit_files.py",),
    "icalendar": ("exporters/calendar_events.py", "importers/calendar_events.py"),
    "defusedxml": ("importers/apple_xml.py",),
    "zipfile": ("importers/zipped.py",),
    "tzlocal": ("zones.py",),
    "zoneinfo": ("zones.py",),
    "tomllib": ("library/", "presentation/edit_page.py"),
    "subprocess": ("cli/background.py", "cli/editor.py", "sound/programs.py", "sync/child.py"),
    "nacl": ("sync/sealing.py",),
    "mnemonic": ("sync/key_words.py",),
    "fastapi": ("server/",),
    "starlette": ("server/",),
    "fastapi_offline": ("server/app.py",),
    "pydantic": ("server/bodies.py", "server/answers.py"),
    "uvicorn": ("server/running.py", "server/connections.py"),
    "jwt": ("vault/web_token.py",),
}
"""Where a library may be loaded; its types may be named anywhere below `TYPE_CHECKING`."""

SEAMS = [
    ("cli/app.py", "yogaflow_cli.cli.command_line"),
    ("cli/app.py", "yogaflow_cli.cli.ending"),
    ("cli/commands/serve.py", "yogaflow_cli.cli.serving"),
    ("cli/commands/serve.py", "yogaflow_cli.server.listening"),
    ("cli/commands/serve.py", "yogaflow_cli.server.running"),
    ("cli/ending.py", "yogaflow_cli.cli.examined"),
    ("cli/guided.py", "yogaflow_cli.presentation.guide_screen"),
    ("cli/long_work.py", "yogaflow_cli.presentation.progress_bar"),
    ("cli/looking_back.py", "yogaflow_cli.presentation.inked_lines"),
    ("cli/looking_back.py", "yogaflow_cli.presentation.rich_table"),
    ("cli/looking_back.py", "yogaflow_cli.presentation.rich_table"),
    ("cli/practise/current.py", "yogaflow_cli.presentation.template"),
    ("cli/practise/start.py", "yogaflow_cli.cli.guided"),
    ("cli/practise/start.py", "yogaflow_cli.cli.guided"),
    ("cli/practise/start.py", "yogaflow_cli.cli.open_session"),
    ("cli/start_plan.py", "yogaflow_cli.cli.shaped_plan"),
    ("cli/workspace.py", "yogaflow_cli.cli.background"),
    ("cli/workspace.py", "yogaflow_cli.cli.daily_backup"),
    ("cli/workspace.py", "yogaflow_cli.cli.first_use"),
    ("cli/workspace.py", "yogaflow_cli.cli.first_use"),
    ("cli/workspace.py", "yogaflow_cli.library.shelf"),
    ("cli/workspace.py", "yogaflow_cli.repository.open_practices"),
    ("paths.py", "platformdirs"),
    ("paths.py", "shlex"),
    ("prompt/program.py", "yogaflow_cli.paths"),
    ("repository/database.py", "yogaflow_cli.repository.backups"),
    ("repository/database.py", "yogaflow_cli.repository.migrations"),
    ("repository/nothing.py", "yogaflow_cli.repository.migrations"),
    ("services/completing.py", "yogaflow_cli.services.guided_end"),
    ("services/practice.py", "yogaflow_cli.services.elsewhere"),
    ("services/practice.py", "yogaflow_cli.services.elsewhere"),
    ("vault/vault.py", "yogaflow_cli.vault.keyring_store"),
    ("vault/vault.py", "yogaflow_cli.vault.keyring_store"),
    ("zones.py", "tzlocal"),
    ("zones.py", "zoneinfo"),
]
"""Every import that waits inside a function, once for each place: most calls do not need it, and it is measured."""

LOADED_BY_NAME = {
    *("cli/app.py", "cli/typer_seam.py"),
    *("exporters/catalogue.py", "importers/catalogue.py"),
    "vault/keyring_store.py",
}
"""Who imports modules by a name that is known only when the program runs: commands, formats, keyring's backends."""

ANY_HOMES = {"cli/typer_seam.py", "repository/failures.py"}
"""typer's own types are private, and a database's rows hold anything."""

CLOCKS = {"cli/workspace.py", "zones.py"}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 30
LONG_MODULES: set[str] = set()
LONG_FUNCTIONS = {
    # One field of a session a line.
    ("repository/session_rows.py", "session_of_row"),
}
WITHOUT_AN_ENTRY = {"__init__", "home"}


def belongs(file: str, homes: tuple[str, ...]) -> bool:
    """Whether a file is one of the homes, or lies in one."""
    return any(file.startswith(home) if home.endswith("/") else file == home for home in homes)


def forbidden(found: Import) -> bool:
    """Whether an import goes upward, or from one package of a floor to another."""
    importing, imported = part_of(found.file), found.part
    if imported is None or imported == importing or imported == "__version__":
        return False
    return FLOOR_OF[imported] >= FLOOR_OF[importing]


def test_every_part_stands_on_a_floor() -> None:
    """A new package is given its place here."""
    assert {part_of(name_of(file)) for file in files()} == set(FLOOR_OF)


def test_imports_go_downward_only() -> None:
    """Never upward, never to a neighbour; for types neither."""
    assert [found for found in imports() if forbidden(found)] == []


def test_the_two_lowest_floors_stand_on_the_standard_library_alone() -> None:
    """Rules and grammars need no file, no clock and no database."""
    outside = {"os", "pathlib", "sqlite3", "subprocess", "sys", "tempfile", "time", "zoneinfo", "tomllib"}
    reached = [found for found in imports() if part_of(found.file) in ("domain", "text") and found.top in outside]
    assert reached == []


@pytest.mark.parametrize("library", SOLE_HOMES)
def test_a_library_has_one_home(library: str) -> None:
    """Whoever replaces it changes one place."""
    homes = SOLE_HOMES[library]
    users = {found.file for found in imports() if found.top == library and not found.for_types}
    assert users, f"nobody uses {library} any more"
    assert {file for file in users if not belongs(file, homes)} == set()


def test_imports_that_wait_are_exactly_these() -> None:
    """Each one is a seam with a reason beside it, and not a habit."""
    waiting = sorted((found.file, found.module) for found in imports() if found.in_function)
    assert waiting == SEAMS


def test_nothing_else_is_imported_by_name() -> None:
    """What is loaded unseen would escape the tests above."""
    assert {found.file for found in imports() if found.top == "importlib"} == LOADED_BY_NAME


def test_an_init_file_holds_a_docstring_and_nothing_else() -> None:
    """What is imported is loaded, so nothing is; the root's also holds the version."""
    for file in files():
        if file.name != "__init__.py":
            continue
        docstring, *rest = tree_of(file).body
        assert isinstance(docstring, ast.Expr), name_of(file)
        names = [ast.unparse(statement).partition(" = ")[0] for statement in rest]
        assert names == (["__version__"] if file.parent == ROOT else []), name_of(file)


def test_any_is_not_used_above_the_repository() -> None:
    """But where typer leaves no choice."""
    users = {name_of(file) for file in files() for node in ast.walk(tree_of(file)) if names_any(node)}
    assert users == ANY_HOMES


def names_any(node: ast.AST) -> bool:
    """Whether a statement imports `typing.Any`."""
    return isinstance(node, ast.ImportFrom) and any(alias.name == "Any" for alias in node.names)


def test_time_is_asked_for_in_one_place() -> None:
    """Below the command line it comes in as a value; the zones ask for the machine's own offset."""
    asking = {
        name_of(file)
        for file in files()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("datetime.now", "date.today", "datetime.utcnow")
    }
    assert asking == CLOCKS


def test_no_module_is_too_long() -> None:
    """Along nouns there is always a seam."""
    long = {name_of(file) for file in files() if len(file.read_text(encoding="utf-8").splitlines()) > MOST_LINES}
    assert long == LONG_MODULES


def test_no_function_is_too_long() -> None:
    """Thirty lines at most, signature and docstring apart."""
    long = {
        (file, function.name) for file, function in functions() if lines_of_body(function) > MOST_LINES_OF_A_FUNCTION
    }
    assert long == LONG_FUNCTIONS


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
def test_every_command_of_the_catalogue_loads(entry: Entry) -> None:
    """Commands are loaded when they are called; this test calls for each."""
    command = loaded(entry)
    assert command.name == entry.name
    assert command.help or entry.noun


def test_every_file_of_a_command_is_in_the_catalogue() -> None:
    """A command that nobody can call is dead."""
    called = {entry.path.rpartition(".")[2] for entry in CATALOGUE}
    written = {file.stem for file in (ROOT / "cli" / "commands").glob("*.py")}
    assert written - WITHOUT_AN_ENTRY == called
