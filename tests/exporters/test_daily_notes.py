"""Daily notes: the list, the head, and that nobody's words are touched."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.exported import accepted_tag, exported, histories, sessions, store
from tests.practice_logs import MINUTE, NOON, fresh_log, sequence
from yogaflow_cli.domain.sequence import Sequence as Plan
from yogaflow_cli.domain.session import CompletionStatus, PracticeSession, Segment
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.exporters import daily_notes
from yogaflow_cli.exporters.catalogue import FORMATS
from yogaflow_cli.exporters.daily_note_blocks import BEGIN, END, Day, new_note, practice_of
from yogaflow_cli.exporters.daily_note_renewal import MARKER, renewed_note
from yogaflow_cli.exporters.exporter import Form, Material, Target
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services.export import export
from yogaflow_cli.text.cleaning import shown

GOLDEN = Path(__file__).parents[1] / "golden" / "export_markdown"
MORNING = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
BERLIN, KATHMANDU = timedelta(hours=1), timedelta(hours=5, minutes=45)
DAY = date(2026, 11, 20)
NOTE = "2026-11-20.md"
MARKUP = "`*_[](){}<>~|$^#:=%&-+.!\\;\"'/ \n19abä\u3000\x1b"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HEAD = "---\ndate: 2026-11-20\nyoga_minutes: {}\nyoga_sessions: {}\nyoga_styles:\n  - yin\n---\n"

Practised = tuple[PracticeSession, Plan | None]


class FolderInMemory:
    """A folder with what was there, and what an exporter wants of it."""

    def __init__(self, **former: bytes) -> None:
        self.former_files = {f"{name.removeprefix('on_').replace('_', '-')}.md": held for name, held in former.items()}
        self.new: dict[str, bytes] = {}
        self.renewed: dict[str, bytes] = {}

    def former(self, name: str) -> bytes | None:
        """What was there."""
        return self.former_files.get(name)

    def put(self, name: str, content: bytes) -> None:
        """Keeps a new file."""
        assert name not in {*self.new, *self.former_files}
        self.new[name] = content

    def renew(self, name: str, content: bytes) -> None:
        """Keeps a file that was there."""
        assert name not in self.renewed
        self.renewed[name] = content


def practice(at: datetime = MORNING, minutes: float = 28, offset: timedelta = BERLIN) -> PracticeSession:
    """A practice of some minutes."""
    end = at + minutes * MINUTE
    return PracticeSession(
        uuid=f"11111111-1111-4111-8111-{int(at.timestamp()):012}",
        started_at=at,
        started_offset=offset,
        time_zone="Europe/Berlin" if offset == BERLIN else "Asia/Kathmandu",
        segments=(Segment(at, end),),
        ended_at=end,
        ended_offset=offset,
        status=CompletionStatus.COMPLETED,
    )


def practices() -> list[Practised]:
    """Two days: one with three practices, one with a night's; and one that is open."""
    evening = MORNING + timedelta(hours=12)
    night = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    return [
        (practice()._replace(style="ashtanga", tags=("home", "morning")), sequence()),
        (practice(evening, 12.9)._replace(note='Long holds, "slow" breath\n\n# and rest', style="yin"), None),
        (practice(evening + timedelta(hours=1), 0.75), None),
        (practice(night, 95)._replace(tags=("c*d",), note=f"{BEGIN}\n{END}\nyoga_minutes:: 999"), None),
        (practice(NOON)._replace(segments=(Segment(NOON),), ended_at=None, ended_offset=None), None),
    ]


def filled(folder: FolderInMemory | None = None, *held: Practised) -> FolderInMemory:
    """The folder after an export of these practices."""
    folder = folder or FolderInMemory()
    with fresh_log() as log:
        store(log, *(held or practices()))
        export(log, FORMATS["markdown"], SessionFilter(), Form(), Target(None, folder), NOON)
    return folder


def day_of(*held: PracticeSession) -> Day:
    """A day with these practices."""
    return Day(DAY, [practice_of(session, None) for session in held])


def renewed(text: str, *held: PracticeSession) -> str:
    """A note, after these practices."""
    day = day_of(*(held or (practice()._replace(style="yin"),)))
    again = renewed_note(NOTE, text.encode(), day)
    assert renewed_note(NOTE, again, day) == again, "a second export changes nothing"
    return again.decode()


def head_of(note: str) -> dict[str, object]:
    """The properties of a note, as YAML reads them."""
    _, head, _ = note.split("---\n", 2)
    loaded: dict[str, object] = yaml.safe_load(head)
    return loaded


