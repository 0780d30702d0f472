"""Practices from a calendar: facts/formats.md, and RFC 5545."""

import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exported import source_of
from tests.importers.made_files import made_file
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.calendar_blocks import LONGEST, blocks
from yogaflow_cli.importers.calendar_events import arrivals, recognises
from yogaflow_cli.importers.importer import Arrival, ArrivingSession, Skipped
from yogaflow_cli.importers.source import Source

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Studio//Plan//EN")
FOOT = ("END:VCALENDAR",)
TIMES = ("DTSTART:20240301T170000Z", "DTEND:20240301T180000Z")
FIVE = datetime(2024, 3, 1, 17, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
OWN = "11111111-1111-4111-8111-111111111111"

GOOGLE = """\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:maya
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VEVENT
DTSTART:20240301T170000Z
DTEND:20240301T181500Z
DTSTAMP:20240401T100000Z
UID:4f1k@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;CN="Anna: teacher";X-NUM-GUESTS
 =0:mailto:anna@example.org
CREATED:20240201T100000Z
DESCRIPTION:Bring a mat\\, please.\\nSee you
LAST-MODIFIED:20240301T190000Z
LOCATION:Studio\\, Main Street 1
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:Yin Yoga with Anna
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:This is an event reminder
TRIGGER:-P0DT0H30M0S
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART:20240302T090000Z
DTEND:20240302T100000Z
UID:6xyz@google.com
SUMMARY:Dentist
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20240303
DTEND;VALUE=DATE:20240304
UID:7day@google.com
SUMMARY:Yoga retreat
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20240304T180000
DTEND;TZID=Europe/Berlin:20240304T190000
RRULE:FREQ=WEEKLY;BYDAY=MO
UID:8rec@google.com
SUMMARY:Yoga
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20240311T190000
DTEND;TZID=Europe/Berlin:20240311T200000
RECURRENCE-ID;TZID=Europe/Berlin:20240311T180000
UID:8rec@google.com
SUMMARY:Yoga
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

OUTLOOK = """\
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0630
TZOFFSETTO:+0530
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0530
TZOFFSETTO:+0630
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CATEGORIES:Yoga,Blue Category
DTSTART;TZID="Customized Time Zone":20240701T180000
DTEND;TZID="Customized Time Zone":20240701T190000
SUMMARY:Evening class
UID:040000008200E00074C5B7101A82E008
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID="W. Europe Standard Time":20240701T180000
DURATION:PT1H15M
SUMMARY:Yoga
UID:040000008200E00074C5B7101A82E009
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def calendar(*events: tuple[str, ...]) -> str:
    """A calendar of events, each of them its lines."""
    blocks = [line for event in events for line in ("BEGIN:VEVENT", *event, "END:VEVENT")]
    return "\r\n".join((*HEAD, *blocks, *FOOT, ""))


def found_in(text: str | bytes, **wishes: str) -> list[Arrival]:
    """All that a file holds."""
    return list(arrivals(source_of(text, **wishes)))


def sessions_in(text: str | bytes, **wishes: str) -> list[PracticeSession]:
    """The sessions that a file holds."""
    return [arrival.session for arrival in found_in(text, **wishes) if isinstance(arrival, ArrivingSession)]


def of_event(*lines: str) -> Arrival:
    """What an event that says yoga, with these lines, is."""
    (arrival,) = found_in(calendar(("SUMMARY:Yoga", *lines)))
    return arrival


def session_of(*lines: str) -> PracticeSession:
    """The session that an event that says yoga, with these lines, is."""
    arrival = of_event(*lines)
    assert isinstance(arrival, ArrivingSession), arrival
    return arrival.session


def reason(*lines: str) -> str:
    """Why an event that says yoga, with these lines, is no practice to take."""
    arrival = of_event(*lines)
    assert isinstance(arrival, Skipped), arrival
    assert arrival.place == "line 4"
    return arrival.reason


def test_a_calendar_of_google_gives_single_events_and_says_why_not_of_the_others() -> None:
    """Its file, as it comes: what we do not keep of an event is named, and each record has its line."""
    practice, *others = found_in(GOOGLE)
    assert isinstance(practice, ArrivingSession)
    session = practice.session

    assert (practice.place, practice.foreign, session.source) == ("line 8", True, "import:ics")
    assert (session.started_at, session.ended_at) == (FIVE, FIVE + HOUR * 1.25)
    assert (session.time_zone, session.started_offset) == ("Europe/Berlin", HOUR)
    assert session.note == "Yin Yoga with Anna\nBring a mat, please.\nSee you"
    assert sorted(practice.unkept) == ["guests", "place", "reminders"]
    assert [other for other in others if isinstance(other, Skipped)] == [
        Skipped("line 29", "not yoga"),
        Skipped("line 35", "it is a whole day without a time"),
        Skipped("line 41", "it repeats: a series is not read, only single events"),
    ]
    assert isinstance(others[-1], ArrivingSession)
    assert others[-1].session.started_at == datetime(2024, 3, 11, 18, 0, tzinfo=UTC)


def test_a_calendar_of_outlook_gives_practices_in_its_own_zones() -> None:
    """A zone that the file describes is taken at its word, and a name of Windows is the zone that it stands for."""
    described, windows = sessions_in(OUTLOOK)

    assert described.started_at == datetime(2024, 7, 1, 11, 30, tzinfo=UTC)
    assert described.started_offset == HOUR * 6.5
    assert (described.tags, described.note) == (("blue category",), "Evening class")
    assert (windows.started_at, windows.time_zone) == (datetime(2024, 7, 1, 16, 0, tzinfo=UTC), "Europe/Berlin")
    assert windows.ended_at == windows.started_at + HOUR * 1.25


def test_two_files_may_mean_different_zones_by_one_name() -> None:
    """What one file told of a zone is forgotten before the next one."""
    other = OUTLOOK.replace("+0530", "-0330").replace("+0630", "-0230")
    (first, _), (second, _) = sessions_in(OUTLOOK), sessions_in(other)

    assert first.started_at == datetime(2024, 7, 1, 11, 30, tzinfo=UTC)
    assert second.started_at == datetime(2024, 7, 1, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lines", "start", "zone"),
    [
        (("DTSTART:20240301T170000Z", "DTEND:20240301T180000Z"), FIVE, "Europe/Berlin"),
        (("DTSTART:20240301T180000", "DTEND:20240301T190000"), FIVE, "Europe/Berlin"),
        (("DTSTART;TZID=UTC:20240301T170000", "DTEND;TZID=UTC:20240301T180000"), FIVE, "Europe/Berlin"),
        (("DTSTART;TZID=Asia/Kathmandu:20240301T224500", "DURATION:PT1H"), FIVE, "Asia/Kathmandu"),
        (
            ("DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20240302T020000", "DURATION:PT1H"),
            FIVE,
            "Asia/Tokyo",
        ),
        (("DTSTART:20240301T170000Z", "DTEND;TZID=Asia/Tokyo:20240302T030000"), FIVE, "Europe/Berlin"),
        (("dtstart:20240301T170000Z", "Dtend:20240301T180000Z"), FIVE, "Europe/Berlin"),
    ],
)
def test_a_time_is_in_its_zone_and_one_without_is_in_the_persons(
    lines: tuple[str, ...], start: datetime, zone: str
) -> None:
    """UTC is how most calendars write a time that was elsewhere: the clocks of the person tell it."""
    session = session_of(*lines)

    assert (session.started_at, session.ended_at) == (start, start + HOUR)
    assert session.time_zone == zone


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((*TIMES, "STATUS:CANCELLED"), "it was cancelled"),
        ((*TIMES, "RRULE:FREQ=DAILY"), "it repeats: a series is not read, only single events"),
        ((*TIMES, "RDATE:20240302T170000Z"), "it repeats: a series is not read, only single events"),
        (("DTSTART;VALUE=DATE:20240301",), "it is a whole day without a time"),
        (("DTSTART:20240301", "DTEND:20240302"), "it is a whole day without a time"),
        (("DTSTART;VALUE=DATE;TZID=Europe/Berlin:20240301", "DURATION:P1D"), "it is a whole day without a time"),
        (("DTSTART:20240301T170000Z",), "it has no end"),
        (("DTSTART:20240301T170000Z", "DTEND:20240302"), "its end cannot be read"),
        (("DTSTART:20240301T170000Z", "DTEND:soon"), "its end 'soon' cannot be read"),
        (("DTEND:20240301T180000Z",), "its start cannot be read"),
        (("DTSTART:20241301T170000Z", "DTEND:20240301T180000Z"), "its start '20241301T170000Z' cannot be read"),
        (("DTSTART:PT1H", "DTEND:20240301T180000Z"), "its start cannot be read"),
        ((*TIMES, "DTSTART:20240302T170000Z"), "its start cannot be read"),
        (("DTSTART:20240301T170000Z", "DTEND:20240301T160000Z"), "it ended before it began"),
        (("DTSTART:20240301T170000Z", "DURATION:-PT1H"), "it ended before it began"),
        (("DTSTART:00010101T000000", "DTEND:00010101T010000"), "it lies outside 1970 to 2200"),
        (("DTSTART:99991231T235959", "DURATION:P1D"), "it is damaged"),
        (("DTSTART:20240301T170000Z", "DURATION:P99999999999D"), "it is damaged"),
        (
            ("DTSTART;TZID=Mars/Olympus:20240301T170000", "DTEND;TZID=Mars/Olympus:20240301T180000"),
            "its time zone 'Mars/Olympus' is not known",
        ),
        (("DTSTART;TZID=Europe:20240301T170000", "DURATION:PT1H"), "it is damaged"),
        ((*TIMES, "DESCRIPTION:" + "a" * LONGEST), "it is too long to be read"),
    ],
)
def test_an_event_that_is_no_single_practice_is_skipped_for_a_reason(lines: tuple[str, ...], said: str) -> None:
    """None of them costs the others, and the same cause has the same words."""
    assert reason(*lines) == said


