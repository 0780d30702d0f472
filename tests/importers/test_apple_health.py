"""Apple Health: yoga out of gigabytes of other records, as phones of many years and languages wrote them."""

import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exported import source_of
from tests.importers.apple_files import (
    BROKEN_DECLARATIONS,
    DECLARATIONS,
    PULSE,
    STEPS,
    WATCH,
    element,
    export_xml,
    export_zip,
    metadata,
    mindful,
    statistics,
    workout,
)
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.apple_health import arrivals, recognises
from yogaflow_cli.importers.importer import Arrival, ArrivingSession, Skipped
from yogaflow_cli.importers.source import Look, Source

SEVEN = datetime(2024, 1, 2, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CLINICAL = "<ClinicalDocument><HealthData/></ClinicalDocument>"


def found(*elements: str, zone: str = "Europe/Berlin", **wishes: str) -> list[Arrival]:
    """What an export with these elements holds."""
    return list(arrivals(source_of(export_xml(*elements), zone, **wishes)))


def practice(text: str, zone: str = "Europe/Berlin", **wishes: str) -> ArrivingSession:
    """The practice that one element is."""
    (arrival,) = found(text, zone=zone, **wishes)
    assert isinstance(arrival, ArrivingSession)
    return arrival


def reason(text: str, **wishes: str) -> str:
    """Why one element is none."""
    (arrival,) = found(text, **wishes)
    assert isinstance(arrival, Skipped)
    return arrival.reason


def refusal(content: str | bytes) -> InvalidValue:
    """Why a file is refused."""
    with pytest.raises(InvalidValue) as caught:
        list(arrivals(source_of(content)))
    assert caught.value.hint is not None
    assert "\n" not in caught.value.message + caught.value.hint
    return caught.value


def test_a_workout_of_yoga_becomes_a_practice() -> None:
    """With its instants, its offset and its app, whose name has an apostrophe and a space that does not break."""
    arrival = practice(workout())
    kept = arrival.session

    assert (kept.started_at, kept.ended_at) == (SEVEN, SEVEN + 30 * MINUTE)
    assert (kept.started_offset, kept.time_zone) == (timedelta(hours=1), "Europe/Berlin")
    assert kept.segments[0].stated is None
    assert (kept.style, kept.note, kept.tags, kept.source) == (None, None, (), "import:apple-health")
    assert (arrival.app, arrival.unkept, arrival.foreign) == (WATCH, (), True)


def test_its_place_is_the_line_that_it_begins_on() -> None:
    """Also with declarations that are left out."""
    text = export_xml(workout(), workout("Running"))
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if "<Workout " in line]

    places = [found.place for found in arrivals(source_of(text)) if isinstance(found, ArrivingSession | Skipped)]

    assert places == [f"line {number}" for number in lines]


def test_mind_and_body_is_taken_too_and_says_so() -> None:
    """Many apps of yoga write that."""
    assert practice(workout("MindAndBody")).session.style == "mind-and-body"


def test_others_are_left_out_by_their_words_or_taken_when_asked_for() -> None:
    """The words are Apple's, with dashes."""
    lifting = workout("TraditionalStrengthTraining")

    assert reason(lifting) == "not yoga: traditional-strength-training"
    assert practice(lifting, take="traditional strength training").session.style == "traditional-strength-training"
    assert practice(workout("TaiChi"), take="all").session.style == "tai-chi"
    assert reason(workout(), take="pilates") == "not taken: yoga"
    assert reason(workout(workoutActivityType="com.example.unknown")) == "not yoga: com.example.unknown"
    assert reason(workout(workoutActivityType=None)) == "not yoga"


def test_mindful_minutes_are_meditation_when_they_are_asked_for() -> None:
    """By themselves they are not: some people have thousands, of a minute each."""
    arrival = practice(mindful(), mindful="yes")

    assert (arrival.session.style, arrival.app) == ("meditation", "Insight Timer")
    assert arrival.session.ended_at == arrival.session.started_at + 10 * MINUTE
    assert "mindful=yes" in reason(mindful())
    assert reason(mindful(), mindful="No") == reason(mindful())


