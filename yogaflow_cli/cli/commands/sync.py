"""`yogaflow sync`: one history on several machines, through a Git repository of your own."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.asking import tell, typed
from yogaflow_cli.cli.input_files import opened_input
from yogaflow_cli.cli.looking_back import show_table
from yogaflow_cli.cli.sync_means import means_of, watch_of
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import InvalidValue, NeedsAnAnswer, StorageDamaged, SyncKeyWrong, UsageMistake
from yogaflow_cli.presentation import sync_words
from yogaflow_cli.services.syncing import looking, setting_up
from yogaflow_cli.services.syncing.running import Synchronised
from yogaflow_cli.services.syncing.running import sync as run_sync
from yogaflow_cli.sync.address import checked_url
from yogaflow_cli.sync.key_words import COUNT, count_of, key_of, words_of

app = noun_app("Keep one history on several machines, through a Git repository of your own.")
Address = Annotated[
    str | None, typer.Argument(metavar="URL", help="A folder, host:path, ssh://... or https://... of a Git repository.")
]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", metavar="FILE", help="Read the key's words from a file; - is standard input."),
]
SUCH_AS = "git@host:practice.git, https://host/practice.git, or a folder: /media/stick/practice.git"
MOST_KEY_BYTES = 4096
TRIES = 3


@app.callback(invoke_without_command=True)
def sync_now(context: typer.Context) -> None:
    """Keep one history on several machines, through a Git repository of your own."""
    workspace = workspace_of(context)
    workspace.syncs = True
    if context.invoked_subcommand is None:
        answer(workspace, run_sync(means_of(workspace, workspace.log), watch_of(workspace, "Bringing in")))


@verb(app, "init", "Begin: an empty Git repository becomes your practice's.")
def begin(context: typer.Context, url: Address = None) -> None:
    """Begins to sync with an empty repository; where it was lost, gives it back all that this machine has."""
    workspace = workspace_of(context)
    address = given(url, "init")
    means = means_of(workspace, workspace.log_from_first_use())
    former, done = setting_up.begin(means, address, watch_of(workspace, "Gathering"))
    if workspace.manner.json:
        workspace.output.answer_json(sync_words.synced_object(done))
    elif former is None:
        workspace.output.echo(sync_words.begun(done, address) + workspace.label)
    else:
        workspace.output.echo(sync_words.moved(done, address, former) + workspace.label)


@verb(app, "join", "Join what another machine began; asks for the key.")
def join(context: typer.Context, url: Address = None, key_file: KeyFile = None) -> None:
    """Lets this machine sync with what another began; what both hold is brought together, and nothing is lost."""
    workspace = workspace_of(context)
    address = given(url, "join")
    means = means_of(workspace, workspace.log_from_first_use())
    answer(
        workspace,
        setting_up.join(means, address, lambda: key_for(workspace, key_file), watch_of(workspace, "Bringing in")),
    )


@verb(app, "status", "Show with what this machine syncs, and what waits.")
def show_status(context: typer.Context) -> None:
    """Shows how the sync stands, without asking the other side."""
    workspace = workspace_of(context)
    status = looking.status(means_of(workspace, workspace.log))
    if workspace.manner.json:
        workspace.output.answer_json(sync_words.status_object(status))
        return
    workspace.output.answer("\n".join(sync_words.status_lines(status)) + workspace.label)
    if status.devices:
        show_table(workspace, sync_words.machines_table(status))


@verb(app, "verify", "Read every machine's history anew, and compare.")
def verify(context: typer.Context) -> None:
    """Reads every segment of every machine anew, and compares it with what is known and with your practice here."""
    workspace = workspace_of(context)
    found = looking.verify(means_of(workspace, workspace.log), watch_of(workspace, "Reading"))
    if workspace.manner.json:
        workspace.output.answer_json(sync_words.verified_object(found))
    else:
        show_table(workspace, sync_words.verified_table(found))
        workspace.output.answer("\n".join(sync_words.verified_lines(found)) + workspace.label)
    if not found.is_sound:
        raise StorageDamaged("Something is not what was taken in.", "Take all of it in anew: yogaflow sync join URL")


@verb(app, "key", "Show the key, on a terminal: yogaflow sync key show")
def show_key(
    context: typer.Context, what: Annotated[str | None, typer.Argument(metavar="show", help="Show its words.")] = None
) -> None:
    """Shows the key as words that another machine can be given, to a person at a terminal and to nothing else."""
    workspace = workspace_of(context)
    means = means_of(workspace, workspace.log)
    if what != "show":
        raise UsageMistake("The key can be shown, and nothing else.", "Type: yogaflow sync key show")
    if not sys.stdout.isatty() or workspace.manner.json:
        raise UsageMistake("A key is shown on a terminal only.", "Type it there: yogaflow sync key show")
    workspace.output.answer(sync_words.key_lines(words_of(means.key(means.entry()))))
    workspace.output.notice("Whoever has these words and the repository can read your practice.")


@verb(app, "off", "Stop syncing on this machine; your practice stays.")
def stop(context: typer.Context) -> None:
    """Ends syncing on this machine, and forgets the key here; your practice stays, here and on other machines."""
    workspace = workspace_of(context)
    unsent = setting_up.leave(means_of(workspace, workspace.log))
    if workspace.manner.json:
        workspace.output.answer_json({"off": True, "unsent": unsent})
        return
    workspace.output.echo(f"This machine syncs no more; your practice stays.{workspace.label}")
    if unsent:
        workspace.output.warn("What was recorded since the last sync is on this machine alone.")


def given(url: str | None, command: str) -> str:
    """The address as git takes it; a path is seen from the folder where the person stands.

    Raises:
        UsageMistake: none was given.
        InvalidValue: it is none.
    """
    if url is None:
        raise UsageMistake("No repository was given.", f"Such as: yogaflow sync {command} {SUCH_AS}")
    return checked_url(url, Path.cwd())


def answer(workspace: Workspace, done: Synchronised) -> None:
    """Answers with what a sync did, and what to say of clocks."""
    if workspace.manner.json:
        workspace.output.answer_json(sync_words.synced_object(done))
    else:
        workspace.output.echo(sync_words.synced(done) + workspace.label)
    for warning in done.clock_warnings:
        workspace.output.warn(f"{warning}\n  What it writes counts all the same.")


def key_for(workspace: Workspace, key_file: Path | None) -> bytes:
    """The key that the person gives.

    Raises:
        SyncKeyWrong: it is none.
        NeedsAnAnswer: nobody can be asked.
        StorageError: the file cannot be read.
    """
    if key_file is not None:
        with opened_input(key_file) as file:
            return key_of(file.read(MOST_KEY_BYTES).decode("utf-8", "replace"))
    if not workspace.can_ask:
        raise NeedsAnAnswer(
            "The key of the repository is needed.", "Give it in a file: yogaflow sync join URL --key-file FILE"
        )
    workspace.output.notice(f"The key has {COUNT} words; the machine that began shows it: yogaflow sync key show")
    for _ in range(TRIES - 1):
        try:
            return key_of(typed_words())
        except SyncKeyWrong as error:
            tell(InvalidValue(error.message, error.hint))
    return key_of(typed_words())


def typed_words() -> str:
    """The words that a person types or pastes, on one line or on several; an empty one ends them."""
    words = typed("Key:")
    while 0 < (count := count_of(words)) < COUNT and (more := typed(f"{COUNT - count} more words:")):
        words = f"{words} {more}"
    return words