@pytest.mark.parametrize(
    ("lines", "take", "is_taken"),
    [
        (("SUMMARY:Morning YOGA",), None, True),
        (("SUMMARY:Hatha-Yoga (60 min)",), None, True),
        (("SUMMARY:Yóga",), None, True),
        (("SUMMARY:Class", "CATEGORIES:sport,yoga"), None, True),
        (("SUMMARY:Class", "CATEGORIES:sport", "CATEGORIES:Yoga Class"), None, True),
        (("SUMMARY:Birthday of Yogananda",), None, False),
        (("SUMMARY:Class", "DESCRIPTION:yoga"), None, False),
        ((), None, False),
        (("SUMMARY:Hot Pilates!",), "pilates", True),
        (("SUMMARY:Hot pilates class",), "barre, hot-pilates", True),
        (("SUMMARY:Yoga",), "pilates", False),
        (("SUMMARY:Dentist",), "all", True),
        ((), "all", True),
    ],
)
def test_the_words_to_take_are_looked_for_in_title_and_categories(
    lines: tuple[str, ...], take: str | None, is_taken: bool
) -> None:
    """Yoga, unless the person says otherwise, and as a word by itself."""
    wishes = {} if take is None else {"take": take}

    assert bool(sessions_in(calendar((*TIMES, *lines)), **wishes)) is is_taken


