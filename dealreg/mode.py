"""Which mode the portal runs in, what production needs, and the secret of the modes that need none."""

import base64
import os
import secrets
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def require(*names: str) -> None:
    """Stop the start, naming every environment variable of `names` that is unset or empty.

    Raises ImproperlyConfigured.
    """
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(
            f"{', '.join(missing)} must be set in the environment or in .env before the portal starts in "
            "production. For a trial without any setting: python manage.py demo"
        )


def key_of(name: str, text: str, size: int) -> str:
    """The same text when it is `size` bytes in URL-safe base64. Raises ImproperlyConfigured."""
    padded = text + "=" * (-len(text) % 4)
    try:
        right = len(base64.b64decode(padded, altchars=b"-_", validate=True)) == size
    except ValueError:
        right = False
    if not right:
        raise ImproperlyConfigured(
            f"{name} must be {size} bytes in URL-safe base64: python manage.py new_signing_key makes one"
        )
    return text


def kept_secret(path: Path, size: int = 50) -> str:
    """The secret of `size` bytes stored at `path`, made on first use and readable by its owner alone."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secret := secrets.token_urlsafe(size))
    return secret


def described() -> str:
    """One line: the mode, and where data, messages and mail go."""
    from django.conf import settings

    modes = {"demo": settings.DEMO, "development": settings.DEBUG, "test": settings.TESTING}
    name = next((mode for mode, on in modes.items() if on), "production")
    database = "SQLite" if "sqlite3" in settings.DATABASE["ENGINE"] else "PostgreSQL"
    queue = "Redis" if settings.REDIS_URL else "worker and clock in one process"
    mail = settings.EMAIL_FILE_PATH if "filebased" in settings.EMAIL_BACKEND else settings.EMAIL_HOST
    return f"Deal registration, {name} mode: {database}; {queue}; mail to {mail}"


def announce() -> None:
    """Print the mode on standard error, where it does not mix with a command's output."""
    print(described(), file=sys.stderr, flush=True)
