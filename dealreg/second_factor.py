"""Who needs a second factor: the vendor's people always, a partner's people where their policy says so."""

from collections.abc import Callable
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from dealreg.sso.factors import vouched
from partners.models import Policy, User

# Recovery codes replace a factor for a moment; they are none.
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def asked_of(user: User | AnonymousUser, at: Callable[[], datetime]) -> bool:
    """Whether this person must have a second factor. Where no policy asks for one, that takes no query."""
    if not isinstance(user, User):
        return False
    if user.partner_id is not None and not user.some_policy_asks:
        return False
    if user.partner is None:
        return bool(settings.STAFF_SECOND_FACTOR)
    return Policy.objects.in_force(user.partner.region, at()).second_factor_for_partners


def lacking(request: HttpRequest, at: Callable[[], datetime]) -> bool:
    """Whether whoever asks must have a second factor and has none, neither here nor at the identity provider."""
    if not asked_of(request.user, at) or vouched(request, request.user):
        return False
    return not is_mfa_enabled(request.user, SECOND_FACTORS)
