"""A person's own line about a practice: `{name}` is filled in, and nothing else."""

from collections.abc import Mapping

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import shown


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its names filled in; `{{` and `}}` are braces.

    Raises:
        InvalidValue: a name is unknown, a brace stands alone, or the template could act as a terminal control.
    """
    if shown(template) != template:
        raise InvalidValue("The template holds a character that could act on a terminal.", "Leave it out.")
    parts = []
    rest = template
    while rest:
        text, brace, rest = until_brace(rest)
        parts.append(text)
        if brace == "{":
            name, closed, rest = rest.partition("}")
            if not closed:
                raise InvalidValue(
                    "A brace is not closed in the template.", "Write {{ for a brace, {name} for a value."
                )
            if name not in values:
                raise InvalidValue(f"{{{shown(name)}}} is not known.", f"Known are: {', '.join(sorted(values))}")
            parts.append(values[name])
    return "".join(parts)


def until_brace(text: str) -> tuple[str, str, str]:
    """The text before the next brace, the brace (none for a doubled one), and the rest."""
    for position, sign in enumerate(text):
        if sign in "{}":
            if text[position + 1 : position + 2] == sign:
                return text[: position + 1], "", text[position + 2 :]
            if sign == "}":
                raise InvalidValue("A brace stands alone in the template.", "Write }} for a brace, {name} for a value.")
            return text[:position], sign, text[position + 1 :]
    return text, "", ""
