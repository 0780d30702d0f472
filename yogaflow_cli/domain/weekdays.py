"""The names of the days of a week, 0 for Monday. Every command needs them, and few need periods."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORTEST = 3


def weekday_of(word: str) -> int:
    """The weekday that a word names, in full or by at least its first three letters.

    Raises:
        ValueError: it names none.
    """
    found = [number for number, name in enumerate(WEEKDAYS) if len(word) >= SHORTEST and name.startswith(word)]
    if not found:
        raise ValueError(word)
    return found[0]


def short_weekdays(days: tuple[int, ...]) -> str:
    """Weekdays in the form that settings keep: `mon wed fri`."""
    return " ".join(WEEKDAYS[day][:SHORTEST] for day in days)
