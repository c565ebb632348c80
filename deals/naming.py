"""Who and what names a node of the trees: registrations, and the companies that a last day of it concerns."""

from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from deals.models import Registration
from deals.states import Status
from partners.models import Authorisation, Node, Partner, Region

# Who may register, or may again.
_CONCERNED = (Partner.Status.ACTIVE, Partner.Status.SUSPENDED)


def registrations(node: Node) -> Q:
    """Which registrations name a node or something under it; a product may name one twice."""
    tree = type(node)._default_manager.below([node.code])
    return Q(region__in=tree) if isinstance(node, Region) else Q(items__product_line__in=tree)


def companies(node: Node, on: date) -> set[int]:
    """Keys of the companies that may register under a node on a day or later, or have a draft that names it.

    An authorisation names it by its code, by one above, which covers it, or by one under it. A draft counts for the
    company that files it; what was submitted once, returned or not, is past every last day.
    """
    key = "region" if isinstance(node, Region) else "product_line"
    tree = type(node)._default_manager
    touched = Q(**{f"{key}__in": tree.above(node.code)}) | Q(**{f"{key}__in": tree.below([node.code])})
    authorised = Authorisation.objects.filter(touched, Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    drafts = Registration.objects.filter(registrations(node), status=Status.DRAFT).order_by()
    filing = drafts.values(company=Coalesce("distributor", "partner"))
    found = Partner.objects.filter(
        Q(pk__in=authorised.order_by().values("partner")) | Q(pk__in=filing), status__in=_CONCERNED
    )
    return set(found.values_list("pk", flat=True))
