"""The one question after a guided practice: how it was. Enter skips it, and a setting silences it."""

from yogaflow_cli.cli import asking
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.settings import ASK_AFTER
from yogaflow_cli.errors import Interrupted, InvalidValue
from yogaflow_cli.presentation import reflection_words
from yogaflow_cli.services.guided_run import GuidedRun
from yogaflow_cli.services.reflection import Reflected, reflect, reflected


def ask_how_it_was(workspace: Workspace, run: GuidedRun) -> None:
    """Asks, and keeps the answer with the run, so that one undo still takes back all of it.

    Raises:
        Interrupted: the person left; the practice is kept as it is.
        SessionNotFound: another terminal deleted it meanwhile.
        StorageError: the answer could not be stored.
    """
    if workspace.setting(ASK_AFTER) == "off" or workspace.manner.quiet:
        return
    said = answer()
    if said is not None:
        session = reflect(run.log, run.session, said, workspace.moment())
        workspace.output.echo(reflection_words.kept(session, said) + workspace.label)


def answer() -> Reflected | None:
    """What the person says, None when they skip; a number that is no answer is asked again."""
    while True:
        try:
            text = asking.typed(reflection_words.QUESTION)
        except Interrupted:
            return None
        if not text:
            return None
        try:
            return reflected(text)
        except InvalidValue as error:
            asking.tell(error)
