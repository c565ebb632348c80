"""How people come to have an account, and when they are asked for the password again."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import UserTokenForm
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.utils import url_str_to_user_pk
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dealreg import account_mail
from dealreg.sso.factors import came_by
from dealreg.sso.identities import linked
from dealreg.sso.settings import in_use
from partners import sealed
from partners.models import Policy, User


class PortalAccountAdapter(DefaultAccountAdapter):
    """Companies apply and colleagues are invited; nobody signs up alone (programme page)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """allauth's own, but the second factor is not asked for twice."""
        own = {"allauth.mfa.stages.AuthenticateStage": "dealreg.sso.factors.SecondFactorStage"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Not within minutes of signing in: who has just typed the password is not asked for it again.

        At the identity provider that is when the person proved who they are, which may be long before.
        Raises ReauthenticationRequired for who can confirm only there: allauth would never ask them.
        """
        request = context.request
        records = get_authentication_records(request, request.user)
        fresh = records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        required = not fresh and super().is_reauthentication_required(app=app, **kwargs)
        if required and not get_reauthentication_flows(request.user) and self._confirms_there(request.user):
            raise ReauthenticationRequired
        return required

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """With the identity provider: first for who came by it, else last."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if self._confirms_there(user):
            words = _("Confirm at %(provider)s") % {"provider": in_use().name}
            there = {"id": "sso", "description": words, "url": reverse("sso-again")}
            ways.insert(0 if came_by(self.request, user) else len(ways), there)
        return ways

    def _confirms_there(self, user: User | AnonymousUser) -> bool:
        return settings.OIDC is not None and linked(settings.OIDC).filter(user_id=user.pk).exists()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        account_mail.send(self.request, template_prefix, email, context)

    def send_account_already_exists_mail(self, email: str) -> None:
        """To an address that applies and is known: the one place that tells how a refused company applies again.

        It says the same to every known address, so that the page answers all alike and at the same pace.
        """
        ways = {
            "apply_again_url": f"{settings.PORTAL_URL}{reverse('apply-again')}",
            "password_reset_url": f"{settings.PORTAL_URL}{reverse('account_reset_password')}",
        }
        self.send_mail("account/email/account_already_exists", email, ways)

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