def test_mindful_is_yes_or_no() -> None:
    """And nothing else."""
    with pytest.raises(InvalidValue, match="'maybe' is neither yes nor no"):
        found(mindful="maybe")


def test_a_record_inside_a_correlation_is_not_taken_twice() -> None:
    """It stands at the top as well."""
    correlation = element("Correlation", {"type": "x"}, [mindful()])

    assert len(found(correlation, mindful(), mindful="yes")) == 1


@pytest.mark.parametrize(("duration", "unit"), [("28", "min"), ("1680", "s"), ("0.4666666667", "h"), ("28.0", None)])
def test_a_duration_below_the_elapsed_time_is_what_was_practised(duration: str, unit: str | None) -> None:
    """Its pauses are left out of it; the events that say when are not needed."""
    pause = element("WorkoutEvent", {"type": "HKWorkoutEventTypePause", "date": "2024-01-02 08:10:00 +0100"})
    kept = practice(workout("Yoga", pause, duration=duration, durationUnit=unit)).session

    assert kept.segments[0].stated == 28 * MINUTE
    assert kept.ended_at == SEVEN + 30 * MINUTE


@pytest.mark.parametrize("duration", [None, "", "0", "0.0", "45", "30.0041"])
def test_a_duration_that_is_missing_or_longer_is_not_needed(duration: str | None) -> None:
    """From start to end is known."""
    kept = practice(workout(duration=duration)).session

    assert kept.segments[0].stated is None
    assert kept.ended_at == SEVEN + 30 * MINUTE


def test_an_end_that_is_missing_is_told_by_the_duration() -> None:
    """Without either it goes on still."""
    assert practice(workout(endDate=None)).session.ended_at == SEVEN + 30 * MINUTE
    assert practice(workout(endDate="2024-01-02 08:00:00 +0100")).session.ended_at == SEVEN + 30 * MINUTE
    assert reason(workout(endDate=None, duration=None)) == "it has no end yet"


def test_an_offset_that_changes_within_a_practice_does_not_change_its_length() -> None:
    """The night when the clocks go forward."""
    kept = practice(
        workout(startDate="2024-03-31 01:50:00 +0100", endDate="2024-03-31 03:10:00 +0200", duration=None)
    ).session

    assert kept.ended_at is not None
    assert kept.ended_at - kept.started_at == 20 * MINUTE
    assert kept.started_offset == timedelta(hours=1)


def test_a_zone_that_is_told_is_kept() -> None:
    """It knows where the practice was; one that is none does not."""
    tokyo = practice(workout("Yoga", metadata("HKTimeZone", "Asia/Tokyo"))).session
    nowhere = practice(workout("Yoga", metadata("HKTimeZone", "../nowhere"))).session

    assert (tokyo.started_at, tokyo.time_zone, tokyo.started_offset) == (SEVEN, "Asia/Tokyo", timedelta(hours=9))
    assert (nowhere.time_zone, nowhere.started_offset) == ("Europe/Berlin", timedelta(hours=1))


def test_without_a_zone_the_offset_tells_one() -> None:
    """Someone who moved since."""
    kept = practice(workout(), zone="America/New_York").session

    assert (kept.time_zone, kept.started_offset) == ("Etc/GMT-1", timedelta(hours=1))


def test_a_practice_is_the_same_every_time() -> None:
    """An older phone wrote fewer digits of it; a name that its app gave stays when its times are changed."""
    first = practice(workout(duration="28.01666666666667")).session.uuid
    named = metadata("HKExternalUUID", "3F2504E0-4F89-11D3-9A0C-0305E82C3301")
    synced = metadata("HKMetadataKeySyncIdentifier", "17")

    assert practice(workout(duration="28.01666")).session.uuid == first
    assert practice(workout(duration="28.1")).session.uuid != first
    assert practice(workout("Yoga", named)).session.uuid == practice(workout("Yoga", named, duration="9")).session.uuid
    assert (
        practice(workout("Yoga", synced)).session.uuid == practice(workout("Yoga", synced, duration="9")).session.uuid
    )
    assert practice(workout("Yoga", synced, sourceName="Other")).session.uuid != (
        practice(workout("Yoga", synced)).session.uuid
    )


