"""Files that were sound once, and files that nobody should write: read or refused, never a traceback."""

import secrets
import shutil
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, seed
from hypothesis import strategies as st

import yogaflow_cli
from tests.faults.conftest import Show
from tests.faults.damage import damaged, with_words_replaced
from tests.faults.extent import fuzzing, is_long, times
from tests.faults.hostile import harm
from tests.faults.import_samples import BOMB_BYTES, SAMPLES, bomb
from tests.faults.in_process import InProcess
from tests.faults.sequence_texts import sequence_texts
from tests.program import Program
from yogaflow_cli.importers.catalogue import FORMATS

pytestmark = pytest.mark.fault

SHIPPED = tuple(
    file.read_bytes() for file in sorted((Path(yogaflow_cli.__file__).parent / "library/sequences").glob("*"))
)
ALL = tuple(content for _, content in SAMPLES.values())
ROUND = 20
SECONDS = (5, 60)
MAPPED = ("--map", "start=Begin", "--map", "duration=Length", "--map", "unit=minutes")


@pytest.fixture
def here(tmp_path: Path) -> InProcess:
    """A machine on which nobody practises yet, in this process."""
    folder = tmp_path / "work"
    folder.mkdir()
    return InProcess(Program(tmp_path / "home"), folder)


class Tries:
    """Calls in one process on one file after the other, until the time is over; how they ended."""

    def __init__(self, here: InProcess) -> None:
        self.here = here
        self.codes: Counter[int] = Counter()
        self.files = 0

    def on_the_file(self, content: bytes, file: Path, *calls: tuple[str, ...]) -> None:
        """Writes the file, and makes the calls."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.files += 1
        for words in calls:
            result = self.here.run(list(words))
            self.codes[result.code] += 1
            wrong = harm(result)
            assert not wrong, f"{wrong}: {words} on {content!r} gave {result!r}{whereabouts(self.here)}"

    def told(self) -> str:
        """How many there were, and how they ended."""
        ends = ", ".join(f"{number:,} with {code}" for code, number in sorted(self.codes.items()))
        return f"{self.files:,} files, {self.codes.total():,} calls, 0 tracebacks, 0 control signs ({ends})"


def whereabouts(here: InProcess) -> str:
    """The traceback that the program kept, where it kept one."""
    kept = here.program.home / "state" / "traceback.txt"
    return f"\n{kept.read_text(encoding='utf-8')}" if kept.exists() else ""


def for_a_while(contents: st.SearchStrategy[tuple[str, bytes]], tried: Callable[[str, bytes], None]) -> None:
    """Tries one after the other for the seconds of this run, which hypothesis knows no limit of: in rounds."""
    until = time.monotonic() + times(*SECONDS)
    # What is found can be found again: each round has a number, which a failure names; the long form begins anywhere.
    first = secrets.randbelow(1 << 32) if is_long() else 0
    for number in count(first):
        if time.monotonic() > until:
            return

        @seed(number)
        @fuzzing(ROUND)
        @given(contents)
        def one(named: tuple[str, bytes]) -> None:
            tried(*named)

        try:
            one()
        except BaseException as error:
            error.add_note(f"in the round @seed({number})")
            raise


def spoilt_samples() -> st.SearchStrategy[tuple[str, bytes]]:
    """A format's name, and what has become of a file of it."""

    def spoilt(name: str) -> st.SearchStrategy[tuple[str, bytes]]:
        format_name, content = SAMPLES[name]
        return st.tuples(st.just(format_name), damaged(content, ALL) | with_words_replaced(content))

    return st.sampled_from(sorted(SAMPLES)).flatmap(spoilt)


def test_a_spoilt_file_is_imported_or_refused(here: InProcess, show: Show) -> None:
    """Contract 6: whatever a download, an editor or an enemy did to a file; told by its look, and by its format."""
    tries = Tries(here)
    file = here.folder / "arrived"

    def tried(format_name: str, content: bytes) -> None:
        if tries.files % ROUND == 0:
            # It is not to grow without end, and a first use for each file would take most of the time.
            shutil.rmtree(here.program.home, ignore_errors=True)
        wishes = MAPPED if format_name == "csv" else ()
        looked = ("import", str(file), "--dry-run", *wishes)
        tries.on_the_file(content, file, looked, ("import", format_name, str(file), *wishes), ("history",))

    for_a_while(spoilt_samples(), tried)
    assert {format_name for format_name, _ in SAMPLES.values()} == set(FORMATS)
    show("fuzzed import files", tries.told())


def test_a_zip_file_out_of_which_too_much_comes_is_refused(here: InProcess, show: Show) -> None:
    """A bomb of a few kilobytes, told by its look and by its format: no memory and no time is lost on it."""
    tries = Tries(here)
    file = here.folder / "activities.zip"
    content = bomb()
    calls = [("import", str(file)), ("import", "strava", str(file)), ("import", "apple-health", str(file))]
    tries.on_the_file(content, file, *calls)
    assert set(tries.codes) == {2}
    show("a zip bomb", f"{len(content):,} bytes that become {BOMB_BYTES:,}: refused")


def test_a_spoilt_sequence_is_read_or_refused(here: InProcess, show: Show) -> None:
    """Contract 6: a sequence of one's own may hold anything; the others are listed all the same."""
    tries = Tries(here)
    file = here.program.data / "sequences" / "fuzz.toml"
    contents = st.sampled_from(SHIPPED).flatmap(lambda content: damaged(content, SHIPPED)) | sequence_texts
    calls = [("sequence", "check", str(file)), ("sequence", "show", "fuzz"), ("sequence", "list"), ("log", "fuzz")]

    for_a_while(
        contents.map(lambda content: ("", content)), lambda _, content: tries.on_the_file(content, file, *calls)
    )
    show("fuzzed sequence files", tries.told())
