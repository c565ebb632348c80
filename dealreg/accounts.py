"""How people come to have an account, and when they are asked for the password again."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import UserTokenForm
from allauth.account.utils import url_str_to_user_pk
from allauth.core import context
from django.db.models import Exists
from django.http import HttpRequest

from partners import sealed
from partners.models import Policy, User


class PortalAccountAdapter(DefaultAccountAdapter):
    """Companies apply and colleagues are invited; nobody signs up alone (programme page)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Not within minutes of signing in: who has just typed the password is not asked for it again."""
        records = get_authentication_records(context.request, context.request.user)
        fresh = records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address of the mail that lets a person set a password, with the person's key sealed."""
        uid, _dash, token = key.partition("-")
        return super().get_reset_password_from_key_url(
            f"{sealed.seal(url_str_to_user_pk(uid), User)}-{token}"
        )


class SealedTokenForm(UserTokenForm):
    """Whose password such an address sets."""

    def _get_user(self, uidb36: str) -> User | None:
        try:
            return User.objects.filter(pk=sealed.opened(uidb36, User)).first()
        except ValueError:
            return None


class PortalBackend(AuthenticationBackend):
    """Knows in one query who opens a page, the company, its region, and whether any policy asks for a second factor."""

    def get_user(self, user_id: int) -> User | None:
        asking = Policy.objects.filter(second_factor_for_partners=True)
        user = (
            User.objects.select_related("partner__region")
            .annotate(asking=Exists(asking))
            .filter(pk=user_id)
            .first()
        )
        if user is None or not self.user_can_authenticate(user):
            return None
        user.some_policy_asks = user.asking
        return user
