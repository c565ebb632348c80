"""From an address to what is asked: months, region and tier, and what of it could not be understood."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from deals.querysets import RegistrationQuerySet
from deals.reports.asked import Asked, month_before
from partners.tiers import Tier

USUAL, MOST = 12, 36
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass
class Question:
    """The filters as they hold, for the form to show again; `problems` say which of the address did not."""

    first: date
    last: date
    region: str = ""
    tier: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def query(self) -> dict[str, str]:
        given = {
            "from": f"{self.first:%Y-%m}",
            "to": f"{self.last:%Y-%m}",
            "region": self.region,
            "tier": self.tier,
        }
        return {name: value for name, value in given.items() if value}

    def asked(self, seen: RegistrationQuerySet, zone: ZoneInfo, at: datetime, *, least: int = 1) -> Asked:
        if self.region:
            seen = seen.filter(Q(region__code=self.region) | Q(region__code__startswith=f"{self.region}."))
        if self.tier:
            seen = seen.filter(partner__tier=self.tier)
        return Asked(seen, self.first, self.last, zone, at, least)


def understood(address: Mapping[str, str], today: date, regions: Mapping[str, str]) -> Question:
    """Twelve months up to the running one unless others are asked for; `regions` are those that may be chosen."""
    running = today.replace(day=1)
    last = _month(address.get("to", ""), running)
    first = _month(address.get("from", ""), month_before(last or running, USUAL - 1))
    found = Question(month_before(running, USUAL - 1), running)
    if first is None or last is None:
        found.problems.append(
            _("The months could not be read. Write them as year and month, such as 2027-03.")
        )
    elif first > last:
        found.problems.append(_("The first month lies after the last. Choose an earlier first month."))
    elif first < month_before(last, MOST - 1):
        found.problems.append(_("A report shows at most %s months. Choose a later first month.") % MOST)
    else:
        found.first, found.last = first, last
    _choose(found, address, regions)
    return found


def _choose(found: Question, address: Mapping[str, str], regions: Mapping[str, Any]) -> None:
    region, tier = address.get("region", ""), address.get("tier", "")
    if region and region not in regions:
        found.problems.append(_("This region is not among those you can choose. All of yours are shown."))
    else:
        found.region = region
    if tier and tier not in Tier.values:
        found.problems.append(_("There is no such tier. All tiers are shown."))
    else:
        found.tier = tier


def _month(text: str, otherwise: date) -> date | None:
    if not text:
        return otherwise
    match = _MONTH.fullmatch(text)
    return date(int(match[1]), int(match[2]), 1) if match else None
