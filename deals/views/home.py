"""The partner's home: what must I do, by when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from deals.agenda import groups
from deals.checklist import TITLES
from deals.models import Registration
from deals.views.access import member
from partners.clock import now


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Groups by urgency; a company that is no partner yet sees where its application stands.

    The vendor's people are sent to their desk.
    """
    if request.user.is_staff:
        return redirect("admin:index")
    user, at = member(request), now()
    company = user.partner
    assert company is not None
    if company.is_applicant:
        context = {"company": company, "newest": company.standings.last()}
        return render(request, "deals/standing.html", context)
    found, counts = groups(Registration.objects.visible_to(user), user, at)
    page = {
        "groups": found,
        "counts": counts,
        "urgent": sum(group.count for group in found if group.level in ("near", "over")),
        "company": company,
        "checked": list(TITLES.values()),
    }
    return render(request, "deals/home.html", page)