def words_of(lines: Sequence[str]) -> list[str]:
    """What a reader of CommonMark shows of a list: its lines. Nothing in them may be more than words."""
    found = []
    for token in READER.parse("\n".join(lines)):
        assert re.fullmatch("(bullet_list|list_item|paragraph)_(open|close)|inline", token.type), token
        for child in token.children or ():
            assert child.type in ("text", "softbreak"), child
        if token.type == "inline":
            parts = "".join("\n" if child.type == "softbreak" else child.content for child in token.children or ())
            found += parts.split("\n")
    return found


def test_new_notes_are_those_of_the_golden_files() -> None:
    """A note for each practice day, a head in YAML, and a list of what was practised; an open practice waits."""
    new = filled().new

    assert sorted(new) == ["2026-11-20.md", "2026-11-21.md"]
    for name, content in new.items():
        assert content == (GOLDEN / name).read_bytes()


def test_without_a_folder_the_days_come_under_headings() -> None:
    """For reading and pasting: no head, no markers."""
    with fresh_log() as log:
        store(log, *practices())

        assert exported(log, "markdown").encode() == (GOLDEN / "days.md").read_bytes()


def test_the_answer_is_how_many_practices_the_notes_hold() -> None:
    """Also where a note that is there says the same already."""
    with fresh_log() as log:
        store(log, *practices())
        target = Target(None, FolderInMemory())

        assert export(log, FORMATS["markdown"], SessionFilter(), Form(), target, NOON) == 4


def test_before_any_practice_nothing_is_written() -> None:
    """There is no note without a practice."""
    with fresh_log() as log:
        assert exported(log, "markdown") == ""


def test_properties_have_one_type_each_and_the_sum_is_rounded_once() -> None:
    """Obsidian gives a property one type in the whole vault; 28, 12.9 and 0.75 minutes are 41."""
    first, second = (head_of(content.decode()) for _, content in sorted(filled().new.items()))

    assert first == {
        "date": date(2026, 11, 20),
        "yoga_minutes": 41,
        "yoga_sessions": 3,
        "yoga_styles": ["ashtanga", "yin"],
    }
    assert second == {"date": date(2026, 11, 21), "yoga_minutes": 95, "yoga_sessions": 1, "yoga_styles": []}


@given(st.lists(st.text(MARKUP + "yesnoul~@,", min_size=1, max_size=12).map(accepted_tag), max_size=3))
@example(["yes"])
@example(["null"])
@example(["2026"])
@example(["1:30"])
@example(["- a"])
@example(["a: b"])
@example(["a #b"])
@example(['"a" \\'])
@example(["2026-11-20"])
@example(["می\u200cخواهم"])
@example(["\ufffe"])
@example(["~"])
@example([".5"])
def test_any_style_is_a_text_for_yaml(styles: list[str]) -> None:
    """A style called `yes` is not true, and one called 2026 is no number."""
    note = new_note(day_of(*(practice()._replace(style=style) for style in styles)))

    assert head_of(note)["yoga_styles"] == sorted(set(styles))


@given(st.text(MARKUP, max_size=40), st.text(MARKUP, min_size=1, max_size=20))
@example("# heading\n## heading", "a")
@example("    code\n\n    code", "a")
@example("a\n===\nb\n---", "a")
@example("1. one\n2) two\n+ three", "a")
@example("| a | b |\n|---|---|", "a")
@example("```\ncode\n~~~", "a")
@example("<b>&lt;&#35;</b> [[link]] ![](x) ~~gone~~ https://a.b", "__a__")
@example("[a]: b\n[^1]: c\n\\\n", "a")
def test_any_words_are_read_as_they_were_written_and_nothing_in_them_acts(note: str, name: str) -> None:
    """No heading, no link, no HTML, no field of Dataview, no comment of Obsidian."""
    lines = practice_of(practice()._replace(note=note), name).lines
    said = words_of(lines)

    assert said[0] == f"07:30 {shown(name).strip()}, 28 min"
    assert said[1:] == [line for line in (shown(line).strip() for line in note.split("\n")) if line]
    assert not any(acting in "\n".join(lines) for acting in ("::", "==", "%%", "[[", "<!--", "-->", "$$"))


def test_no_word_becomes_a_tag_of_the_vault() -> None:
    """Nor the name of a block, that other notes would link to."""
    line = practice_of(practice()._replace(note="a #tag (#other) ^name"), None).lines[1]

    assert line == r"  a \#tag (\#other) \^name"


def test_an_address_stays_one() -> None:
    """What is within a word needs no sign before it, and would break a link."""
    line = practice_of(practice()._replace(note="see https://example.org/a_b/#part-2?c=d"), None).lines[1]

    assert line == "  see https://example.org/a_b/#part-2?c=d"


