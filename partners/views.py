"""The pages of people and companies that need nothing of deals: applying, colleagues, one's own account."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.views import SignupView
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from partners import membership, people
from partners.applying import ApplyAgainForm, ApplyForm
from partners.clock import now
from partners.forms import AccountForm, InviteForm, RoleForm
from partners.invitations import send_invitation
from partners.models import Partner, Standing, User
from partners.roles import Role

A_YEAR = 365 * 86_400


class ApplyView(SignupView):
    """A company's application, on allauth's own sign-up: limits, verification and silence come with it."""

    template_name = "partners/apply.html"

    def is_open(self) -> bool:
        """Nobody signs up alone, but a company may always apply."""
        return True

    def get_form_class(self) -> type[ApplyForm]:
        return ApplyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "at": now()}


def apply_again(request: HttpRequest) -> HttpResponse:
    """What was said of the last application, and the form to apply again, for whoever signs in with a proved address.

    Anybody else finds at home where the company stands.
    """
    user = request.user
    if not isinstance(user, User) or user.role != Role.ADMINISTRATOR:
        return redirect("home")
    company = Partner.objects.get(people=user)
    if company.status != Partner.Status.REFUSED:
        return redirect("home")
    form = ApplyAgainForm(request.POST or None, company)
    if request.method == "POST" and form.is_valid():
        try:
            membership.apply_again(company, form.profile(), by=user, at=now())
        except membership.MembershipError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Your application is with the vendor again."))
        return redirect("home")
    told = company.standings.filter(act=Standing.Act.REFUSE).last()
    context = {"form": form, "company": company, "refusal": told}
    return render(request, "partners/apply_again.html", context)


def administrator(request: HttpRequest) -> User:
    """The signed-in partner administrator. Raises Http404 for anybody else."""
    user = request.user
    if not isinstance(user, User) or user.role != Role.ADMINISTRATOR:
        raise Http404
    return user


def invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague: an account without a password, and a mail with the link to set one."""
    by = administrator(request)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                person = people.invite(**form.cleaned_data, by=by)
                # Only the mail's link leads to a password, so whoever sets it has proved the address.
                EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
        except people.PeopleError as refusal:
            form.add_error("email", str(refusal))
        else:
            return _invited(request, person, by)
    return render(request, "partners/invite.html", {"form": form, "page_title": _("Invite a colleague")})


@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link once more to a colleague who has not signed in yet."""
    by = administrator(request)
    colleagues = User.objects.filter(partner=by.partner, is_active=True, last_login__isnull=True)
    return _invited(request, get_object_or_404(colleagues, pk=pk), by)


def _invited(request: HttpRequest, person: User, by: User) -> HttpResponse:
    try:
        send_invitation(request, person, by=by)
    except OSError:
        words = _("The mail could not be sent. The colleague is on the list: invite them again from there.")
        messages.warning(request, words)
    else:
        messages.success(request, _("The invitation is on its way to %s.") % person.email)
    return redirect("company")


def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a colleague member or administrator."""
    by = administrator(request)
    person = get_object_or_404(User, pk=pk, partner=by.partner, is_active=True)
    form = RoleForm(request.POST or None, initial={"role": person.role})
    if request.method == "POST" and form.is_valid():
        try:
            people.change_role(person, form.cleaned_data["role"], by=by)
        except people.PeopleError as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(request, _("The role is changed."))
            return redirect("company")
    context = {"form": form, "person": person, "page_title": _("Change role")}
    return render(request, "partners/role.html", context)


def account(request: HttpRequest) -> HttpResponse:
    """One's own name, language, zone and colours."""
    theme = request.COOKIES.get("theme", "system")
    form = AccountForm(request.POST or None, instance=request.user, initial={"theme": theme})
    if request.method != "POST" or not form.is_valid():
        return render(request, "partners/account.html", {"form": form})
    person = form.save()
    with override(person.language):
        messages.success(request, _("Saved."))
    response = redirect("account")
    _keep(request, response, "theme", form.cleaned_data["theme"])
    _keep(request, response, settings.LANGUAGE_COOKIE_NAME, person.language)
    return response


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    # Readable by scripts: the same cookie is set by the buttons in the menu.
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
