"""Products and regions at the desk, with what only this app can say of a branch: the registrations that name it."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from deals import naming
from deals.models import Registration
from deals.states import IN_FORCE, UNDECIDED, Status
from partners.admin.geography import ProductLineAdmin, RegionAdmin
from partners.models import Node, ProductLine, Region

admin.site.unregister([ProductLine, Region])

# What is asked of a branch before it is closed, in words, and the states it means.
OF_INTEREST = (
    (_("Drafts"), [Status.DRAFT]),
    (_("With a coordinator, or returned"), sorted(UNDECIDED)),
    (_("In force"), sorted(IN_FORCE)),
)


def cases(wanted: Q) -> list[tuple[Any, int]]:
    """How many registrations name something, by the states of interest; one query."""
    rows = Registration.objects.order_by().filter(wanted)
    counted = dict(rows.values_list("status").annotate(Count("pk", distinct=True)))
    return [(words, sum(counted.get(status, 0) for status in statuses)) for words, statuses in OF_INTEREST]


@admin.register(ProductLine)
class ProductLineDesk(ProductLineAdmin):
    def cases(self, node: Node) -> list[tuple[Any, int]]:
        return cases(naming.registrations(node))


@admin.register(Region)
class RegionDesk(RegionAdmin):
    def cases(self, node: Node) -> list[tuple[Any, int]]:
        return cases(naming.registrations(node))
