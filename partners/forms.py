"""Forms of people: inviting, the role of a colleague, one's own account."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from partners.fields import CHOOSE, choice, line
from partners.models import User
from partners.roles import Role
from partners.zones import zone_names

THEMES = [("system", _("As the device says")), ("light", _("Light")), ("dark", _("Dark"))]
ROLES = [(Role.MEMBER.value, Role.MEMBER.label), (Role.ADMINISTRATOR.value, Role.ADMINISTRATOR.label)]


class InviteForm(forms.Form):
    name = line(_("Name"), 120, required=_("Write the colleague’s name."), autocomplete="off")
    email = forms.EmailField(
        label=_("Business e-mail address"),
        error_messages={
            "required": _("Write the colleague’s address."),
            "invalid": _("Write the whole address, such as name@example.com."),
        },
    )
    role = choice(_("Role"), ROLES, required=CHOOSE)


class RoleForm(forms.Form):
    role = choice(_("Role"), ROLES, required=CHOOSE)


class AccountForm(forms.ModelForm):
    """One's own name, language, time zone and colours; the colours are a cookie of this device."""

    name = line(_("Your name"), 120, required=_("Write your name."), autocomplete="name")
    language = choice(_("Language"), settings.LANGUAGES, required=CHOOSE, help_text=_("Of pages and mails."))
    time_zone = choice(
        _("Time zone"), lambda: [(name, name) for name in zone_names()], required=CHOOSE,
        help_text=_("Every deadline is shown in it."),
    )  # fmt: skip
    theme = forms.ChoiceField(label=_("Colours"), choices=THEMES, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ("name", "language", "time_zone")
