"""The page in the browser that people have: quiet, complete without a network, readable by everybody, printable."""

import base64
import json
import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from tests.needs import needs_program
from tests.presentation.report.scenes import LONG_WORD, NOTE, calendars, contents, hostile
from yogaflow_cli.presentation.palette import ON_DARK, ON_LIGHT
from yogaflow_cli.presentation.report.calendar_svg import calendar_svg
from yogaflow_cli.presentation.report.page import report_page

BROWSER, DRIVER = "chromium", "chromedriver"
PATIENCE_SECONDS = 60
WIDTHS = (360, 800, 1400)
SCHEMES = ("light", "dark")
PAGES = (*contents(), "hostile")
A4_INCHES = (8.27, 11.69)

AUDIT = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then(
  found => done(found.violations.map(each => [each.id, each.nodes.map(node => node.html)])),
  mistake => done(String(mistake)));
"""
FILL_OF = "return getComputedStyle(document.querySelector(arguments[0])).fill"
TOO_WIDE = """
const width = document.documentElement.clientWidth;
return [document.documentElement.scrollWidth - width,
  [...document.querySelectorAll("main *, header *")].filter(each =>
    each.getBoundingClientRect().right > width + 1).map(each => each.outerHTML.slice(0, 120))];
"""

# What the browser answers is whatever JSON it likes.
Answer = Any

EACH_PAGE = pytest.mark.parametrize("name", PAGES)


class Browser:
    """A browser without a window that tells what it did."""

    def __init__(self, folder: Path) -> None:
        options = ChromeOptions()
        options.binary_location = str(shutil.which(BROWSER))
        for argument in ("--headless=new", f"--user-data-dir={folder / 'browser'}", "--no-first-run"):
            options.add_argument(argument)
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Chromium refuses to be run by root with its sandbox.
            options.add_argument("--no-sandbox")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        # With the driver's own path selenium looks for none, and downloads nothing.
        self.driver = Chrome(options=options, service=Service(executable_path=str(shutil.which(DRIVER))))
        self.driver.set_page_load_timeout(PATIENCE_SECONDS)
        self.driver.set_script_timeout(PATIENCE_SECONDS)
        self.folder = folder

    def tell(self, command: str, **values: Answer) -> Answer:
        """A command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(command, values)

    def emulate(self, scheme: str = "light", medium: str = "", width: int = 1200) -> None:
        """How the person's screen is."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.tell("Emulation.setEmulatedMedia", media=medium, features=[feature])
        self.tell(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500
        )

    def visit(self, text: str, ending: str = "html") -> str:
        """Opens a text as a file; its address. What earlier pages did is forgotten."""
        file = self.folder / f"practice.{ending}"
        file.write_text(text, encoding="utf-8")
        for name in ("browser", "performance"):
            self.log(name)
        self.driver.get(file.as_uri())
        return file.as_uri()

    def run(self, script: str, *arguments: Answer) -> Answer:
        """What a script of the test answers; the policy of the page does not hold for it."""
        return self.driver.execute_script(script, *arguments)

    def log(self, name: str) -> list[str]:
        """What was written to a log of the browser since it was last asked for."""
        entries = self.driver.get_log(name)  # type: ignore[no-untyped-call]  # selenium left it without types
        return [entry["message"] for entry in entries]

    def requests(self) -> list[str]:
        """The addresses that were asked for since the page was opened."""
        events = [json.loads(message)["message"] for message in self.log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def messages(self) -> list[str]:
        """What the browser complained of since the page was opened."""
        return self.log("browser")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests: it takes a second to start."""
    needs_program(BROWSER, DRIVER)
    browser = Browser(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.driver.quit()


@pytest.fixture
def browser(opened: Browser) -> Iterator[Browser]:
    """The browser, on a light screen of 1200 by 900."""
    opened.emulate()
    yield opened
    opened.tell("Emulation.setScriptExecutionDisabled", value=False)


def page_named(name: str) -> str:
    """The page of a scene."""
    return report_page(hostile() if name == "hostile" else contents()[name])


def rgb(colour: str) -> str:
    """A colour as the browser tells it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


@EACH_PAGE
def test_the_page_is_quiet_and_asks_for_nothing(browser: Browser, name: str) -> None:
    """No error, no warning, and no request but for the file itself."""
    address = browser.visit(page_named(name))
    assert browser.run("return document.readyState") == "complete"
    assert browser.messages() == []
    assert {asked for asked in browser.requests() if not asked.startswith("data:")} == {address}


@pytest.mark.parametrize("scheme", SCHEMES)
@EACH_PAGE
def test_axe_finds_nothing_that_keeps_anybody_out(browser: Browser, name: str, scheme: str) -> None:
    """Contrast, names, landmarks, tables and all its other rules, on light and on dark screens."""
    browser.emulate(scheme)
    browser.visit(page_named(name))
    browser.run((files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8"))
    assert browser.driver.execute_async_script(AUDIT) == []


@pytest.mark.parametrize("width", WIDTHS)
@EACH_PAGE
def test_nothing_is_wider_than_the_screen(browser: Browser, name: str, width: int) -> None:
    """On a telephone, a tablet and a desk, also with words that have no end."""
    browser.emulate(width=width)
    browser.visit(page_named(name))
    assert browser.run(TOO_WIDE) == [0, []]


def test_the_page_can_be_read_without_script(browser: Browser) -> None:
    """It reads the same, since it has none."""
    text = page_named("year")
    browser.visit(text)
    with_script = browser.run("return document.body.innerText")
    browser.tell("Emulation.setScriptExecutionDisabled", value=True)
    browser.visit(text)
    without_script = browser.run("return document.body.innerText")
    assert without_script == with_script
    for words in ("Your year on the mat", "Week by week", "Sun Salutation A", "November 2026"):
        assert words in without_script


@pytest.mark.parametrize(("scheme", "colours"), [("light", ON_LIGHT), ("dark", ON_DARK)])
def test_days_have_the_colours_of_the_screen(browser: Browser, scheme: str, colours: tuple[str, ...]) -> None:
    """On the page and in the picture, every level."""
    browser.emulate(scheme)
    for text, ending in ((page_named("year"), "html"), (calendar_svg(calendars()["year"]), "svg")):
        browser.visit(text, ending)
        found = [browser.run(FILL_OF, f"rect.level-{level}") for level in range(5)]
        assert found == [rgb(colour) for colour in colours]


def test_on_paper_the_page_is_light(browser: Browser) -> None:
    """Also for who reads it on a dark screen."""
    browser.emulate("dark", medium="print")
    browser.visit(page_named("year"))
    assert browser.run(FILL_OF, "rect.level-4") == rgb(ON_LIGHT[4])
    browser.visit(calendar_svg(calendars()["year"]), "svg")
    assert browser.run(FILL_OF, "rect.level-4") == rgb(ON_LIGHT[4])


@EACH_PAGE
def test_the_page_prints(browser: Browser, name: str) -> None:
    """On A4, whatever is in it."""
    browser.visit(page_named(name))
    width, height = A4_INCHES
    printed = browser.tell("Page.printToPDF", paperWidth=width, paperHeight=height, printBackground=True)
    document = base64.b64decode(printed["data"])
    assert document.startswith(b"%PDF-")
    assert browser.messages() == []


def test_the_head_of_the_table_is_repeated_on_every_sheet(browser: Browser) -> None:
    """And no practice is cut in two."""
    browser.emulate(medium="print")
    browser.visit(page_named("year"))
    style = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
    assert browser.run(style, "thead", "display") == "table-header-group"
    assert browser.run(style, "tbody tr", "breakInside") == "avoid"
    assert browser.run(style, ".practices", "breakBefore") == "page"


def test_the_picture_is_quiet_and_asks_for_nothing(browser: Browser) -> None:
    """As the page."""
    for calendar in calendars().values():
        address = browser.visit(calendar_svg(calendar), "svg")
        assert browser.run("return document.documentElement.tagName") == "svg"
        assert browser.messages() == []
        assert set(browser.requests()) == {address}


def test_every_day_tells_what_it_was_under_the_pointer(browser: Browser) -> None:
    """No piece of the calendar lies over the days of another."""
    browser.visit(page_named("year"))
    hidden = """
    return [...document.querySelectorAll(".map rect")].filter(day => {
      day.scrollIntoView({block: "center"});
      const box = day.getBoundingClientRect();
      return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) !== day;
    }).map(day => day.outerHTML);
    """
    assert browser.run(hidden) == []


def test_hostile_texts_are_read_as_they_were_written(browser: Browser) -> None:
    """Nothing of them ran, and nothing of them is missing."""
    browser.visit(page_named("hostile"))
    text = browser.run("return document.body.innerText")
    assert "<script>alert(1)</script>" in text
    assert "{{ 7 * 7 }}" in text
    assert LONG_WORD in text
    assert browser.run("return document.scripts.length") == 0
    assert browser.messages() == []


def test_notes_keep_their_lines(browser: Browser) -> None:
    """As they were written."""
    browser.visit(page_named("month"))
    assert NOTE in browser.run("return document.body.innerText")