@pytest.mark.parametrize(
    "text",
    [
        "# Friday\n\nI slept well.\n",
        "# Friday\n\nno line end",
        "\ufeff# Friday\r\n\r\nTea.\r\n",
        "---\ndate: 2026-11-20\ntags: [a]\nyoga_minutes: 3\n---\n\n# Friday\n",
        "I wrote `<!-- yogaflow:begin -->` and <!-- yogaflow:end --> in a line.\n",
        "> <!-- yogaflow:begin -->\n\nyogaflow:end\n\n",
        "\n",
        "a\rb\r",
    ],
)
def test_a_note_without_markers_gets_a_block_at_its_end_after_a_blank_line(text: str) -> None:
    """All that was there stays, byte for byte; the numbers are fields, since the head is the person's."""
    again = renewed(text)
    added = again.removeprefix(text)
    line_end = "\r\n" if "\r\n" in text else "\n"

    assert again.startswith(text)
    assert added.strip().split(line_end) == [
        BEGIN,
        "yoga_minutes:: 28",
        "yoga_sessions:: 1",
        'yoga_styles:: "yin"',
        "",
        "- 07:30 Free practice, 28 min (yin)",
        END,
    ]
    assert re.search(r"(\A|\n)\r?\n<!-- yogaflow:begin", again.removeprefix("\ufeff"))
    assert again.endswith(END + line_end)
    assert not again.endswith("\n\n")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("beginning", ["", "\ufeff", "\ufeff---\ntags: []\n---\n", "Tea.\n\n"])
@pytest.mark.parametrize("held", ["", "- old\n", "\n\nold\n  # old\n"])
@pytest.mark.parametrize("rest", ["", "\n", "\nEvening. <!-- yogaflow --> \n\t\n"])
def test_only_what_stands_between_the_markers_is_renewed(line_end: str, beginning: str, held: str, rest: str) -> None:
    """Before and after them, and the lines of the markers themselves, every byte stays."""
    before = f"{beginning}  {BEGIN} ".replace("\n", line_end)
    after = f"\t{END}{rest}".replace("\n", line_end)
    again = renewed(f"{before}\n{held}{after}".replace("\r\n", "\n").replace("\n", line_end))

    assert again.startswith(before + line_end)
    assert again.endswith(line_end + after)
    assert again.count("07:30 Free practice") == 1
    assert "old" not in again


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_around_the_markers_stays(before: str, after: str) -> None:
    """Whatever a person writes."""
    around = (f"{before}\n", f"\n{after}")
    if MARKER.search(before) or MARKER.search(after):
        return
    again = renewed(f"{around[0]}{BEGIN}\nold\n{END}{around[1]}")

    assert again.startswith(around[0] + BEGIN)
    assert again.endswith(END + around[1])


def test_the_head_of_a_new_note_is_renewed_with_its_list() -> None:
    """A second practice of the day: a query over the vault must not sum up what was true at noon."""
    morning = practice()._replace(style="yin")
    note = new_note(day_of(morning)).replace("---\n\n", "---\n\nSlept well.\n\n") + "\nTea.\n"
    again = renewed(note, morning, practice(MORNING + timedelta(hours=9), 30))

    assert again.startswith(HEAD.format(58, 2) + "\nSlept well.\n\n" + BEGIN)
    assert again.endswith(f"- 16:30 Free practice, 30 min\n{END}\n\nTea.\n")
    assert "::" not in again


def test_properties_beside_ours_stay_and_ours_are_renewed_in_any_line_ends() -> None:
    """Obsidian adds properties below, and editors change line ends."""
    head = HEAD.format(1, 1).replace("---\ndate", "---\nmood: 4\ndate").replace("- yin\n", "- yin\ntags:\n  - a\n")
    again = renewed(f"{head}\nTea.\n{BEGIN}\n{END}\n".replace("\n", "\r\n")).replace("\r\n", "\n")

    assert again.startswith(head.replace("minutes: 1", "minutes: 28") + "\nTea.\n")


@pytest.mark.parametrize(
    "head",
    [
        "---\nyoga_minutes: 5\n---\n",
        "---\nyoga_minutes: 5\nmood: 4\nyoga_sessions: 1\nyoga_styles: []\n---\n",
        "---\nyoga_minutes: about 5\nyoga_sessions: 1\nyoga_styles: []\n---\n",
        "---\nyoga:\n  yoga_minutes: 5\n---\n",
        "---\nyoga_minutes: 5\nyoga_sessions: 1\nyoga_styles: []\n",
        "Not a head.\n---\nyoga_minutes: 5\nyoga_sessions: 1\nyoga_styles: []\n---\n",
    ],
)
def test_any_other_head_is_the_persons_own(head: str) -> None:
    """What was not written by us, or was rearranged, is never touched; the numbers stand in the block."""
    again = renewed(f"{head}\n{BEGIN}\n{END}\n")

    assert again.startswith(f"{head}\n{BEGIN}\nyoga_minutes:: 28\n")


