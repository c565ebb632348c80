"""Whether an ID token is the provider's, for this portal and for this sign-in (OpenID Connect Core, 3.1.3.7)."""

import hmac
from typing import Any

import jwt

from dealreg.sso import discovery
from dealreg.sso.refusals import Refusal, Refused
from dealreg.sso.settings import IdentityProvider

# Never what the token's header asks for: `none` and the shared secrets of HS256 would let anyone sign.
KINDS = {"RS256": "RSA", "ES256": "EC"}
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
RSA_BITS_LEAST = 2048
SKEW_SECONDS = 60
# What the table of linked identities has room for.
SUBJECT_MOST = 191


def claims_of(token: object, *, provider: IdentityProvider, nonce: str) -> dict[str, Any]:
    """The claims of the token. Raises Refused for one that does not hold in any single point."""
    try:
        header = jwt.get_unverified_header(str(token))
        algorithm = str(header.get("alg"))
        if algorithm not in KINDS:
            raise Refused(Refusal.UNTRUSTED, "signed by another algorithm")
        claims: dict[str, Any] = jwt.decode(
            str(token), _key(provider, algorithm, header.get("kid")), algorithms=[algorithm],
            audience=provider.client_id, issuer=provider.issuer, leeway=SKEW_SECONDS, options={"require": REQUIRED},
        )  # fmt: skip
    except (jwt.PyJWTError, ValueError) as wrong:
        raise Refused(Refusal.UNTRUSTED, type(wrong).__name__) from wrong
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise Refused(Refusal.UNTRUSTED, "the nonce is of another sign-in")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != provider.client_id:
        raise Refused(Refusal.UNTRUSTED, "issued to another client")
    if not 0 < len(claims["sub"]) <= SUBJECT_MOST:
        raise Refused(Refusal.UNTRUSTED, "the subject is empty or too long")
    return claims


def _key(provider: IdentityProvider, algorithm: str, key_id: object) -> Any:
    for anew in (False, True):
        fitting = [
            key
            for key in discovery.keys(provider, anew=anew)
            if key.get("kty") == KINDS[algorithm]
            and key.get("use", "sig") == "sig"
            and (key_id is None or key.get("kid") == key_id)
        ]
        # Without a name for it, a key is meant only where there is no other.
        if len(fitting) == 1:
            return _strong(jwt.PyJWK(fitting[0], algorithm).key)
    raise Refused(Refusal.UNTRUSTED, "no key of the provider fits")


def _strong(key: Any) -> Any:
    if hasattr(key, "curve"):
        strong = key.curve.name == "secp256r1"
    else:
        strong = key.key_size >= RSA_BITS_LEAST
    if not strong:
        raise Refused(Refusal.UNTRUSTED, "the key is too weak")
    return key
