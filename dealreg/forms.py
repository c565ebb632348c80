"""allauth's forms in the words of the other pages."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADDRESS = _("E-mail address")
NEW = {"password1": _("New password"), "password2": _("New password (again)")}


class _InOurWords:
    """Labels and help of fields, over those of the library."""

    words: ClassVar[Mapping[str, str | Promise]] = {}
    helps: ClassVar[Mapping[str, str | Promise]] = {}
    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.words.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        for name, text in self.helps.items():
            self.fields[name].help_text = text


class LoginForm(_InOurWords, forms.LoginForm):
    words = {"login": ADDRESS}


class AddEmailForm(_InOurWords, forms.AddEmailForm):
    words = {"email": ADDRESS}


class ResetPasswordForm(_InOurWords, forms.ResetPasswordForm):
    words = {"email": ADDRESS}


class ChangePasswordForm(_InOurWords, forms.ChangePasswordForm):
    words = {"oldpassword": _("Current password")} | NEW


class NewPasswordForm(_InOurWords, forms.ResetPasswordKeyForm):
    words = NEW


class AddPasskeyForm(_InOurWords, AddWebAuthnForm):
    words = {"name": _("Name"), "passwordless": _("Sign in with it alone, without a password")}
    helps = {"passwordless": _("It then asks for your fingerprint, your face or its PIN each time.")}
