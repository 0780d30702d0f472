"""Exports of Apple Health as phones write them: their declarations, their order, their odd signs."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WATCH = "Maya’s Apple\u00a0Watch"
DEVICE = "&lt;&lt;HKDevice: 0x3031a1d10&gt;, name:Apple Watch, model:Watch, hardware:Watch6,7, software:10.1&gt;"
STEPS = (
    f'<Record type="HKQuantityTypeIdentifierStepCount" sourceName="{WATCH}" sourceVersion="10.1" device="{DEVICE}" '
    'unit="count" creationDate="2024-01-02 08:05:26 +0100" startDate="2024-01-02 08:01:11 +0100" '
    'endDate="2024-01-02 08:04:11 +0100" value="63"/>'
)
PULSE = (
    f'<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="{WATCH}" sourceVersion="10.1" device="{DEVICE}" '
    'unit="count/min" creationDate="2024-01-02 08:05:26 +0100" startDate="2024-01-02 08:01:11 +0100" '
    'endDate="2024-01-02 08:01:11 +0100" value="63">\n'
    '  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="1"/>\n'
    " </Record>"
)
CORRELATION = (
    '<Correlation type="HKCorrelationTypeIdentifierBloodPressure" sourceName="Withings" '
    'startDate="2024-01-02 08:00:00 +0100" endDate="2024-01-02 08:00:00 +0100">\n'
    '  <Record type="HKQuantityTypeIdentifierBloodPressureSystolic" sourceName="Withings" unit="mmHg" '
    'startDate="2024-01-02 08:00:00 +0100" endDate="2024-01-02 08:00:00 +0100" value="118"/>\n'
    " </Correlation>"
)
SUMMARY = '<ActivitySummary dateComponents="2024-01-02" activeEnergyBurned="315.6" activeEnergyBurnedUnit="kcal"/>'

DECLARATIONS = """<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|VisionPrescription)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
<!ATTLIST Record
  type          CDATA #REQUIRED
  unit          CDATA #IMPLIED
  sourceName    CDATA #REQUIRED
  startDate     CDATA #REQUIRED
  endDate       CDATA #REQUIRED
>
<!-- Note: Any Records that appear as children of a correlation also appear as top-level records in this document. -->
<!ELEMENT VisionPrescription ((MetadataEntry)*)>
<!ATTLIST VisionPrescription
  dateIssued    CDATA #REQUIRED
  brand         CDATA #IMPLIED
>
]>
"""
BROKEN_DECLARATIONS = DECLARATIONS.replace("#IMPLIED\n>\n]>", "#IMPLIED\n<!ATTLIST Audiogram\n>\n]>")
"""As iOS 16 wrote them."""

BIRTHDAY = '<Me HKCharacteristicTypeIdentifierDateOfBirth="1990-04-02"/>'
START, END = "2024-01-02 08:00:00 +0100", "2024-01-02 08:30:00 +0100"


def export_xml(
    *elements: str, declarations: str = DECLARATIONS, among: Iterable[str] = (STEPS, PULSE, CORRELATION, SUMMARY)
) -> str:
    """An export.xml with these elements among others, which a phone writes one space in."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'{declarations}<HealthData locale="de_DE">',
        *(f" {element}" for element in ('<ExportDate value="2026-01-03 12:00:00 +0100"/>', BIRTHDAY)),
        *(f" {element}" for element in among),
        *(f" {element}" for element in elements),
        "</HealthData>",
    ]
    return "\n".join(lines) + "\n"


def workout(kind: str = "Yoga", *details: str, **attributes: str | None) -> str:
    """A workout of half an hour; an attribute that is None is left out."""
    told: dict[str, str | None] = {
        "workoutActivityType": f"HKWorkoutActivityType{kind}",
        "duration": "30",
        "durationUnit": "min",
        "sourceName": WATCH,
        "sourceVersion": "10.1",
        "device": DEVICE,
        "creationDate": END,
        "startDate": START,
        "endDate": END,
    }
    return element("Workout", told | attributes, details)


def mindful(**attributes: str | None) -> str:
    """Ten mindful minutes."""
    told: dict[str, str | None] = {
        "type": "HKCategoryTypeIdentifierMindfulSession",
        "sourceName": "Insight Timer",
        "startDate": "2024-01-02 20:00:00 +0100",
        "endDate": "2024-01-02 20:10:00 +0100",
        "value": "HKCategoryValueNotApplicable",
    }
    return element("Record", told | attributes)


def element(name: str, told: Mapping[str, str | None], details: Iterable[str] = ()) -> str:
    """An element with its attributes and what is inside."""
    begun = f"<{name} " + " ".join(f'{key}="{value}"' for key, value in told.items() if value is not None)
    inside = "".join(f"\n  {detail}" for detail in details)
    return f"{begun}>{inside}\n </{name}>" if inside else f"{begun}/>"


def metadata(key: str, value: str) -> str:
    """One entry of what an app adds."""
    return f'<MetadataEntry key="{key}" value="{value}"/>'


def statistics(kind: str, **values: str) -> str:
    """One measured quantity."""
    told = {"type": f"HKQuantityTypeIdentifier{kind}", "startDate": START, "endDate": END, **values}
    return element("WorkoutStatistics", told)


def export_zip(members: Mapping[str, str]) -> bytes:
    """A zip file as the phone makes it."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()
