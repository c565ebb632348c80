"""Forms of a company that applies: on the public page, and again after a refusal."""

from datetime import datetime
from typing import Any

from allauth.account.forms import SignupForm
from allauth.account.models import EmailAddress
from allauth.account.utils import setup_user_email
from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from partners import membership
from partners.fields import SHORTEN, choice, line
from partners.models import Partner, RegionCountry, User
from partners.roles import Role
from partners.zones import zone_names


def covered_countries() -> list[tuple[str, Any]]:
    """The countries in which the programme has a region, by name in the reader's language."""
    covered = RegionCountry.objects.values_list("country", flat=True)
    named = sorted(((str(code), str(countries.name(code))) for code in covered), key=lambda pair: pair[1])
    return [("", _("Choose one")), *named]


def zones_or_none() -> list[tuple[str, Any]]:
    return [("", _("That of your country’s region")), *((name, name) for name in zone_names())]


class CompanyAnswers(forms.Form):
    """What a company says of itself when it applies."""

    company = line(
        _("Company name"), 200, required=_("Write the company’s name."), autocomplete="organization"
    )
    country = choice(_("Country"), covered_countries, required=_("Choose the company’s country."))
    register_number = line(_("Company register or tax number (optional)"), 60)
    domain = line(_("Web domain (optional)"), 253, help_text=_("Such as example.com."))
    about = forms.CharField(
        label=_("What do you sell, and to whom?"), widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(2000, SHORTEN)],
        error_messages={"required": _("Write in a sentence what you sell, and to whom.")},
    )  # fmt: skip
    time_zone = choice(
        _("Time zone (optional)"), zones_or_none, help_text=_("Your deadlines end at midnight there.")
    )

    def profile(self) -> dict[str, Any]:
        """The answers as the fields of a company; its country decides the home region."""
        said = self.cleaned_data
        region = RegionCountry.objects.select_related("region").get(country=said["country"]).region
        return {
            "name": said["company"], "country": said["country"], "register_number": said["register_number"],
            "domain": said["domain"], "about": said["about"], "region": region,
            "time_zone": said["time_zone"] or region.time_zone,
        }  # fmt: skip


class ApplyAgainForm(CompanyAnswers):
    """A refused company applies again, starting from what it said before."""

    def __init__(self, data: Any, company: Partner) -> None:
        names = ("register_number", "domain", "about", "time_zone")
        said = {name: getattr(company, name) for name in names}
        super().__init__(data, initial={"company": company.name, "country": str(company.country), **said})


class ApplyForm(CompanyAnswers, SignupForm):
    """A company applies to become a Registered Partner; the person who does becomes its administrator.

    allauth's form brings address, password, verification by mail and silence about addresses it knows.
    """

    name = line(_("Your name"), 120, required=_("Write your name."), autocomplete="name")
    field_order = (
        "company", "country", "register_number", "domain", "about", "time_zone", "name", "email",
        "password1", "password2",
    )  # fmt: skip

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["email"].label = _("Your business e-mail address")
        for name, words in (
            ("email", _("Write your e-mail address.")),
            ("password1", _("Choose a password.")),
            ("password2", _("Write the password again.")),
        ):
            self.fields[name].error_messages["required"] = words
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def save(self, request: HttpRequest) -> User:
        """The applying company with its first person. The address stays to be verified."""
        said, profile = self.cleaned_data, self.profile()
        with transaction.atomic():
            company = membership.apply(Partner(**profile), at=self.at)
            person = User.objects.create_user(
                said["email"], said["password1"], name=said["name"], role=Role.ADMINISTRATOR,
                partner=company, time_zone=company.time_zone, language=get_language() or settings.LANGUAGE_CODE,
            )  # fmt: skip
            setup_user_email(request, person, [EmailAddress(email=person.email)])
        return person
