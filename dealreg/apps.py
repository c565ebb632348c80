from django import forms
from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _


class DealregConfig(AppConfig):
    name = "dealreg"

    def ready(self) -> None:
        # What a form of another package says where nothing was filled in; our own forms say what is missing.
        forms.Field.default_error_messages["required"] = _("Fill this in.")
        from allauth.mfa.models import Authenticator

        from dealreg import checks  # noqa: F401  (registers itself)
        from partners import sealed

        register_converter(sealed.converter(Authenticator), "passkey")