def test_an_empty_note_becomes_a_new_one() -> None:
    """Obsidian makes it when somebody looks at the day."""
    assert renewed("") == HEAD.format(28, 1) + f"\n{BEGIN}\n- 07:30 Free practice, 28 min (yin)\n{END}\n"


@pytest.mark.parametrize(
    "markers",
    [[BEGIN], [END], [END, BEGIN], [BEGIN, BEGIN, END], [BEGIN, END, END], [BEGIN, END, BEGIN, END]],
)
def test_markers_that_are_no_pair_are_refused_with_the_name_of_the_note(markers: list[str]) -> None:
    """What lies between them cannot be told, and might be the person's."""
    with pytest.raises(InvalidValue, match=f"The note {NOTE} has markers") as raised:
        renewed("\n".join(["Tea.", *markers, ""]))
    assert raised.value.hint is not None


@pytest.mark.parametrize("content", [b"caf\xe9\n", "Tea.\n".encode("utf-16")])
def test_a_note_in_another_encoding_is_refused_with_its_name(content: bytes) -> None:
    """Half a file in each encoding is nobody's file."""
    with pytest.raises(InvalidValue, match=f"The note {NOTE} is not UTF-8"):
        renewed_note(NOTE, content, day_of(practice()))


def test_a_note_that_says_the_same_is_not_written_again() -> None:
    """A synchronised folder stays quiet."""
    first = filled().new
    again = filled(FolderInMemory(on_2026_11_20=first[NOTE], on_2026_11_21=b"Tea.\n"))

    assert (again.new, list(again.renewed)) == ({}, ["2026-11-21.md"])


def test_words_that_look_like_markers_do_not_end_the_block() -> None:
    """A note that holds our markers is only a note."""
    first = filled().new["2026-11-21.md"]
    day = Day(date(2026, 11, 21), [practice_of(session, None) for session, _ in practices()[3:4]])

    assert renewed_note("2026-11-21.md", first, day) == first


def test_practices_of_one_day_meet_in_its_note_though_others_began_between_them() -> None:
    """In Kathmandu the next day has begun while in Berlin it is still evening."""
    evening = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
    nepal = evening + timedelta(hours=2, minutes=30)
    late = evening + timedelta(hours=4)
    folder = filled(None, (practice(evening), None), (practice(nepal, 5, KATHMANDU), None), (practice(late), None))

    assert [head_of(folder.new[name].decode())["yoga_sessions"] for name in sorted(folder.new)] == [2, 1]


def test_a_day_is_written_when_nothing_can_be_added_to_it() -> None:
    """Memory stays flat, however many years there are."""
    with fresh_log() as log:
        profile, day_starts_at = log.profile.profile, log.day_starts_at
    stream, written_before = StringIO(), []

    def one_after_another() -> Iterator[PracticeSession]:
        for number in range(100):
            written_before.append(stream.getvalue().count("## "))
            yield practice(MORNING + number * timedelta(days=1))

    material = Material(profile, NOON, day_starts_at, {}, (), lambda _: (), one_after_another, lambda: ())

    assert daily_notes.export(material, Form(), Target(stream)) == 100
    assert max(number - before for number, before in enumerate(written_before)) <= 5


@given(histories())
@settings(max_examples=30)
def test_any_history_gives_each_practice_that_ended_once(history: list[Practised]) -> None:
    """In the note of its day, whatever its zone and its words are; and a second export changes nothing."""
    folder = filled(None, *history) if history else FolderInMemory()
    ended = [session for session, _ in history if session.ended_at is not None]
    heads = [head_of(content.decode()) for content in folder.new.values()]

    assert sum(int(str(head["yoga_sessions"])) for head in heads) == len(ended)
    for name, content in folder.new.items():
        assert len(MARKER.findall(content.decode())) == 2
        assert name == f"{head_of(content.decode())['date']}.md"
    again = FolderInMemory()
    again.former_files = folder.new
    if history:
        assert (filled(again, *history).new, again.renewed) == ({}, {})


@given(sessions())
@settings(max_examples=50)
def test_any_practice_is_one_item_of_the_list(session: PracticeSession) -> None:
    """With its note below it."""
    assert words_of(practice_of(session, None).lines)[0].startswith(f"{session.local_start:%H:%M} Free practice, ")


if __name__ == "__main__":
    for note, written in filled().new.items():
        (GOLDEN / note).write_bytes(written)
    with fresh_log() as held_log:
        store(held_log, *practices())
        (GOLDEN / "days.md").write_bytes(exported(held_log, "markdown").encode())