def test_what_is_not_kept_is_named() -> None:
    """Only where there is something, and each once."""
    told = practice(
        workout(
            "Yoga",
            statistics("HeartRate", average="88.1", minimum="70", maximum="120"),
            statistics("ActiveEnergyBurned", sum="101.5"),
            statistics("BasalEnergyBurned", sum="40"),
            statistics("DistanceWalkingRunning", sum="0"),
            statistics("StepCount", sum="12"),
            statistics("RespiratoryRate", average="14"),
            metadata("HKAverageMETs", "2.5 kcal/hr·kg"),
            metadata("HKWeatherTemperature", "59 degF"),
            metadata("HKWeatherHumidity", "8300 %"),
            metadata("HKIndoorWorkout", "0"),
            metadata("HKTimeZone", "Europe/Berlin"),
            element("WorkoutRoute", {"sourceName": WATCH}, [element("FileReference", {"path": "/r.gpx"})]),
            totalDistance="0",
            totalEnergyBurned="101.5",
        )
    ).unkept

    assert told == ("calories", "heart rate", "steps", "respiratory rate", "METs", "weather", "route")


def test_what_belongs_to_a_part_of_a_workout_is_not_the_workouts() -> None:
    """Since iOS 16 a workout holds activities, with details of their own."""
    part = element(
        "WorkoutActivity",
        {"uuid": "3F2504E0-4F89-11D3-9A0C-0305E82C3301", "startDate": "2024-01-02 08:00:00 +0100"},
        [statistics("HeartRate", average="80"), metadata("HKTimeZone", "Asia/Tokyo")],
    )
    arrival = practice(workout("Yoga", part))

    assert (arrival.unkept, arrival.session.time_zone) == ((), "Europe/Berlin")


def test_what_cannot_have_been_is_left_out_with_its_reason() -> None:
    """Never a crash, whatever an attribute holds."""
    assert reason(workout(startDate="soon")) == "its start 'soon' cannot be read"
    assert reason(workout(startDate="2024-01-02 08:00:00")) == "its start '2024-01-02 08:00:00' cannot be read"
    assert reason(workout(startDate=None)) == "its start '' cannot be read"
    assert reason(workout(endDate="2024-01-02 25:00:00 +0100")) == "its end '2024-01-02 25:00:00 +0100' cannot be read"
    assert reason(workout(startDate="0001-01-01 00:00:00 +2300")) == "it lies outside 1970 to 2200"
    assert reason(workout(endDate="9999-12-31 23:59:59 -2300")) == "it lies outside 1970 to 2200"
    assert reason(workout(endDate="2567-01-02 08:30:00 +0700")) == "it lies outside 1970 to 2200"
    assert reason(workout(endDate="2024-01-02 07:59:59 +0100")) == "it ended before it began"
    assert reason(workout(duration="nan")) == "its duration 'nan min' cannot be read"
    assert reason(workout(duration="-5")) == "its duration '-5 min' cannot be read"
    assert reason(workout(duration="999999999999")) == "its duration '999999999999 min' cannot be read"
    assert reason(workout(durationUnit="weeks")) == "its duration '30 weeks' cannot be read"


def test_a_clock_of_twelve_hours_is_read() -> None:
    """Some phones write the person's own clock, with a narrow space."""
    kept = practice(workout(startDate="2024-01-02 8:00:00\u202fAM +0100")).session

    assert kept.started_at == SEVEN


@pytest.mark.parametrize(
    "name",
    [
        "apple_health_export/export.xml",
        "apple_health_export/Export.xml",
        "apple_health_export/exportación.xml",
        "apple_health_export/导出.xml",
        "export.xml",
    ],
)
def test_the_zip_file_is_read_in_any_language(name: str) -> None:
    """The phone's language names the file; what begins as health data is it."""
    text = export_xml(workout())
    clinical = {"apple_health_export/export_cda.xml": CLINICAL, "apple_health_export/a.xml": "<gpx/>"}
    content = export_zip(clinical | {name: text})

    assert list(arrivals(source_of(content))) == list(arrivals(source_of(text)))
    assert recognises(source_of(content).look())


