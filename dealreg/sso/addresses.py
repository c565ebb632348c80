"""The mail address that an identity provider vouches for, by the standard's claim or by Microsoft's own."""

from typing import Any
from urllib.parse import urlsplit

from dealreg.sso.settings import IdentityProvider

# Entra ID never sends `email_verified`; there, its own claim says that the owner of the mail's domain has confirmed it.
ENTRA = {"login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"}
ENTRA_VERIFIED = "xms_edov"


def verified(claims: dict[str, Any], provider: IdentityProvider) -> str | None:
    """The address, where the provider says in so many words that it is the person's; only ASCII looks like itself.

    The word "true" is not true: some providers let people write their own claims, as text.
    """
    email = claims.get("email")
    if not isinstance(email, str) or not email.isascii():
        return None
    if "email_verified" not in claims and urlsplit(provider.issuer).hostname in ENTRA:
        return email if claims.get(ENTRA_VERIFIED) in (True, "1") else None
    return email if claims.get("email_verified") is True else None
