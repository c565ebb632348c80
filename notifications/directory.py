"""Who works where, read once for a whole batch of events."""

from datetime import datetime

from deals.models import Decision
from partners.models import Deputy, Region, User
from partners.roles import Role


class Directory:
    """The people that letters are addressed to; each answer is read from the database once."""

    def __init__(self) -> None:
        self._companies: dict[int, list[User]] = {}
        self._regions: dict[int, list[User]] = {}
        self._managers: list[User] | None = None
        self._leaves: list[Deputy] | None = None

    def people(self, company: int) -> list[User]:
        """Everybody of a company who may sign in."""
        if company not in self._companies:
            found = User.objects.filter(partner=company, is_active=True).order_by("pk")
            self._companies[company] = list(found)
        return self._companies[company]

    def people_of(self, companies: set[int]) -> list[User]:
        """The same of many companies, in their order, with one query for those not asked about before."""
        if missing := companies - self._companies.keys():
            self._companies |= {company: [] for company in missing}
            for person in User.objects.filter(partner__in=missing, is_active=True).order_by("pk"):
                self._companies[person.partner_id or 0].append(person)
        return [person for company in sorted(companies) for person in self._companies[company]]

    def administrators(self, company: int) -> list[User]:
        return [person for person in self.people(company) if person.role == Role.ADMINISTRATOR]

    def coordinators(self, region: Region, at: datetime) -> list[User]:
        """Who works in a region at an instant: whose assigned regions cover it, and who stands in for one of them."""
        own = self._assigned(region)
        return own + [person for person in self.deputies(own, at) if person not in own]

    def deputies(self, absent: list[User], at: datetime) -> list[User]:
        """Who stands in for these at an instant, each once, if they may sign in; nobody before the leave was named."""
        if self._leaves is None:
            self._leaves = list(Deputy.objects.select_related("deputy").order_by("pk"))
        away = {person.pk for person in absent}
        now = [
            leave.deputy
            for leave in self._leaves
            if leave.absent_id in away and max(leave.starts_at, leave.named_at) <= at < leave.ends_at
        ]
        return list(dict.fromkeys(person for person in now if person.is_active and person.is_coordinator))

    def _assigned(self, region: Region) -> list[User]:
        if region.pk not in self._regions:
            covering = Region.objects.above(region.code)
            found = User.objects.filter(role=Role.COORDINATOR, is_active=True, regions__in=covering)
            self._regions[region.pk] = list(found.distinct().order_by("pk"))
        return self._regions[region.pk]

    def managers(self) -> list[User]:
        """Programme managers: who hears of what the desk leaves undone."""
        if self._managers is None:
            found = User.objects.filter(role=Role.PROGRAMME_MANAGER, is_active=True)
            self._managers = list(found.order_by("pk"))
        return self._managers

    def person(self, pk: int) -> User | None:
        return User.objects.filter(pk=pk, is_active=True).first()

    def decider(self, decision: int) -> int | None:
        """The key of the coordinator who took a decision."""
        return Decision.objects.filter(pk=decision).values_list("by", flat=True).first()
