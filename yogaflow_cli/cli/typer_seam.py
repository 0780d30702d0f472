"""Where typer is bent: commands loaded when called, options that stand anywhere, usage mistakes as our errors.

typer carries its own click since 0.26; its private names are used here and nowhere else, and its version is pinned.
"""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from os import environ
from pathlib import Path
from typing import Any

import typer
from typer import _click
from typer._click.shell_completion import CompletionItem
from typer._completion_classes import completion_init
from typer._completion_shared import Shells, _get_shell_name, get_completion_script, install
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command as command_of
from typer.main import get_group as group_of

from yogaflow_cli.cli.catalogue import BY_NAME, CATALOGUE, OTHER_TOOLS, Entry
from yogaflow_cli.cli.completions import complete_profile
from yogaflow_cli.cli.help_page import root_help
from yogaflow_cli.cli.manner import COMPLETE_VARIABLE
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.paths import storage_failure
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.names import nearest

SHELLS = tuple(shell.value for shell in Shells)
CONTEXT_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
EVERYWHERE = "Everywhere: --profile NAME, --plain, --quiet, --no-input, --json, --help"
FLAGS = {"plain": ["--plain"], "quiet": ["--quiet", "-q"], "no_input": ["--no-input"], "json": ["--json"]}


def remember(context: typer.Context, option: Any, value: Any) -> None:
    """Keeps a shared option's value, before or after the command's name."""
    if value is not None and value is not False:
        setattr(context.find_root().obj.manner, option.name, value)


def offered_profiles(context: typer.Context, arguments: list[str], incomplete: str) -> list[str]:
    """The names of the profiles, asked as typer's own options ask."""
    return complete_profile(context, incomplete)


def shared_options() -> list[TyperOption]:
    """The options that every command takes; the help names them once, in its last line."""
    shared: dict[str, Any] = {"expose_value": False, "callback": remember, "hidden": True}
    profile = TyperOption(
        param_decls=["profile", "--profile", "-p"], metavar="NAME", autocompletion=offered_profiles, **shared
    )
    flags = [
        TyperOption(param_decls=[name, *declarations], is_flag=True, default=False, **shared)
        for name, declarations in FLAGS.items()
    ]
    return [profile, *flags]


