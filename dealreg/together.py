"""Settings that hold together: all of them are set, or none is."""

import os
from collections.abc import Collection, Sequence

from django.core.exceptions import ImproperlyConfigured


def given_together(prefix: str, needed: Sequence[str], choices: Collection[str], *, purpose: str) -> bool:
    """Whether variables of this prefix are set. Raises ImproperlyConfigured for an unknown or a missing one.

    `purpose` is the sentence that goes on with "all of ...": what the portal does with them.
    """
    given = {name for name, value in os.environ.items() if name.startswith(prefix) and value}
    if not given:
        return False
    unknown = sorted(given - {*needed, *choices})
    if unknown:
        raise ImproperlyConfigured(
            f"{', '.join(unknown)} is not a setting of the portal: take it out, or correct its name."
        )
    missing = [name for name in needed if name not in given]
    if missing:
        raise ImproperlyConfigured(
            f"{', '.join(missing)} must be set too: {purpose} all of {', '.join(needed)}, "
            f"or without any {prefix} variable not at all."
        )
    return True
