"""How registration works, in a page: the criteria, the clocks and the words, with this partner's own numbers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.clock import now
from partners.models import Policy, User


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Open to all, since the programme is public; the numbers are those of the reader's own policy, if any."""
    policy = Policy()
    if isinstance(request.user, User) and request.user.partner is not None:
        try:
            policy = Policy.objects.in_force(request.user.partner.region, now())
        except Policy.DoesNotExist:
            policy = Policy()
    return render(request, "deals/help.html", {"policy": policy})
