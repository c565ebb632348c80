"""IANA time zones as choices and a check."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def zone_names() -> tuple[str, ...]:
    """Names of places, in order, without the aliases that carry no place (such as EST5EDT)."""
    places = (
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix"))
    )
    return (*sorted(places), "UTC")


def validate_zone(name: str) -> None:
    """Raise ValidationError unless the name is an IANA zone this machine knows."""
    if name not in zone_names():
        raise ValidationError(
            _("%(name)s is not a known time zone. Choose one such as Asia/Shanghai."), params={"name": name}
        )
