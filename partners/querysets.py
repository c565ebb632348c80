"""Reads of the partners app."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import connection, models
from django.db.models import Exists, ExpressionWrapper, F, FilteredRelation, OuterRef, Q, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, Collate, Concat, Length, Replace

from partners.roles import Role

if TYPE_CHECKING:
    from partners.models import Partner, Policy, Region, User


M = TypeVar("M", bound=models.Model)


def tree_order() -> OrderBy:
    """The order of a tree by its codes, whatever the collation of the database."""
    plain = "C" if connection.vendor == "postgresql" else "BINARY"
    return Collate(Replace(F("code"), Value("."), Value(" ")), plain).asc()


class TreeQuerySet(models.QuerySet[M]):
    """Rows whose dotted code is the tree."""

    def below(self, codes: Iterable[str]) -> Self:
        """The rows with these codes and everything under them; no codes, no rows."""
        wanted = Q(pk__in=[])
        for code in codes:
            wanted |= Q(code=code) | Q(code__startswith=f"{code}.")
        return self.filter(wanted)

    def under(self, tops: models.QuerySet[M]) -> Self:
        """The same for rows that a query names, in one query."""
        return self.filter(_covered_by(tops))

    def open_on(self, day: date) -> Self:
        """The rows under which deals may be registered on a partner's local day: no last day of theirs, or of a row
        above them, lies before it."""
        return self.exclude(_covered_by(self.model._default_manager.filter(ends_on__lt=day)))

    def in_order(self) -> Self:
        """As the tree is read: each row right before those under it."""
        return self.order_by(tree_order())

    def right_under(self, code: str) -> Self:
        """The rows that stand right under a code."""
        return self.filter(code__regex=rf"^{re.escape(code)}\.[a-z0-9-]+$")

    def above(self, code: str) -> Self:
        """The row with this code and everything that covers it."""
        words = code.split(".")
        return self.filter(code__in=[".".join(words[: n + 1]) for n in range(len(words))])


def _covered_by(tops: models.QuerySet[M]) -> Exists:
    """Whether the row of the outer query is one of these or stands under one."""
    inner = tops.annotate(asked=ExpressionWrapper(OuterRef("code"), models.CharField()))
    return Exists(inner.filter(Q(asked=F("code")) | Q(asked__startswith=Concat(F("code"), Value(".")))))


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """A partner's people see their own company; vendor people by role and assigned regions; nobody else any."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role in (Role.PROGRAMME_MANAGER, Role.AUDITOR):
            return self
        if user.role == Role.COORDINATOR:
            return self.filter(region__in=user.covered_regions())
        return self.filter(pk=user.partner_id)

    def served_by(self, distributor: "Partner", on: date) -> Self:
        """The client-facing partners a distributor may register deals for on a day."""
        link = Q(distributor_links__distributor=distributor, distributor_links__starts_on__lte=on)
        open_end = Q(distributor_links__ends_on__isnull=True) | Q(distributor_links__ends_on__gte=on)
        return self.filter(link & open_end).distinct()


class PolicyQuerySet(models.QuerySet["Policy"]):
    def with_caps_of(self, tier: str) -> Self:
        """With `open_most` and `per_day_most`, the caps that each sets for a tier; None where it sets none."""
        terms = FilteredRelation("tier_terms", condition=Q(tier_terms__tier=tier))
        return self.annotate(
            terms=terms, open_most=F("terms__open_most"), per_day_most=F("terms__per_day_most")
        )

    def in_force(self, region: "Region", at: datetime) -> "Policy":
        """The newest policy started by `at` of the region or, failing that, of the nearest region that covers it.

        Raises Policy.DoesNotExist when no policy covers the region.
        """
        words = region.code.split(".")
        covering = [".".join(words[:size]) for size in range(1, len(words) + 1)]
        found = (
            self.filter(Q(region__code__in=covering) | Q(region__isnull=True), starts_at__lte=at)
            .select_related("region")
            # Of the codes that cover one region, the longer is the nearer.
            .order_by(Coalesce(Length("region__code"), 0).desc(), "-starts_at", "-number")
            .first()
        )
        if found is None:
            raise self.model.DoesNotExist(f"No policy is in force in {region.code}.")
        return found