def test_it_is_told_by_its_beginning() -> None:
    """Others' XML and zip files are left to others."""
    assert recognises(source_of(export_xml()).look())
    assert recognises(source_of("\ufeff" + export_xml(declarations="")).look())
    assert recognises(source_of(export_xml().encode("utf-16")).look())
    assert not recognises(Look("", ("activities.csv", "health_connect_export.db")))
    assert not recognises(Look("<ClinicalDocument>"))
    assert not recognises(Look("Note\n<HealthData>"))


@pytest.mark.parametrize("declarations", [DECLARATIONS, BROKEN_DECLARATIONS, ""])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_declarations_that_are_no_xml_do_not_matter(declarations: str, ending: str) -> None:
    """Those of iOS 16 are not: nothing in them is needed."""
    text = export_xml(workout(), declarations=declarations)
    (arrival,) = arrivals(source_of(text.replace("\n", ending)))

    line = next(number for number, line in enumerate(text.splitlines(), start=1) if "<Workout " in line)
    assert arrival == practice(workout())._replace(place=f"line {line}")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_its_encoding_is_told_by_its_mark(encoding: str) -> None:
    """As editors of Windows save it."""
    text = export_xml(workout()).replace(' encoding="UTF-8"', "")
    (arrival,) = arrivals(source_of(text.encode(encoding)))

    assert isinstance(arrival, ArrivingSession)
    assert arrival.app == WATCH


def test_control_signs_of_ios_16_do_not_matter() -> None:
    """They stand in the names of devices."""
    assert practice(workout(device="Watch\x0b 6\x01")).session == practice(workout()).session


def test_a_reference_to_a_control_sign_is_named_with_its_line() -> None:
    """And how to take it out."""
    text = export_xml(workout(device="Watch&#11;6"))
    line = next(number for number, line in enumerate(text.splitlines(), start=1) if "&#11;" in line)
    refused = refusal(text)

    assert refused.message == f"line {line}: it holds a sign that XML does not allow, such as &#11;"
    assert "sed 's/&#11;/ /g'" in str(refused.hint)


@pytest.mark.parametrize("kept", [0.4, 0.7, 0.99])
def test_an_export_that_was_cut_off_is_refused(kept: float) -> None:
    """With the line; it is not read as far as it goes."""
    text = export_xml(workout(), workout(), declarations="")
    assert "the XML ends too early" in refusal(text[: int(kept * len(text))]).message
    assert "damaged, or was cut off" in refusal(export_zip({"export.xml": text})[:-100]).message


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Started At,Duration\n",
        "<gpx/>",
        CLINICAL,
        b"\x00" * 5000,
        b"PK\x05\x06" + bytes(18),
        "<HealthDataOther/>",
        "\ud7ff" * 10,
    ],
)
def test_what_is_no_export_is_refused(content: str | bytes) -> None:
    """In one sentence."""
    assert refusal(content).message == "The file is not an export of Apple Health."


def test_a_zip_file_without_an_export_is_refused() -> None:
    """Its names alone are not believed."""
    refused = refusal(
        export_zip({"apple_health_export/export.xml": CLINICAL[:20], "a/export_cda.xml": "<HealthData/>"})
    )

    assert refused.message == "The zip file holds no export of Apple Health."


@pytest.mark.parametrize(
    "damage",
    [
        ("<Workout ", "<Workout <"),
        ("</HealthData>", "</Health>"),
        ("2024", "\x00"),
        ("</HealthData>", "</HealthData><HealthData/>"),
        ('"28"', '"&nothing;"'),
    ],
)
def test_damaged_xml_is_refused_with_its_line(damage: tuple[str, str]) -> None:
    """So that a person can look there."""
    text = export_xml(workout(duration="28"), declarations="").replace(*damage)

    assert refusal(text).message.startswith("line ")
    assert "the XML is damaged" in refusal(text).message


def test_wrong_bytes_are_refused_with_their_line() -> None:
    """An export that was saved as Latin-1."""
    text = export_xml(workout(sourceName="Zoë"), among=()).encode("latin-1")

    assert "the XML is damaged" in refusal(text).message


