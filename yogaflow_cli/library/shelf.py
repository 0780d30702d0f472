"""The sequences that can be practised: a person's own files, and behind them the shipped ones."""

from pathlib import Path

from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.errors import InvalidValue, SequenceNotFound, StorageError, YogaflowError
from yogaflow_cli.library.page import own_page, refuse_unfit_name, shipped_page
from yogaflow_cli.library.plan import Plan, Title
from yogaflow_cli.library.poses import PoseBook, shipped_poses
from yogaflow_cli.library.reading import read_plan, read_title
from yogaflow_cli.library.unfolding import Unfolding
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import folded, nearest

SHIPPED_SEQUENCES = Path(__file__).with_name("sequences")
BROKEN = (InvalidValue, StorageError)


class Shelf:
    """Finds sequences by name; `warnings` gathers what was wrong with a person's own files, with file and line.

    `own_files` are all of these by slug, sound or broken.

    A name is never followed as a path: it is only compared with the names of the files that are there. An own file
    goes before a shipped one of the same slug; while it is broken, the shipped one is found, with a warning.
    """

    def __init__(self, own_folder: Path | None, poses: PoseBook | None = None) -> None:
        self.warnings: list[str] = []
        self._poses = poses or shipped_poses()
        self._shipped = {file.stem: file for file in _toml_files(SHIPPED_SEQUENCES)}
        self.own_files: dict[str, Path] = {}
        self._broken: dict[str, YogaflowError] = {}
        self._plans: dict[str, Plan] = {}
        if own_folder is not None:
            self._take_own(own_folder)
        self._own = dict(self.own_files)

    def find(self, name: str, rounds: int | None = None) -> Sequence:
        """The sequence with that slug or name, without regard to case or diacritics.

        `rounds` replaces the rounds of a sequence with one part, and repeats a longer one as a whole.

        Raises:
            SequenceNotFound: there is none; the hint tells the nearest.
            InvalidValue: it is the person's own and broken, and no shipped one has its slug; or too many `rounds`.
            StorageError: the same for a file that cannot be read.
        """
        plan = self._plan(name)
        slug = plan.page.slug
        try:
            return self._unfolded(plan, rounds)
        except BROKEN as error:
            if plan.page.shipped or slug not in self._shipped or rounds is not None:
                raise
            self._set_aside(slug, error)
            self._warn_of(error)
            return self._unfolded(self._plan_of(slug), rounds)

    def names(self) -> list[Title]:
        """All sequences that can be practised, by slug; a broken own file is left out, with a warning."""
        for slug in list(self._own):
            try:
                # Its warnings about unknown poses belong to those who practise it, not to everybody's list.
                Unfolding(self._poses, self._plan).sequence(self._plan_of(slug))
            except BROKEN as error:
                self._set_aside(slug, error)
                self._warn_of(error)
        return self._titles()

    def slug(self, name: str) -> str:
        """The slug that a slug or name means, without regard to case or diacritics; also that of a broken own file.

        Raises:
            SequenceNotFound: there is none; the hint tells the nearest.
        """
        known = name in self.own_files or name in self._shipped
        return name if known else self._slug_named(name)

    def ships(self, slug: str) -> bool:
        """Whether yogaflow comes with a sequence of that slug."""
        return slug in self._shipped

    def check(self, file: Path) -> Sequence:
        """The sequence in one file, wherever it lies; unknown poses become `warnings`.

        Raises:
            InvalidValue, StorageError: the file is broken or cannot be read.
        """
        return self._unfolded(read_plan(own_page(file)), None)

    def _plan(self, name: str) -> Plan:
        return self._plan_of(self.slug(name))

    def _slug_named(self, name: str) -> str:
        wanted = folded(name)
        for slug in sorted({*self.own_files, *self._shipped}):
            if folded(slug) == wanted:
                return slug
        titles = self._titles()
        for names in zip(*((title.name, title.sanskrit or "") for title in titles), strict=True):
            for title, candidate in zip(titles, names, strict=True):
                if candidate and folded(candidate) == wanted:
                    return title.slug
        slugs = {word: title.slug for title in titles for word in (title.name, title.slug)}
        near = list(dict.fromkeys(slugs[word] for word in nearest(name, slugs)))
        hint = f"Did you mean {' or '.join(near)}?" if near else "All of them: yogaflow sequence list"
        raise SequenceNotFound(f"no sequence {quoted(name)}", hint)

    def _titles(self) -> list[Title]:
        """From the files' heads alone: names must be found without unfolding, which itself looks for names."""
        titles = []
        for slug in sorted({*self._own, *self._shipped}):
            try:
                own = slug in self._own
                title = self._plan_of(slug).title if own else read_title(shipped_page(self._shipped[slug]))
                titles.append(title._replace(shadows_shipped=not title.shipped and self.ships(slug)))
            except BROKEN as error:
                self._warn_of(error)
        return titles

    def _plan_of(self, slug: str) -> Plan:
        if slug not in self._plans:
            self._plans[slug] = self._read(slug)
        return self._plans[slug]

    def _read(self, slug: str) -> Plan:
        if slug in self._own:
            try:
                return read_plan(own_page(self._own[slug]))
            except BROKEN as error:
                self._set_aside(slug, error)
                if slug in self._shipped:
                    self._warn_of(error)
        if slug not in self._shipped:
            raise self._broken[slug]
        return read_plan(shipped_page(self._shipped[slug]))

    def _unfolded(self, plan: Plan, rounds: int | None) -> Sequence:
        unfolding = Unfolding(self._poses, self._plan)
        sequence = unfolding.sequence(plan, rounds)
        self._warn(*unfolding.warnings)
        return sequence

    def _take_own(self, folder: Path) -> None:
        try:
            files = _toml_files(folder)
        except OSError as error:
            self._warn(f"{folder}: cannot be read ({error.strerror})")
            return
        for file in files:
            try:
                refuse_unfit_name(file)
                self.own_files[file.stem] = file
            except InvalidValue as error:
                self._warn_of(error)

    def _set_aside(self, slug: str, error: YogaflowError) -> None:
        self._own.pop(slug, None)
        self._plans.pop(slug, None)
        self._broken[slug] = error

    def _warn_of(self, error: YogaflowError) -> None:
        self._warn(f"{error.message}. {error.hint}" if error.hint else error.message)

    def _warn(self, *warnings: str) -> None:
        self.warnings.extend(warning for warning in dict.fromkeys(warnings) if warning not in self.warnings)


def _toml_files(folder: Path) -> list[Path]:
    """The TOML files of a folder by name, none when there is no such folder; hidden ones are editors' and not ours."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == ".toml" and not file.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
