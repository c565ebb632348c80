"""Passkeys on allauth's own pages, without the plain keys of rows that allauth would write into them.

Each key of the database tells whoever sees two of them how many rows others made in between (`partners.sealed`).
"""

from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from fido2.utils import websafe_decode, websafe_encode

from partners import sealed
from partners.models import User


class PasskeyAdapter(DefaultMFAAdapter):
    """A passkey knows its person by the sealed key (the user handle of WebAuthn)."""

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "id": sealed.key(user).encode()}

    def generate_authenticator_name(self, user: User, kind: Authenticator.Type) -> str:
        """What a key is called until its person names it."""
        earlier = Authenticator.objects.filter(user=user, type=kind).count()
        return _("Key %(number)d") % {"number": earlier + 1}


class PasskeyLoginForm(LoginWebAuthnForm):
    """Signing in by a passkey alone: its user handle says who signs in, its signature proves it."""

    def clean_credential(self) -> Authenticator:
        """Raises ValidationError for a credential of nobody, or one that does not verify."""
        credential = self.cleaned_data["credential"]
        try:
            answer = credential["response"]
            person = User(pk=sealed.opened(websafe_decode(answer["userHandle"]).decode(), User))
        except (KeyError, TypeError, ValueError):
            raise get_adapter().validation_error("incorrect_code") from None
        answer["userHandle"] = websafe_encode(user_pk_to_url_str(person).encode())
        return super().clean_credential()


def no_such_address(_request: HttpRequest, rest: str) -> HttpResponse:
    """allauth's own addresses of passkeys carry the plain key; whoever tried them one by one would learn it."""
    raise Http404(rest)
