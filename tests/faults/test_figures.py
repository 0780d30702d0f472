"""What the faults have shown is what the README says."""

from pathlib import Path

from tests.faults.figures import Shown, kept_figures, markdown, renewed, table

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def shown(fault: str, words: str, date: str = "2026-11-28") -> Shown:
    """What one fault has shown."""
    return Shown(fault=fault, shown=words, date=date)


def test_what_was_tried_again_takes_the_place_of_what_was_kept() -> None:
    """The long form can be done in pieces, and each has its day."""
    former = [shown("kills", "0 lost"), shown("flips", "0 tracebacks")]
    later = shown("kills", "0 lost of more", "2026-12-01")
    new = shown("storms", "0 wet", "2026-12-01")
    assert renewed(former, [new, later]) == [later, former[1], new]


def test_the_readme_has_the_kept_figures_of_the_long_form() -> None:
    """With their days, the machine and the versions; `python -m tests.faults --long --keep --markdown` prints them."""
    assert "\n".join(markdown(kept_figures())) in README


def test_the_table_fits_80_columns_and_loses_no_word() -> None:
    """However long a fault's name, or what it has shown."""
    faults = [shown("a fault " * 12, "it was tried " * 20), shown("short", "none")]
    lines = list(table(faults))
    assert max(map(len, lines)) <= 80
    assert " ".join(lines).split().count("tried") == 20