def test_a_title_that_says_no_more_than_yoga_is_no_note_and_the_word_is_no_tag() -> None:
    """What every event here says tells nothing of this one."""
    session = session_of(*TIMES, "CATEGORIES:YOGA,Home")

    assert (session.note, session.tags, session.style) == (None, ("home",), None)


def test_what_an_event_lacks_is_not_named_as_left_out() -> None:
    """Only a record that really has a place loses one."""
    arrival = of_event(
        *TIMES, "LOCATION:", "URL:", "ATTACH:x", "ATTACH:" + "y" * 2 * LONGEST, "GEO:1;2", "LOCATION:home"
    )
    assert isinstance(arrival, ArrivingSession)

    assert arrival.unkept == ("attachments", "place")


def test_an_event_is_the_same_session_every_time_it_is_read_and_each_of_a_series_another() -> None:
    """Its UID names it and, in a series, the occurrence that it is; its words and times may change."""
    series = ("UID:a@b", *TIMES, "RECURRENCE-ID:20240301T170000Z")
    names = [
        session_of("UID:a@b", *TIMES).uuid,
        session_of("UID:a@b", "DTSTART:20240302T170000Z", "DURATION:PT2H", "LOCATION:home").uuid,
        session_of(*series).uuid,
        session_of(*series, "DESCRIPTION:calm").uuid,
        session_of("UID:a@b", *TIMES, "RECURRENCE-ID:20240308T170000Z").uuid,
        session_of(*TIMES).uuid,
        session_of(*TIMES, "DESCRIPTION:calm").uuid,
    ]

    assert names[0] == names[1]
    assert names[2] == names[3]
    assert names[5] == names[6]
    assert len(set(names)) == 4


