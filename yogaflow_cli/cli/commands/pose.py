"""`yogaflow pose`: poses in English and Sanskrit."""

from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.looking_back import show_table
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.library.poses import shipped_poses
from yogaflow_cli.presentation.pose_page import pose_object, pose_page, poses_table
from yogaflow_cli.text.cleaning import clean_line

app = noun_app("Look up poses in English and Sanskrit.")


def complete_pose(incomplete: str) -> list[str]:
    """The poses that go on from what was typed."""
    return [pose.slug for pose in shipped_poses() if pose.slug.startswith(incomplete)]


@verb(app, "list", "List the poses, or those whose names hold a text.")
def list_poses(
    context: typer.Context,
    text: Annotated[str | None, typer.Argument(metavar="[TEXT]", help="Part of a name.")] = None,
) -> None:
    """Lists poses by name."""
    workspace = workspace_of(context)
    book = shipped_poses()
    poses = book.matching(clean_line(text, "the text")) if text else list(book)
    if workspace.manner.json:
        workspace.output.answer_json([pose_object(pose) for pose in poses])
    elif poses:
        show_table(workspace, poses_table(poses))
    else:
        workspace.output.answer("No pose has that in its names. All of them: yogaflow pose list")


@verb(app, "show", "Show a pose, by English or Sanskrit name, with or without diacritics.")
def show_pose(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name.", autocompletion=complete_pose)],
) -> None:
    """Shows a pose."""
    workspace = workspace_of(context)
    pose = shipped_poses().find(name)
    if workspace.manner.json:
        workspace.output.answer_json(pose_object(pose))
    else:
        workspace.output.answer(pose_page(pose))
