"""The company as its people see it: standing, what it may register and where, its people, its own numbers."""

from datetime import datetime

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deals import clocks, numbers
from deals.caps import caps
from deals.models import Decision, Registration
from deals.states import Status
from deals.views.access import member
from partners import scope_ends
from partners.clock import now
from partners.last_days import announced
from partners.models import Announcement, DistributorLink, Partner, Policy, Region, User


@require_safe
def company(request: HttpRequest) -> HttpResponse:
    """Every person of the company sees it; the administrator finds the verbs here too."""
    user, at = member(request), now()
    partner = Partner.objects.select_related("region").get(people=user)
    today = clocks.local_day(at, partner.zone)
    policy = _policy(partner.region, at)
    links = DistributorLink.objects.in_force(today).select_related("distributor", "partner")
    standings = list(partner.standings.select_related("announcement").order_by("-pk"))
    context = {
        "company": partner,
        "standings": standings,
        "decided": next((standing for standing in standings if standing.decides), None),
        "announced": Announcement.objects.open().filter(partner=partner).first(),
        "people": partner.people.order_by("-is_active", "name"),
        "authorisations": scope_ends.covered(
            partner.authorisations.select_related("region", "product_line"), announced()
        ),
        "today": today,
        "served_by": links.filter(partner=partner),
        "serves": links.filter(distributor=partner),
        "caps": caps(partner, policy, at) if policy else None,
        "numbers": _numbers(user),
    }
    return render(request, "deals/company.html", context)


@require_safe
def numbers_page(request: HttpRequest) -> HttpResponse:
    """The company's own numbers by quarter, with what they mean."""
    user, at = member(request), now()
    partner = Partner.objects.select_related("region").get(people=user)
    policy = _policy(partner.region, at)
    context = {
        "company": partner,
        "quarters": numbers.by_quarter(Registration.objects.visible_to(user), partner.zone, at),
        "definitions": numbers.DEFINITIONS,
        "caps": caps(partner, policy, at) if policy else None,
    }
    return render(request, "deals/numbers.html", context)


def _policy(region: Region, at: datetime) -> Policy | None:
    try:
        return Policy.objects.in_force(region, at)
    except Policy.DoesNotExist:
        return None


def _numbers(user: User) -> dict[str, int | None]:
    """The company's own record: how many decisions, and how many of them were approvals."""
    seen = Registration.objects.visible_to(user)
    decided = Decision.objects.filter(registration__in=seen).aggregate(
        approved=Count("pk", filter=Q(act=Decision.Act.APPROVE)),
        rejected=Count("pk", filter=Q(act=Decision.Act.REJECT)),
    )
    all_ = decided["approved"] + decided["rejected"]
    return {
        "in_force": seen.filter(status=Status.APPROVED).count(),
        "decided": all_,
        "rate": round(100 * decided["approved"] / all_) if all_ else None,
    }