def test_an_event_that_we_exported_is_our_own_session() -> None:
    """It keeps its UUID, so that it is found to be here already, its style, its minutes, and no more than its note."""
    session = session_of(
        f"UID:{OWN.upper()}@yogaflow",
        *TIMES,
        "DESCRIPTION:Practised 20 minutes.\\nEffort 7 of 10.\\n\\nCalm\\n\\nand slow",
        "CATEGORIES:YOGA,yoga,home",
        "X-YOGAFLOW-ACTIVE-SECONDS:1200",
        "X-YOGAFLOW-STYLE:yin \\\\ yang",
    )

    assert session.uuid == OWN
    assert session.active_time(FIVE) == HOUR / 3
    assert (session.style, session.tags, session.note) == ("yin \\ yang", ("home", "yoga"), "Calm\n\nand slow")


@pytest.mark.parametrize("uid", ["@yogaflow", "no-uuid@yogaflow", f"{OWN}@yogaflow.example", OWN, f"x{OWN}@yogaflow"])
def test_only_our_own_names_are_taken_for_ours(uid: str) -> None:
    """Another program's name is never a session's UUID."""
    assert session_of(f"UID:{uid}", *TIMES).uuid not in uid


@pytest.mark.parametrize("seconds", ["", "-5", "1e3", "٣", "9" * 400, "nan"])
def test_minutes_that_are_none_are_measured(seconds: str) -> None:
    """A person may have edited the file."""
    assert session_of(f"UID:{OWN}@yogaflow", *TIMES, f"X-YOGAFLOW-ACTIVE-SECONDS:{seconds}").active_time(FIVE) == HOUR


def test_lines_that_were_folded_within_a_character_are_put_together() -> None:
    """Old programs count octets and nothing else."""
    octets = calendar((*TIMES, "SUMMARY:Yoga für Maya")).encode().replace(b"\xc3\xbc", b"\xc3\r\n \xbc")

    assert sessions_in(octets)[0].note == "Yoga für Maya"


@pytest.mark.parametrize("change", ["bom", "line feeds", "lower case", "empty lines", "no end", "spaces"])
def test_small_oddities_of_programs_are_taken(change: str) -> None:
    """A byte order mark, other line ends, other case, empty lines: the file still says what it says."""
    text = calendar((*TIMES, "SUMMARY:Yoga"))
    changed = {
        "bom": "\ufeff" + text,
        "line feeds": text.replace("\r\n", "\n"),
        "lower case": text.replace("BEGIN:V", "begin:v").replace("END:V", "end:v"),
        "empty lines": "\r\n" + text.replace("\r\n", "\r\n\r\n"),
        "no end": text.removesuffix("END:VCALENDAR\r\n"),
        "spaces": text.replace("VEVENT", "VEVENT  "),
    }

    assert len(sessions_in(changed[change])) == 1