class YogaflowCommand(TyperCommand):
    """A command that also takes the shared options."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings["epilog"] = EVERYWHERE
        super().__init__(*args, **settings)
        self.params = [*self.params, *shared_options()]


class NounGroup(TyperGroup):
    """A noun with its verbs, such as `profile`; a wrong verb names the nearest."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.params = [*self.params, *shared_options()]
        self.epilog = EVERYWHERE

    def resolve_command(self, ctx: _click.Context, args: list[str]) -> Any:
        """The verb that was typed. Raises UsageMistake for another word."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise unknown_word(f"{self.name} {args[0]}", args[0], list(self.commands), f"{self.name} ")
        return super().resolve_command(ctx, args)


class RootGroup(TyperGroup):
    """The root command over the catalogue: a command's file is loaded when it is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.params = [*self.params, *shared_options()]

    def list_commands(self, ctx: _click.Context) -> list[str]:
        """Every command's name, in the order of the catalogue."""
        return [entry.name for entry in CATALOGUE]

    def get_command(self, ctx: _click.Context, cmd_name: str) -> _click.Command | None:
        """The command, loaded."""
        entry = BY_NAME.get(cmd_name)
        return None if entry is None else loaded(entry)

    def resolve_command(self, ctx: _click.Context, args: list[str]) -> Any:
        """The command that was typed. Raises UsageMistake, naming ours, for another word."""
        word = args[0] if args else ""
        if word in OTHER_TOOLS:
            raise UsageMistake(f"yogaflow has no command {word}.", f"Here it is: yogaflow {OTHER_TOOLS[word]}")
        if word and word not in BY_NAME and not word.startswith("-"):
            raise unknown_word(word, word, [*BY_NAME, *OTHER_TOOLS], "")
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        """The grouped page."""
        formatter.write(root_help())

    def shell_complete(self, ctx: _click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands with their summaries, from the catalogue: none of them is loaded."""
        return [
            CompletionItem(entry.name, help=entry.summary) for entry in CATALOGUE if entry.name.startswith(incomplete)
        ]


def unknown_word(typed: str, word: str, known: Sequence[str], prefix: str) -> UsageMistake:
    """What to say of a command that does not exist."""
    near = [OTHER_TOOLS.get(name, name) for name in nearest(word, known)]
    meant = " or ".join(dict.fromkeys(f"yogaflow {prefix}{name}" for name in near))
    return UsageMistake(
        f"yogaflow has no command {shown(typed)}.",
        f"Did you mean {meant}?" if meant else f"See: yogaflow {prefix}--help",
    )


def loaded(entry: Entry) -> _click.Command:
    """The command of an entry, built from its file."""
    module = import_module(entry.path)
    if entry.noun:
        command: _click.Command = group_of(module.app)
    else:
        listing: str = getattr(module, "LISTING", "")
        command = command_of(single(entry, getattr(module, f"{entry.name}_command"), listing))
    command.name = entry.name
    return command


def home_of() -> Callable[[typer.Context], None]:
    """The command that answers when none was typed; loaded only then."""
    command: Callable[[typer.Context], None] = import_module("yogaflow_cli.cli.commands.home").home_command
    return command


def single(entry: Entry, function: Callable[..., None], listing: str = "") -> typer.Typer:
    """An app of one command; its help shows the listing, too."""
    app = noun_app(entry.summary)
    app.command(entry.name, cls=YogaflowCommand, help=f"{entry.summary}\n\n{listing}")(function)
    return app


def noun_app(summary: str) -> typer.Typer:
    """An empty app in our manner: plain help, `-h`, no completion of its own."""
    return typer.Typer(
        cls=NounGroup,
        help=summary,
        add_completion=False,
        rich_markup_mode=None,
        context_settings=CONTEXT_SETTINGS,
        no_args_is_help=False,
    )


def verb(app: typer.Typer, name: str, summary: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Adds a verb to a noun."""
    return app.command(name, cls=YogaflowCommand, help=summary)


def root_of(home: Callable[..., None]) -> _click.Command:
    """The root command; `home` answers when it is called alone."""
    app = typer.Typer(cls=RootGroup, add_completion=False, rich_markup_mode=None, context_settings=CONTEXT_SETTINGS)
    app.callback(invoke_without_command=True)(home)
    return command_of(app)


def run(root: _click.Command, arguments: list[str], workspace: object) -> None:
    """Answers a completion request, or runs the command that the arguments name.

    Raises:
        UsageMistake: the arguments have no meaning.
        SystemExit: --help, --version and completion end so.
    """
    if COMPLETE_VARIABLE in environ:
        completion_init()
        try:
            root._main_shell_completion({"obj": workspace}, "yogaflow")
        except KeyError as error:
            raise UsageMistake(
                f"{COMPLETE_VARIABLE} is set without {error}.", f"Type: unset {COMPLETE_VARIABLE}"
            ) from error
    try:
        with root.make_context("yogaflow", arguments, obj=workspace) as context:
            root.invoke(context)
    except _click.exceptions.UsageError as error:
        raise usage_mistake(error) from error
    except typer.Exit as ending:
        raise SystemExit(ending.exit_code) from ending
    except typer.Abort as ending:
        raise KeyboardInterrupt from ending


def show_completion(option: str) -> None:
    """Prints the completion script of a shell. Raises as `shell_behind`."""
    script = get_completion_script(prog_name="yogaflow", complete_var=COMPLETE_VARIABLE, shell=shell_behind(option))
    typer.echo(script)


def install_completion(option: str) -> None:
    """Puts the completion script where a shell finds it. Raises as `shell_behind`, and StorageError."""
    shell = shell_behind(option)
    try:
        _, path = install(shell=shell, prog_name="yogaflow", complete_var=COMPLETE_VARIABLE)
    except OSError as error:
        raise storage_failure(error, Path(error.filename or Path.home())) from error
    typer.echo(f"Completion for {shell} is in {path}. It works in the next shell that you open.")


def shell_behind(option: str) -> str:
    """The shell that is named behind an option, else the one that called, else that of SHELL.

    Raises:
        UsageMistake: it is none that completes.
    """
    named = sys.argv[sys.argv.index(option) + 1 :][:1] if option in sys.argv else []
    for shell in (*named, _get_shell_name() or "", Path(environ.get("SHELL", "")).name):
        if shell in SHELLS:
            return shell
    raise UsageMistake(
        "Your shell is none that can complete.", f"Name one: yogaflow {option} bash (or zsh, fish, pwsh)"
    )


def usage_mistake(error: _click.exceptions.UsageError) -> UsageMistake:
    """Our error for typer's, in one line."""
    path = error.ctx.command_path if error.ctx else "yogaflow"
    if error.ctx is not None and isinstance(error.ctx.command, NounGroup) and error.message == "Missing command.":
        return UsageMistake(f"Which of {', '.join(error.ctx.command.commands)}?", f"See: {path} --help")
    message = " ".join(shown(error.format_message()).split())
    return UsageMistake(message, f"See: {path} --help")
