"""The company as its people see it: standing, what it may register and where, its people, its own numbers."""

from datetime import datetime

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deals import clocks, numbers
from deals.caps import caps, policy_of
from deals.models import Decision, Registration
from deals.states import Status
from deals.views.access import member
from partners import scope_ends
from partners.clock import now
from partners.last_days import announced
from partners.models import DistributorLink, Partner, Policy, User


@require_safe
def company(request: HttpRequest) -> HttpResponse:
    """Every person of the company sees it; the administrator finds the verbs here too."""
    user, at = member(request), now()
    partner, policy = _standing(user, at)
    today = clocks.local_day(at, partner.zone)
    theirs = Q(partner=partner) | Q(distributor=partner)
    links = DistributorLink.objects.in_force(today).filter(theirs).select_related("distributor", "partner")
    standings = list(partner.standings.select_related("announcement").order_by("-pk"))
    context = {
        "company": partner,
        "standings": standings,
        "decided": next((standing for standing in standings if standing.decides), None),
        "announced": next(
            (s.announcement for s in standings if s.announcement and s.announcement.is_open), None
        ),
        "people": partner.people.order_by("-is_active", "name"),
        "authorisations": scope_ends.covered(
            partner.authorisations.select_related("region", "product_line"), announced()
        ),
        "today": today,
        "served_by": [link for link in links if link.partner_id == partner.pk],
        "serves": [link for link in links if link.distributor_id == partner.pk],
        "caps": caps(partner, policy, at) if policy else None,
        "numbers": _numbers(user),
    }
    return render(request, "deals/company.html", context)


@require_safe
def numbers_page(request: HttpRequest) -> HttpResponse:
    """The company's own numbers by quarter, with what they mean."""
    user, at = member(request), now()
    partner, policy = _standing(user, at)
    context = {
        "company": partner,
        "quarters": numbers.by_quarter(Registration.objects.visible_to(user), partner.zone, at),
        "definitions": numbers.DEFINITIONS,
        "caps": caps(partner, policy, at) if policy else None,
    }
    return render(request, "deals/numbers.html", context)


def _standing(user: User, at: datetime) -> tuple[Partner, Policy | None]:
    """The person's company, and the policy of its region, if there is one."""
    assert user.partner is not None
    try:
        return user.partner, policy_of(user.partner, at)
    except Policy.DoesNotExist:
        return user.partner, None


def _numbers(user: User) -> dict[str, int | None]:
    """The company's own record: how many decisions, and how many of them were approvals."""
    counted = Registration.objects.visible_to(user).aggregate(
        in_force=Count("pk", filter=Q(status=Status.APPROVED), distinct=True),
        approved=Count("decisions", filter=Q(decisions__act=Decision.Act.APPROVE)),
        rejected=Count("decisions", filter=Q(decisions__act=Decision.Act.REJECT)),
    )
    decided = counted["approved"] + counted["rejected"]
    return {
        "in_force": counted["in_force"],
        "decided": decided,
        "rate": round(100 * counted["approved"] / decided) if decided else None,
    }
