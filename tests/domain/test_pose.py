"""A pose as a value."""

from yogaflow_cli.domain.pose import Pose
from yogaflow_cli.domain.side import Side


def test_a_pose_has_names_in_the_order_in_which_they_are_looked_up() -> None:
    """A slug goes before the English name, the aliases and the Sanskrit name, which may be missing."""
    tree = Pose("tree", "Tree", "Vṛkṣāsana", "balance", 1, two_sided=True, aliases=("vrksasana",))

    assert tree.names() == ("tree", "Tree", "vrksasana", "Vṛkṣāsana")
    assert Pose("sit-up", "Sit-Up", None, "core", 1, two_sided=False).names() == ("sit-up", "Sit-Up")


def test_sides_are_plain_words() -> None:
    """They are written into JSON as they are."""
    assert [f"{side}" for side in Side] == ["left", "right"]
