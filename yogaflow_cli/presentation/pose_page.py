"""Poses as rows, as a page and as objects."""

from collections.abc import Sequence

from yogaflow_cli.domain.pose import Pose
from yogaflow_cli.presentation.table import Column, Table

LEVELS = {1: "beginner", 2: "intermediate", 3: "advanced"}
NOT_ADVICE = "Cautions are hints, not medical advice."


def pose_object(pose: Pose) -> dict[str, object]:
    """A pose for scripts."""
    return {
        "pose": pose.slug,
        "english": pose.english,
        "sanskrit": pose.sanskrit,
        "category": pose.category,
        "level": pose.level,
        "two_sided": pose.two_sided,
        "aliases": list(pose.aliases),
        "cautions": list(pose.cautions),
    }


def poses_table(poses: Sequence[Pose]) -> Table:
    """A row a pose, English before Sanskrit."""
    columns = (Column("Pose"), Column("English", flexible=True), Column("Sanskrit", flexible=True), Column("Family"))
    return Table(columns, [[pose.slug, pose.english, pose.sanskrit or "", pose.category] for pose in poses])


def pose_page(pose: Pose) -> str:
    """One pose, a line for everything that is known."""
    rows = [
        ("Sanskrit", pose.sanskrit),
        ("Family", pose.category),
        ("Level", LEVELS.get(pose.level or 0)),
        ("Sides", "right and left" if pose.two_sided else None),
        ("Also", ", ".join(pose.aliases)),
        ("Cautions", ", ".join(pose.cautions)),
    ]
    lines = [f"{pose.english} ({pose.slug})", *(f"  {label:<11}{value}" for label, value in rows if value)]
    return "\n".join([*lines, NOT_ADVICE] if pose.cautions else lines)
