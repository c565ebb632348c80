"""The letter for its partner, and its check for anyone who holds it."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from deals import letters, signing
from deals.forms.letter import LetterCheckForm
from deals.models import AuthorisationLetter, Registration
from deals.views.access import member, own
from partners.clock import now

UNSEEN = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
LIMIT = "check_letter"


@require_safe
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """The newest letter of a registration in the reader's language, while it counts."""
    member(request)
    row = own(request, reference, Registration.objects.all())
    newest = AuthorisationLetter.objects.filter(registration__in=Registration.objects.in_force(now())).filter(
        registration=row
    )
    found = newest.last()
    if found is None:
        raise Http404
    return paper(found)


def paper(found: AuthorisationLetter) -> HttpResponse:
    """A letter as a file to keep."""
    answer = HttpResponse(letters.pdf(found), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Is this letter worth anything? An unknown code and a wrong date get the same page."""
    asked = request.method == "POST"
    form = LetterCheckForm(
        request.POST if asked else None, initial={"code": request.GET.get("code", "")[:60]}
    )
    page: dict[str, object] = {"form": form, "asked": False}
    status = 200
    if asked:
        if not ratelimit.consume(request, action=LIMIT):
            page["too_many"], status = True, 429
        elif form.is_valid():
            data = form.cleaned_data
            page |= {"asked": True, "answer": letters.answer(data["code"], data["issued_on"], now())}
    return _unseen(render(request, "deals/letters/check.html", page, status=status))


@login_not_required
@require_safe
def keys(_request: HttpRequest) -> HttpResponse:
    """The public keys, to check a letter or an export without the portal."""
    return HttpResponse(signing.published(), content_type="text/plain; charset=utf-8")


def _unseen(response: HttpResponse) -> HttpResponse:
    for name, words in UNSEEN.items():
        response.headers[name] = words
    return response
