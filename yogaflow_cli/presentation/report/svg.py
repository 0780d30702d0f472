"""Elements of SVG as text: all text and every attribute goes through one escape. Nothing here knows what is drawn."""

from collections.abc import Mapping

from yogaflow_cli.text.cleaning import REPLACEMENT, shown

Value = str | int | float

# The last two are no controls, and still no XML can hold them.
ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\ufffe": REPLACEMENT, "\uffff": REPLACEMENT}
)


class Drawn(str):
    """Text that is SVG already; templates ask for `__html__`, and take it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text itself."""
        return self


def escaped(text: str) -> Drawn:
    """A text as it stands in an element or an attribute; what could act on a terminal becomes U+FFFD."""
    return Drawn(shown(text).translate(ESCAPES))


def element(name: str, attributes: Mapping[str, Value], *content: Drawn) -> Drawn:
    """An element around its content."""
    written = "".join(f' {key}="{escaped(value_text(value))}"' for key, value in attributes.items())
    return Drawn(f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>")


def value_text(value: Value) -> str:
    """A value as text; numbers have two decimals at most, which is finer than a screen or a printer."""
    # Adding nothing makes 0 of what rounds to -0.
    return value if isinstance(value, str) else f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
