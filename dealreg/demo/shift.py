"""The demo's clock: how far it is set forward, kept beside the data so that it never runs back."""

import re
from datetime import timedelta
from pathlib import Path

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse(text: str) -> timedelta:
    """`+27d`, `12h`, `2w` or `30m` as a time. Raises ValueError with what to write instead."""
    found = re.fullmatch(r"\+?(\d{1,4})([mhdw])", text.strip())
    if found is None:
        raise ValueError(f"{text} is not a time to set the clock forward by. Write +27d, +12h, +2w or +30m.")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def kept(path: Path) -> int:
    """Seconds by which the clock was set forward so far."""
    return int(path.read_text()) if path.exists() else 0


def forward(path: Path, by: timedelta) -> int:
    """Set the clock forward; the seconds in all."""
    seconds = kept(path) + int(by.total_seconds())
    path.write_text(str(seconds))
    return seconds
