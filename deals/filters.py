"""The filters and the order of the list of registrations; each lives in the URL."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from deals import agenda
from deals.models import Item, Registration
from deals.querysets import RegistrationQuerySet
from deals.states import ENDED, OPEN, Status
from partners.models import ProductLine, User

OPEN_ONES, ENDED_ONES = "open", "ended"
STATUSES = [(OPEN_ONES, _("All open")), (ENDED_ONES, _("All ended")), *Status.choices]
DUE = [(key, title) for key, (title, _level) in agenda.TITLES.items()]
# What a person may sort by: name in the URL, and the column.
SORTS = {
    "customer": "customer_name",
    "status": "status",
    "budget": "budget",
    "deadline": "next_deadline",
    "valid": "expires_at",
    "started": "created_at",
    "close": "close_on",
    "owner": "owner__name",
    "submitted": "submitted_at",
}
NEWEST = "-started"


def families(_request: HttpRequest | None) -> "QuerySet[ProductLine]":
    return ProductLine.objects.exclude(code__contains=".").order_by("name")


class RegistrationFilter(django_filters.FilterSet):
    """A value that is not on offer is refused by the form and then filters nothing."""

    q = django_filters.CharFilter(method="search", label=_("Search"), max_length=100)
    status = django_filters.ChoiceFilter(
        choices=STATUSES, method="in_status", label=_("Status"), empty_label=_("Any status")
    )
    due = django_filters.ChoiceFilter(
        choices=DUE, method="in_group", label=_("What to do"), empty_label=_("Anything")
    )
    family = django_filters.ModelChoiceFilter(
        queryset=families, to_field_name="code", method="in_family", label=_("Product family"),
        empty_label=_("Any product"),
    )  # fmt: skip
    whose = django_filters.ChoiceFilter(
        choices=[("mine", _("Mine"))], method="of_owner", label=_("Whose"), empty_label=_("Everybody’s")
    )

    class Meta:
        model = Registration
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, at: datetime, **kwargs: Any) -> None:
        self.user, self.at = user, at
        super().__init__(*args, **kwargs)

    def search(self, rows: RegistrationQuerySet, _name: str, text: str) -> RegistrationQuerySet:
        return rows.matching(text)

    def in_status(self, rows: RegistrationQuerySet, _name: str, status: str) -> RegistrationQuerySet:
        several: dict[str, Any] = {OPEN_ONES: OPEN, ENDED_ONES: ENDED}
        return rows.filter(status__in=several.get(status, [status]))

    def in_group(self, rows: RegistrationQuerySet, _name: str, key: str) -> RegistrationQuerySet:
        return rows.filter(agenda.condition(key, self.user, self.at))

    def in_family(self, rows: RegistrationQuerySet, _name: str, family: ProductLine) -> RegistrationQuerySet:
        items = Item.objects.filter(product_line__in=ProductLine.objects.below([family.code]))
        return rows.filter(pk__in=items.values("registration"))

    def of_owner(self, rows: RegistrationQuerySet, _name: str, _value: str) -> RegistrationQuerySet:
        return rows.filter(owner=self.user)


def order(rows: RegistrationQuerySet, asked: str) -> tuple[RegistrationQuerySet, str]:
    """The rows in the order asked for, or newest first when the list does not offer it; and which it was.

    Rows without the value come last either way, which the two engines see differently by themselves.
    """
    used = asked if asked.removeprefix("-") in SORTS else NEWEST
    column = F(SORTS[used.removeprefix("-")])
    by = column.desc(nulls_last=True) if used.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(by, "-pk"), used