def test_an_event_in_another_encoding_is_skipped_and_the_others_are_taken() -> None:
    """What cannot be read is no reason to lose what can."""
    text = calendar((*TIMES, "SUMMARY:Yoga für Maya"), (*TIMES, "SUMMARY:Yoga"))
    first, second = found_in(text.encode("latin-1"))

    assert first == Skipped("line 4", "its text is not UTF-8")
    assert isinstance(second, ArrivingSession)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "{}",
        "BEGIN:VCARD\nEND:VCARD\n",
        "BEGIN:VEVENT\nEND:VEVENT\n",
        "\0" * 99,
        "PK\x03\x04",
        calendar().encode("utf-16"),
    ],
)
def test_what_is_no_calendar_is_refused(text: str | bytes) -> None:
    """One sentence, and what would be one."""
    with pytest.raises(InvalidValue, match="not a calendar") as caught:
        found_in(text)
    assert caught.value.hint == "The first line of one is BEGIN:VCALENDAR, in UTF-8."


@pytest.mark.parametrize(
    "lines",
    [
        ("BEGIN:VEVENT", "SUMMARY:Yoga"),
        ("BEGIN:VEVENT", "SUMMARY:Yoga", "END:VCALENDAR"),
        ("BEGIN:VEVENT", "SUMMARY:Yoga", "BEGIN:VALARM", "BEGIN:VTIMEZONE"),
    ],
)
def test_an_event_that_is_cut_off_is_skipped(lines: tuple[str, ...]) -> None:
    """A download may have ended early: what came before is taken."""
    whole = "\r\n".join(("BEGIN:VEVENT", *TIMES, "SUMMARY:Yoga", "END:VEVENT"))
    found = [type(arrival) for arrival in found_in("\r\n".join((*HEAD, whole, *lines)))]
    skipped = [arrival for arrival in found_in("\r\n".join((*HEAD, whole, *lines))) if isinstance(arrival, Skipped)]

    assert found[0] is ArrivingSession
    assert skipped[0] == Skipped("line 9", "it is cut off")


def test_every_cut_of_a_good_file_is_read_without_a_fault() -> None:
    """A file that ends anywhere gives at most what the whole one gives."""
    octets = GOOGLE.encode()
    for end in range(len("BEGIN:VCALENDAR"), len(octets)):
        assert len([item for item in found_in(octets[:end]) if isinstance(item, ArrivingSession)]) <= 2


@given(st.binary(max_size=400), st.integers(0, 2500), st.integers(0, 40), st.sampled_from([GOOGLE, OUTLOOK]))
@settings(max_examples=300, deadline=None)
def test_any_damage_is_refused_or_skipped_and_never_a_traceback(
    octets: bytes, position: int, length: int, good: str
) -> None:
    """Bytes as they come, and good files with something else in their midst."""
    whole = good.encode()
    for damaged in (octets, b"BEGIN:VCALENDAR\r\n" + octets, whole[:position] + octets + whole[position + length :]):
        try:
            found_in(damaged)
        except InvalidValue as refusal:
            assert refusal.hint


PROPERTIES = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "UID", "CATEGORIES", "SUMMARY", "STATUS", "RECURRENCE-ID", "DESCRIPTION", "RDATE"]
)
PARAMETERS = st.sampled_from(
    [
        "",
        ";TZID=Europe/Berlin",
        ";TZID=",
        ";TZID=Europe",
        ";VALUE=DATE",
        ";VALUE=PERIOD",
        ';X="',
        ";TZID=../../etc/passwd",
        ";TZID=Custom",
        ";VALUE=BOOLEAN",
        ";TZID=" + "a" * 300,
        ";TZID=Europe\0",
    ]
)
VALUES = st.sampled_from(
    [
        "20240301T170000Z",
        "20240301T170000",
        "20240301",
        "99991231T235959",
        "00010101T000000Z",
        "PT1H",
        "P99999W",
        "-P1D",
        "20240301T170000Z/PT1H",
        "20240301T170000Z,20240302T170000Z",
        "20240301T240000",
        "\0",
        "yoga",
    ]
) | st.text(max_size=20)


