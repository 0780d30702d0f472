"""What the faults have shown is what the README says."""

from pathlib import Path

from tests.faults.figures import Shown, kept_figures, markdown, table

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_readme_has_the_kept_figures_of_the_long_form() -> None:
    """With the date, the machine and the versions; `python -m tests.faults --long --keep --markdown` prints them."""
    assert "\n".join(markdown(kept_figures())) in README


def test_the_table_fits_80_columns_and_loses_no_word() -> None:
    """However long a fault's name, or what it has shown."""
    faults = [Shown(fault="a fault " * 12, shown="it was tried " * 20), Shown(fault="short", shown="none")]
    lines = list(table(faults))
    assert max(map(len, lines)) <= 80
    assert " ".join(lines).split().count("tried") == 20
