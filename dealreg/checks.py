"""What `check --deploy` says about parts that would run embedded in production."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def embedded_parts(**_: Any) -> list[checks.CheckMessage]:
    """One warning for each part that production should not leave to the embedded mode."""
    embedded = {
        "DATABASE_URL": ("sqlite3" in settings.DATABASE["ENGINE"], "the data lies in an SQLite file"),
        "REDIS_URL": (not settings.REDIS_URL, "one worker runs queue and clock alone"),
        "EMAIL_URL": ("filebased" in settings.EMAIL_BACKEND, "no mail leaves this machine"),
    }
    return [
        checks.Warning(f"{name} is not set: {consequence}.", id=f"dealreg.W00{number}")
        for number, (name, (applies, consequence)) in enumerate(embedded.items(), start=1)
        if applies
    ]