@pytest.mark.parametrize(
    "declarations",
    [
        '<!DOCTYPE HealthData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n',
        '<!DOCTYPE HealthData [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n',
        '<!DOCTYPE HealthData [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]>\n',
    ],
)
def test_entities_are_refused(declarations: str) -> None:
    """Neither are they expanded, nor is anything fetched."""
    refused = refusal(export_xml(workout(sourceName="&b;"), declarations=declarations))

    assert refused.message == "The XML declares what no export of Apple Health does."


def test_a_declaration_elsewhere_fetches_nothing() -> None:
    """Apple's stands in the file."""
    text = export_xml(workout(), declarations='<!DOCTYPE HealthData SYSTEM "http://127.0.0.1:9/health.dtd">\n')

    assert len(list(arrivals(source_of(text)))) == 1


def test_an_encoding_that_there_is_not_is_refused() -> None:
    """The library knows no such codec."""
    refused = refusal('<?xml version="1.0" encoding="yoga"?><HealthData/>')

    assert refused.message in (
        "The XML declares what no export of Apple Health does.",
        "The file is not an export of Apple Health.",
    )


def test_a_tag_beyond_measure_is_not_held() -> None:
    """It is refused long before its end."""
    refused = refusal(export_xml(workout(device="x" * 3_000_000)))

    assert "one element is longer than a megabyte" in refused.message


def test_a_nesting_beyond_measure_is_refused() -> None:
    """Each level is held."""
    assert "nested too deeply" in refusal(f"<HealthData>{'<a>' * 1000}").message


class Generated(io.RawIOBase):
    """An export of any size, made while it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.rest = b""

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        self.rest = self.rest or next(self.pieces, b"")
        read, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(read)] = read
        return len(read)


def large(blocks: int) -> Iterator[bytes]:
    """An export of so many blocks of 50 KB, with a workout each."""
    begun, ended = export_xml(among=()).encode().split(b"</HealthData>")
    block = f"{STEPS}\n{PULSE}\n".encode() * 50 + workout("Yoga", statistics("HeartRate", average="80")).encode()
    yield begun
    yield from (block for _ in range(blocks))
    yield b"</HealthData>" + ended


def test_a_large_export_is_held_nowhere() -> None:
    """Twenty megabytes of it, through a pipe; a gigabyte is measured among the benchmarks."""
    file = io.BufferedReader(Generated(large(400)))
    tracemalloc.start()
    number = sum(isinstance(arrival, ArrivingSession) for arrival in arrivals(Source("-", file, "UTC")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert number == 400
    assert peak < 5_000_000


SOUND = export_xml(workout("Yoga", metadata("HKTimeZone", "Asia/Tokyo")), mindful(), workout("Running")).encode()


@given(place=st.integers(0, 1 << 16), put=st.binary(max_size=8), length=st.integers(0, 40))
def test_any_damage_is_refused_at_most(place: int, put: bytes, length: int) -> None:
    """Wherever it strikes."""
    at = place % len(SOUND)
    try:
        list(arrivals(source_of(SOUND[:at] + put + SOUND[at + length :], mindful="yes")))
    except InvalidValue as refused:
        assert refused.hint is not None


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='<&"\ufffe\uffff'), max_size=30)


@given(start=TEXTS, end=TEXTS, duration=TEXTS, unit=TEXTS, kind=TEXTS, zone=TEXTS)
def test_any_words_are_left_out_at_most(start: str, end: str, duration: str, unit: str, kind: str, zone: str) -> None:
    """Whatever its attributes hold, one workout does not stop the import."""
    one = workout(
        kind, metadata("HKTimeZone", zone), startDate=start, endDate=end, duration=duration, durationUnit=unit
    )
    other = workout(kind, metadata("HKTimeZone", zone), duration=duration, durationUnit=unit, sourceName=start)

    assert len(found(one, other, take="all")) == 2


@given(content=st.binary(max_size=300))
def test_any_bytes_are_refused_at_most(content: bytes) -> None:
    """Also when they begin as an export does."""
    refusal(content)
    refusal(b"<HealthData>" + content.replace(b"</HealthData>", b""))