@given(st.lists(st.tuples(PROPERTIES, PARAMETERS, VALUES), max_size=8))
@settings(max_examples=400, deadline=None)
def test_any_properties_give_a_practice_or_a_reason(properties: list[tuple[str, str, str]]) -> None:
    """Whatever stands where: dates where words should be, zones that are none, lists, periods, the ends of time."""
    lines = tuple(f"{name}{parameter}:{value}" for name, parameter, value in properties)

    for arrival in found_in(calendar(("SUMMARY:Yoga", *lines)), take="all"):
        assert isinstance(arrival, ArrivingSession | Skipped)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=YEARLY\r\nEXRULE:FREQ=SECONDLY",
        "FREQ=YEARLY\r\nR RULE:FREQ=SECONDLY",
        "FREQ=YEARLY\r\nTZNAME:x\x0bRRULE:FREQ=SECONDLY",
        "FREQ=YEARLY\x0bRRULE:FREQ=SECONDLY",
        "FREQ=YEARLY;BYSECOND=" + ",".join(map(str, range(60))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=0",
    ],
)
def test_a_zone_whose_clocks_change_every_second_costs_no_time(rule: str) -> None:
    """A file may want to keep the machine busy; nothing is asked of a zone that no clock could follow."""
    text = OUTLOOK.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", rule)
    begun = time.process_time()
    found_in(text)

    assert time.process_time() - begun < 2


def peak_bytes(parts: Iterator[bytes]) -> tuple[int, int]:
    """The most memory that reading took, and the number of practices."""
    tracemalloc.start()
    try:
        source = Source("file", made_file(parts), "Europe/Berlin")
        count = sum(isinstance(arrival, ArrivingSession) for arrival in arrivals(source))
        return tracemalloc.get_traced_memory()[1], count
    finally:
        tracemalloc.stop()


def many(count: int) -> Iterator[bytes]:
    """A calendar of so many events, most of them about something else."""
    yield "\r\n".join((*HEAD, "")).encode()
    for number in range(count):
        what = "Yoga" if number % 10 == 0 else "Dentist"
        yield "\r\n".join(("BEGIN:VEVENT", f"UID:{number}", *TIMES, f"SUMMARY:{what}", "END:VEVENT", "")).encode()


def test_a_long_calendar_needs_no_more_memory_than_a_short_one() -> None:
    """Years of appointments are read event by event."""
    peak_bytes(many(50))
    (short, few), (long, more) = peak_bytes(many(200)), peak_bytes(many(2000))

    assert (few, more) == (20, 200)
    assert long < short + 500_000


@pytest.mark.parametrize(
    "part",
    [b"A" * 8192, b"DESCRIPTION:calm\r\n", b" folded\r\n", b"BEGIN:VALARM\r\n", b"END:VALARM\r\n", b"\r\n"],
)
def test_an_event_without_an_end_needs_little_memory(part: bytes) -> None:
    """A line, an event or a nesting that goes on and on is held no longer than an event can be."""
    size = 30_000_000 if len(part) > 1000 else 300_000
    parts = iter(["\r\n".join((*HEAD, "BEGIN:VEVENT", "SUMMARY:Yoga")).encode(), *[part] * (size // len(part))])

    assert peak_bytes(parts)[0] < 2_000_000


@pytest.mark.parametrize("text", [GOOGLE, "\ufeffBEGIN:VCALENDAR\r\n", "begin:vcalendar \n", "\n\nBEGIN:VCALENDAR\n"])
def test_a_calendar_is_recognised(text: str) -> None:
    """By its first line."""
    assert recognises(source_of(text).look())


@pytest.mark.parametrize("text", ["", "[]", "{}", "BEGIN:VCARD\n", "Date,BEGIN:VCALENDAR\n", "<xml>BEGIN:VCALENDAR"])
def test_another_file_is_no_calendar(text: str) -> None:
    """It is left to the formats that it is of."""
    assert not recognises(source_of(text).look())


def test_a_file_whose_first_line_never_ends_is_no_calendar() -> None:
    """As /dev/zero, which would be read for ever."""

    class Endless(BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            return b"\0" * (size or 1)

    with pytest.raises(InvalidValue, match="not a calendar"):
        list(blocks(Endless()))
