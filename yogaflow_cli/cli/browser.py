"""The person's browser, shown a file."""

import webbrowser
from pathlib import Path


def opened_in_browser(path: Path) -> bool:
    """Shows a file in the browser that the system, or BROWSER, names; whether one could be opened."""
    try:
        return webbrowser.open(path.resolve().as_uri())
    except (webbrowser.Error, OSError):
        return False
