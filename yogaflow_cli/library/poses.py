"""The book of poses, read from `poses.toml`: each pose when it is first asked for, all of them only for a search."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from yogaflow_cli.domain.pose import Pose
from yogaflow_cli.errors import PoseNotFound
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import folded, nearest

SHIPPED_POSES = Path(__file__).with_name("poses.toml")
SECTION = "\n[pose."


class PoseBook:
    """Poses by slug, English name, alias or Sanskrit name, without regard to case or diacritics.

    Parsing the whole file takes most of the time of starting a sequence, so a pose asked for by its slug has only its
    own `[pose.slug]` section parsed.
    """

    def __init__(self, text: str) -> None:
        sections = text.split(SECTION)[1:]
        self._sections = {section.partition("]")[0]: section.partition("\n")[2] for section in sections}
        self._read: dict[str, Pose] = {}
        self._slug_by_name: dict[str, str] | None = None

    def __iter__(self) -> Iterator[Pose]:
        return (self._pose(slug) for slug in self._sections)

    def __len__(self) -> int:
        return len(self._sections)

    def find(self, text: str) -> Pose:
        """The pose of that name, as `get` finds it.

        Raises:
            PoseNotFound: no pose has the name; the hint tells the nearest.
        """
        pose = self.get(text)
        if pose is None:
            raise PoseNotFound(f"no pose {quoted(text)}", self.hint(text))
        return pose

    def get(self, text: str) -> Pose | None:
        """The pose of that name; where two share one, a slug goes before English, alias and Sanskrit, in this order."""
        return self._pose(text) if text in self._sections else self._by_name(folded(text))

    def hint(self, text: str) -> str:
        """What to try instead of a name that no pose has."""
        near = nearest(text, [name for pose in self for name in (pose.slug, pose.english)])
        return f"Did you mean {' or '.join(near)}?" if near else "All of them: yogaflow pose list"

    def matching(self, text: str) -> list[Pose]:
        """The poses of the category `text`, else those with it in one of their names, in the order of the book."""
        wanted = folded(text)
        of_category = [pose for pose in self if folded(pose.category) == wanted]
        return of_category or [pose for pose in self if any(wanted in folded(name) for name in pose.names())]

    def _pose(self, slug: str) -> Pose:
        if slug not in self._read:
            self._read[slug] = _pose_from(slug, tomllib.loads(self._sections[slug]))
        return self._read[slug]

    def _by_name(self, name: str) -> Pose | None:
        if self._slug_by_name is None:
            self._slug_by_name = self._index()
        slug = self._slug_by_name.get(name)
        return None if slug is None else self._pose(slug)

    def _index(self) -> dict[str, str]:
        ranked: list[tuple[int, str, str]] = []
        for pose in self:
            ranked.append((0, pose.slug, pose.slug))
            ranked.append((1, pose.english, pose.slug))
            ranked.extend((2, alias, pose.slug) for alias in pose.aliases)
            ranked.append((3, pose.sanskrit or pose.slug, pose.slug))
        index: dict[str, str] = {}
        for _, name, slug in sorted(ranked, key=lambda entry: entry[0]):
            index.setdefault(folded(name), slug)
        return index


def shipped_poses() -> PoseBook:
    """The poses that yogaflow comes with."""
    return PoseBook(SHIPPED_POSES.read_text(encoding="utf-8"))


def _pose_from(slug: str, fields: Mapping[str, object]) -> Pose:
    level = fields.get("level")
    sanskrit = fields.get("sanskrit")
    return Pose(
        slug=slug,
        english=str(fields["english"]),
        sanskrit=None if sanskrit is None else str(sanskrit),
        category=str(fields["category"]),
        level=level if isinstance(level, int) else None,
        two_sided=fields.get("two_sided") is True,
        aliases=_words(fields.get("aliases")),
        cautions=_words(fields.get("cautions")),
    )


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, list) else ()
