"""The page to keep: what it shows and what it leaves out, safe whatever people wrote, complete without a network."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.presentation.balance_scenes import scenes as balances
from tests.presentation.report.read_page import ReadPage
from tests.presentation.report.scenes import GOLDEN, HOSTILE, NOTE, contents, files, hostile
from tests.presentation.report.test_svg import ANY_TEXT
from tests.presentation.stats_scenes import groups_of
from tests.presentation.test_palette import EYES, contrast
from yogaflow_cli.domain.statistics.overview import Answers, Felt
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation.palette import ON_DARK, ON_LIGHT
from yogaflow_cli.presentation.report import page as page_module
from yogaflow_cli.presentation.report.colours import DARK, LIGHT, Colours
from yogaflow_cli.presentation.report.page import report_page
from yogaflow_cli.services.report import ReportContent
from yogaflow_cli.text.cleaning import shown

EACH_PAGE = pytest.mark.parametrize("name", contents())
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
ADDRESSES = {"href", "src", "action", "data", "xlink:href", "poster", "background", "cite", "formaction"}
HEADINGS = [
    *("Calendar", "Week by week", "Rhythm", "What you practised", "When, and how it felt", "Balance", "Practices"),
]


def read(content: ReportContent) -> ReadPage:
    """The page of a content."""
    return ReadPage(report_page(content))


def headings(content: ReportContent) -> list[str]:
    """The headings of its sections."""
    return read(content).text_of("h2")


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_the_file_is_as_it_was_looked_at(file: Path) -> None:
    """A person judged each page; a change is looked at again, and a missing one fails."""
    assert files()[file] == file.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """One that nothing makes would be believed."""
    assert set(GOLDEN.iterdir()) == set(files())


@EACH_PAGE
def test_the_page_needs_nothing_but_itself(name: str) -> None:
    """No script, no frame, no form, no font and no picture from elsewhere, and no address at all."""
    text = report_page(contents()[name])
    assert "http:" not in text
    assert "https:" not in text
    assert not re.search(r"url\(|@import|@font-face|srcset|javascript:", text)
    page = ReadPage(text)
    assert not {element.name for element in page.elements} & {"script", "iframe", "object", "embed", "form", "img", "a"}
    addresses = [value for element in page.elements for key, value in element.attributes.items() if key in ADDRESSES]
    assert addresses == ["data:,"]
    assert not [key for element in page.elements for key in element.attributes if key.startswith("on")]


@EACH_PAGE
def test_the_page_forbids_what_it_does_not_need(name: str) -> None:
    """Should a mistake ever let a script in, the browser would not run it."""
    policies = [
        element.attributes["content"]
        for element in read(contents()[name]).named("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [POLICY]


@EACH_PAGE
def test_the_page_says_what_it_is_to_those_who_do_not_see_it(name: str) -> None:
    """Language, title, landmarks, one heading of the first level, and none below that skips a level."""
    page = read(contents()[name])
    assert page.named("html")[0].attributes["lang"] == "en"
    assert page.text_of("title")[0].startswith("Your ")
    assert {"header", "main", "footer"} <= {element.name for element in page.elements}
    levels = [int(element.name[1]) for element in page.elements if re.fullmatch(r"h[1-6]", element.name)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == 1
    pictures = [element.attributes for element in page.named("svg")]
    assert all("aria-label" in told or told.get("aria-hidden") == "true" for told in pictures)


def test_the_table_has_a_caption_and_headings_for_rows_and_columns() -> None:
    """A cell is understood without seeing where it stands."""
    page = read(contents()["year"])
    assert len(page.named("caption")) == 1
    scopes = Counter(element.attributes["scope"] for element in page.named("th"))
    assert scopes == {"col": 4, "row": 40, "rowgroup": len(page.named("tbody"))}
    assert page.named("time")[0].attributes["datetime"] == "2026-11-22"


def test_the_page_of_a_year_has_every_section() -> None:
    """In the order in which it is read."""
    assert headings(contents()["year"]) == HEADINGS


def test_the_sun_of_the_header_has_rays_or_is_not_there() -> None:
    """One day makes no sun."""
    suns = {
        name: "sun" in {each.attributes.get("class") for each in read(contents()[name]).elements} for name in contents()
    }
    assert suns == {"year": True, "month": True, "years": True, "first-day": False, "nothing": True}


def test_a_past_month_has_no_rhythm() -> None:
    """This week and the streak are of today."""
    assert headings(contents()["month"]) == [
        *("Calendar", "Day by day", "What you practised", "When, and how it felt", "Practices"),
    ]


def test_sections_without_data_are_left_out() -> None:
    """Nobody is shown an empty chart."""
    assert headings(contents()["nothing"]) == ["Calendar"]
    assert "No practice in these days." in read(contents()["nothing"]).whole_text
    year = contents()["year"]
    bare = year.overview._replace(felt=Felt(), hours=(), styles=groups_of({None: 60}), sequences=())
    kept = ["Calendar", "Week by week", "Rhythm", "Practices"]
    assert headings(year._replace(overview=bare, balance=None)) == kept


def test_where_nobody_was_asked_how_it_felt_the_hours_stand_alone() -> None:
    """The heading promises no more than there is."""
    year = contents()["year"]
    page = read(year._replace(overview=year.overview._replace(felt=Felt(mood_after=Answers()))))
    assert "When you practise" in page.text_of("h2")
    assert "How it felt" not in page.whole_text


def test_the_streak_and_the_goal_are_shown_with_the_days_of_the_week() -> None:
    """In words and signs."""
    text = read(contents()["year"]).whole_text
    for words in ("6 weeks with 4+ days", "best 11 weeks", "5 days in a row", "4 of 4, goal met", "Saturday: rest"):
        assert words in text


def test_with_streaks_turned_off_only_the_time_of_the_week_is_left() -> None:
    """No streak, no goal, no row of days."""
    year = contents()["year"]
    page = read(year._replace(overview=year.overview._replace(streak=None)))
    assert "This week 1 h 35 m in 4 practices" in page.whole_text
    assert not page.named("ol")
    assert not re.search(r"streak|goal|in a row|best", page.whole_text)


def test_a_week_without_practice_and_without_streaks_has_no_section() -> None:
    """There is nothing to say of it."""
    year = contents()["year"]
    quiet = year.overview._replace(streak=None, this_week=Totals(), last_week=Totals())
    assert "Rhythm" not in headings(year._replace(overview=quiet))


def test_figures_are_those_of_the_period() -> None:
    """Practised time first; who left early is told, and not scolded."""
    year = contents()["year"]
    totals = Totals(189, 292_950, 12, 13, 342_600)
    text = read(year._replace(overview=year.overview._replace(totals=totals, practice_days=142))).whole_text
    figures = " ".join(text.partition("Calendar")[0].split())
    for words in ("95 h 10 m", "142 about 3 a week", "214 12 partial, 13 left early", "25 m 50 s", "88.3 %"):
        assert words in figures


def test_practices_are_listed_by_month_with_the_newest_first() -> None:
    """Each with its day, start, name, time, and what was said of it; a completed one does not say so."""
    page = read(contents()["year"])
    days = [element.attributes["datetime"] for element in page.named("time")]
    assert days == sorted(days, reverse=True)
    months = [text for text in page.text_of("th") if re.fullmatch(r"[A-Z][a-z]+ 20\d\d", text)]
    assert months[:2] == ["November 2026", "October 2026"]
    text = " ".join(page.whole_text.split())
    assert "Sun Salutation A ashtanga · home, morning" in text
    assert "Yin, Forty-Five Minutes yin · evening · partial" in text
    assert "Box Breathing pranayama · left early" in text
    assert "Free practice with Anna" in text
    assert "completed" not in text.partition("Practices The newest")[2].replace("All were completed but", "")


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        (0, "that say otherwise. Day"),
        (1, "otherwise. 1 older practice is counted above, and not listed here."),
        (4200, "otherwise. 4200 older practices are counted above, and not listed here."),
    ],
)
def test_the_page_says_how_many_practices_it_does_not_list(left_out: int, words: str) -> None:
    """Nobody thinks that these were all."""
    text = " ".join(read(contents()["year"]._replace(left_out=left_out)).whole_text.split())
    assert words in text


def test_notes_are_there_when_the_content_has_them() -> None:
    """With their lines, and nowhere else."""
    assert NOTE in read(contents()["month"]).text_of("p")
    assert "note" not in {element.attributes.get("class") for element in read(contents()["year"]).elements}


def test_the_balance_shows_families_sides_and_what_was_not_practised_for_a_while() -> None:
    """The most practised families by name, and the others together."""
    text = " ".join(read(contents()["year"]).whole_text.split())
    balance = text.partition("Balance 24 guided practices")[2].partition("Practices The newest")[0]
    assert "Families of poses Standing 5 h 27 m 40 %" in balance
    assert balance.count("All others") == 1
    assert "Left and right Left 2 h 46 m Right 2 h 42 m" in balance
    assert "More on one side Extended Triangle Utthita Trikoṇāsana left by 7 m 45 s" in balance
    assert "Not practised for a while Arm support family 2 years ago" in balance


def test_of_a_period_that_is_over_nobody_asks_what_was_not_practised() -> None:
    """It would be of today, and the page is not."""
    season = balances()["season"]._replace(last=date(2026, 11, 1))
    assert "Not practised for a while" not in read(contents()["year"]._replace(balance=season)).whole_text


def test_levels_have_the_colours_of_the_palette() -> None:
    """Dark ones on dark screens only: paper is light."""
    style = "".join(read(contents()["year"]).text_of("style"))
    light, _, dark = style.partition("@media screen and (prefers-color-scheme: dark)")
    for level in range(5):
        assert f"--level-{level}: {ON_LIGHT[level]};" in light
        assert f"--level-{level}: {ON_DARK[level]};" in dark


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_paper(colours: Colours) -> None:
    """4.5 to 1 at least, as WCAG asks of small letters."""
    for ink in (colours.ink, colours.quiet, colours.accent):
        ratio = contrast(ink, colours.paper, EYES["full colour"])
        assert max(ratio, 1 / ratio) >= 4.5


def test_hostile_texts_are_shown_and_never_obeyed() -> None:
    """In names, styles, tags, sequences, zones and notes: the same elements as ever, and every text as it was."""
    page = read(hostile())
    benign = {element.name for name in contents() for element in read(contents()[name]).elements}
    assert {element.name for element in page.elements} <= benign
    assert len(page.named("title")) == 1 + sum(element.inside[-1] == "rect" for element in page.named("title"))
    assert page.whole_text.count(shown(HOSTILE)) >= 7
    assert "\x1b" not in page.whole_text
    assert "\u202e" not in page.whole_text
    assert "49" not in page.text_of("p")


@dataclass(frozen=True)
class Written:
    """What a person wrote."""

    name: str
    style: str
    tag: str
    sequence: str
    note: str


@settings(max_examples=25)
@given(st.builds(Written, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT))
def test_any_text_leaves_the_page_as_it_is(written: Written) -> None:
    """Its elements are the same, whatever was written."""
    month = contents()["month"]
    row = month.sessions[0]._replace(
        sequence=written.sequence, style=written.style or "-", tags=(written.tag,), note=written.note or "-"
    )
    groups = groups_of({written.style: 60, "other": 30})
    overview = month.overview._replace(styles=groups, sequences=groups)
    changed = month._replace(name=written.name, overview=overview, sessions=[row])
    plain = changed._replace(
        name="maya",
        overview=month.overview._replace(styles=groups_of({"a": 60, "b": 30}), sequences=groups_of({"a": 60, "b": 30})),
        sessions=[row._replace(sequence="a", style="b", tags=("c",), note="d")],
    )
    assert [element.name for element in read(changed).elements] == [element.name for element in read(plain).elements]


def test_no_template_says_that_something_is_safe() -> None:
    """What is drawn says so itself; everything else is escaped."""
    templates = list(Path(page_module.__file__).parent.glob("*.j2"))
    assert len(templates) == 2
    for template in templates:
        assert not re.search(r"\|\s*safe|autoescape|Markup", template.read_text(encoding="utf-8"))
