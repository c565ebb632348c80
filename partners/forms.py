"""Forms of companies and people: applying, inviting, the role of a colleague, one's own account."""

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
from partners.models import Partner, RegionCountry, User
from partners.roles import Role
from partners.zones import zone_names

SHORTEN = _("Shorten this to %(limit_value)d characters; it has %(show_value)d now.")
CHOOSE = _("Choose one from the list.")
THEMES = [("system", _("As the device says")), ("light", _("Light")), ("dark", _("Dark"))]
ROLES = [(Role.MEMBER.value, Role.MEMBER.label), (Role.ADMINISTRATOR.value, Role.ADMINISTRATOR.label)]


def _text(label: Any, most: int, *, required: Any = "", help_text: Any = "", **attrs: Any) -> forms.CharField:
    """One line; `required` is the message when it is missing, empty for a line that may stay away."""
    return forms.CharField(
        label=label, required=bool(required), help_text=help_text, widget=forms.TextInput(attrs=attrs),
        validators=[MaxLengthValidator(most, SHORTEN)], error_messages={"required": required},
    )  # fmt: skip


def _choice(label: Any, choices: Any, *, required: Any = "", help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=bool(required), help_text=help_text,
        error_messages={"required": required, "invalid_choice": CHOOSE},
    )  # fmt: skip


def covered_countries() -> list[tuple[str, str]]:
    """The countries in which the programme has a region, by name in the reader's language."""
    covered = RegionCountry.objects.values_list("country", flat=True)
    named = sorted(((str(code), str(countries.name(code))) for code in covered), key=lambda pair: pair[1])
    return [("", ""), *named]


def zones_or_none() -> list[tuple[str, Any]]:
    return [("", _("That of your country’s region")), *((name, name) for name in zone_names())]


class ApplyForm(SignupForm):
    """A company applies to become a Registered Partner; the person who does becomes its administrator.

    allauth's form brings address, password, verification by mail and silence about addresses it knows.
    """

    company = _text(
        _("Company name"), 200, required=_("Write the company’s name."), autocomplete="organization"
    )
    country = _choice(_("Country"), covered_countries, required=_("Choose the company’s country."))
    register_number = _text(_("Company register or tax number (optional)"), 60)
    domain = _text(_("Web domain (optional)"), 253, help_text=_("Such as example.com."))
    about = forms.CharField(
        label=_("What do you sell, and to whom?"), widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(2000, SHORTEN)],
        error_messages={"required": _("Write in a sentence what you sell, and to whom.")},
    )  # fmt: skip
    time_zone = _choice(
        _("Time zone (optional)"), zones_or_none, help_text=_("Your deadlines end at midnight there.")
    )
    name = _text(_("Your name"), 120, required=_("Write your name."), autocomplete="name")
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
        said = self.cleaned_data
        region = RegionCountry.objects.select_related("region").get(country=said["country"]).region
        zone = said["time_zone"] or region.time_zone
        company = Partner(
            name=said["company"], country=said["country"], register_number=said["register_number"],
            domain=said["domain"], about=said["about"], region=region, time_zone=zone,
        )  # fmt: skip
        with transaction.atomic():
            membership.apply(company, at=self.at)
            person = User.objects.create_user(
                said["email"], said["password1"], name=said["name"], role=Role.ADMINISTRATOR,
                partner=company, time_zone=zone, language=get_language() or settings.LANGUAGE_CODE,
            )  # fmt: skip
            setup_user_email(request, person, [EmailAddress(email=person.email)])
        return person


class InviteForm(forms.Form):
    name = _text(_("Name"), 120, required=_("Write the colleague’s name."), autocomplete="off")
    email = forms.EmailField(
        label=_("Business e-mail address"),
        error_messages={
            "required": _("Write the colleague’s address."),
            "invalid": _("Write the whole address, such as name@example.com."),
        },
    )
    role = _choice(_("Role"), ROLES, required=CHOOSE)


class RoleForm(forms.Form):
    role = _choice(_("Role"), ROLES, required=CHOOSE)


class AccountForm(forms.ModelForm):
    """One's own name, language, time zone and colours; the colours are a cookie of this device."""

    name = _text(_("Your name"), 120, required=_("Write your name."), autocomplete="name")
    language = _choice(_("Language"), settings.LANGUAGES, required=CHOOSE, help_text=_("Of pages and mails."))
    time_zone = _choice(
        _("Time zone"), lambda: [(name, name) for name in zone_names()], required=CHOOSE,
        help_text=_("Every deadline is shown in it."),
    )  # fmt: skip
    theme = forms.ChoiceField(label=_("Colours"), choices=THEMES, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ("name", "language", "time_zone")
