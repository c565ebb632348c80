"""allauth's forms in the words of the other pages."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADDRESS = _("E-mail address")
NEW = {"password1": _("New password"), "password2": _("New password (again)")}
NEW_OWED = {"password1": _("Choose a password."), "password2": _("Write the password again.")}
ADDRESS_OWED = _("Write your e-mail address.")


class _InOurWords:
    """Labels and help of fields over those of the library, and what to write where one was left empty."""

    words: ClassVar[Mapping[str, str | Promise]] = {}
    helps: ClassVar[Mapping[str, str | Promise]] = {}
    owed: ClassVar[Mapping[str, str | Promise]] = {}
    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.words.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        for name, text in self.helps.items():
            self.fields[name].help_text = text
        for name, text in self.owed.items():
            self.fields[name].error_messages["required"] = text


class LoginForm(_InOurWords, forms.LoginForm):
    words = {"login": ADDRESS}
    owed = {"login": ADDRESS_OWED, "password": _("Write your password.")}


class AddEmailForm(_InOurWords, forms.AddEmailForm):
    words = {"email": ADDRESS}
    owed = {"email": _("Write the e-mail address.")}


class ResetPasswordForm(_InOurWords, forms.ResetPasswordForm):
    words = {"email": ADDRESS}
    owed = {"email": ADDRESS_OWED}


class ChangePasswordForm(_InOurWords, forms.ChangePasswordForm):
    words = {"oldpassword": _("Current password")} | NEW
    owed = {"oldpassword": _("Write your current password.")} | NEW_OWED


class NewPasswordForm(_InOurWords, forms.ResetPasswordKeyForm):
    words = NEW
    owed = NEW_OWED


class CodeForm(_InOurWords, AuthenticateForm):
    owed = {"code": _("Write the code that the app shows, or a recovery code.")}


class SetUpAppForm(_InOurWords, ActivateTOTPForm):
    owed = {"code": _("Write the code that the app shows.")}


class AddPasskeyForm(_InOurWords, AddWebAuthnForm):
    words = {"name": _("Name"), "passwordless": _("Sign in with it alone, without a password")}
    helps = {"passwordless": _("It then asks for your fingerprint, your face or its PIN each time.")}
