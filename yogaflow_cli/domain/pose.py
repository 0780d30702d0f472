"""A pose and the side it is done on: names and facts only, no pictures and no advice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pose:
    """One pose; `level` runs from 1 (beginner) to 3 (advanced), `cautions` are keywords such as "neck" or "wrists".

    `sanskrit` is in IAST, None for poses that have no such name. A `two_sided` pose is done once on each side.
    """

    slug: str
    english: str
    sanskrit: str | None
    category: str
    level: int | None
    two_sided: bool
    aliases: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Everything it is called, in the order in which a name is looked up: slug, English, aliases, Sanskrit."""
        return (self.slug, self.english, *self.aliases, *((self.sanskrit,) if self.sanskrit else ()))
