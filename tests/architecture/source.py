"""The package's source, read as text: which file imports what, at its top, inside a function, or for types alone."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yogaflow_cli

PACKAGE = "yogaflow_cli"
ROOT = Path(yogaflow_cli.__file__).parent


@dataclass(frozen=True)
class Import:
    """One imported module, by the file that imports it."""

    file: str
    module: str
    for_types: bool = False
    in_function: bool = False

    @property
    def top(self) -> str:
        """The distribution or standard module that it comes from."""
        return self.module.partition(".")[0]

    @property
    def part(self) -> str | None:
        """The part of our package that is imported: `domain`, `errors`; None for another package."""
        pieces = self.module.split(".")
        return pieces[1] if pieces[0] == PACKAGE and len(pieces) > 1 else None


def files() -> list[Path]:
    """Every source file."""
    return sorted(ROOT.rglob("*.py"))


def name_of(file: Path) -> str:
    """A file's path inside the package: `cli/app.py`."""
    return file.relative_to(ROOT).as_posix()


def part_of(name: str) -> str:
    """The part of the package that a file belongs to: `cli`, or its own name without suffix."""
    return name.partition("/")[0].removesuffix(".py")


@cache
def tree_of(file: Path) -> ast.Module:
    """A file's syntax."""
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imports() -> tuple[Import, ...]:
    """Every import of every file."""
    return tuple(found for file in files() for found in imports_below(tree_of(file), name_of(file)))


def imports_below(node: ast.AST, file: str, for_types: bool = False, in_function: bool = False) -> Iterator[Import]:
    """The imports below a node of the syntax."""
    for child in ast.iter_child_nodes(node):
        for module in modules_of(child):
            yield Import(file, module, for_types, in_function)
        guards_types = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from imports_below(child, file, for_types or guards_types, in_function or is_function)


def modules_of(node: ast.AST) -> list[str]:
    """The modules that a statement imports; what is imported from our own package with its last name.

    `from yogaflow_cli.services import practice` is `yogaflow_cli.services.practice`.
    """
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    assert node.level == 0, "imports are absolute"
    module = node.module or ""
    inside = ROOT.parent.joinpath(*module.split("."))
    if module.partition(".")[0] == PACKAGE and inside.is_dir():
        return [f"{module}.{alias.name}" for alias in node.names]
    return [module]


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function with its file."""
    for file in files():
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.FunctionDef):
                yield name_of(file), node


def lines_of_body(function: ast.FunctionDef) -> int:
    """How long a function is, without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:
        return 0
    return (body[-1].end_lineno or 0) - body[0].lineno + 1
