"""Signatures that anyone can check without the portal: Ed25519 over what a paper or an export says.

The private key is SIGNING_KEY, outside the database. A key that was replaced stays known by its public half in
RETIRED_SIGNING_KEYS, so that what it signed keeps its worth.
"""

import base64
import hashlib
from binascii import Error as NotBase64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

BYTES = 32
SIGNATURE_BYTES = 64


def decoded(text: str) -> bytes:
    """URL-safe base64 with or without its padding. Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except NotBase64 as broken:
        raise ValueError(str(broken)) from broken


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def private_key(text: str) -> Ed25519PrivateKey:
    """The key in a setting: 32 bytes in URL-safe base64. Raises ValueError."""
    raw = decoded(text)
    if len(raw) != BYTES:
        raise ValueError(f"{BYTES} bytes in URL-safe base64 are needed, these are {len(raw)}")
    return Ed25519PrivateKey.from_private_bytes(raw)


def key_name(key: Ed25519PublicKey) -> str:
    """A short name of a public key, printed beside what it signed."""
    return hashlib.sha256(_raw(key)).hexdigest()[:16]


def known_keys() -> dict[str, Ed25519PublicKey]:
    """The present public key and the retired ones, by name; the present one first."""
    keys = [private_key(settings.SIGNING_KEY).public_key()]
    keys += [Ed25519PublicKey.from_public_bytes(decoded(text)) for text in settings.RETIRED_SIGNING_KEYS]
    return {key_name(key): key for key in keys}


def sign(content: bytes) -> tuple[str, bytes]:
    """The name of the present key and its signature."""
    key = private_key(settings.SIGNING_KEY)
    return key_name(key.public_key()), key.sign(content)


def holds(content: bytes, key: str, signature: bytes) -> bool:
    """Whether a known key of that name signed exactly this content."""
    public = known_keys().get(key)
    if public is None:
        return False
    try:
        public.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def published() -> str:
    """All public keys as PEM, each under its name, for whoever checks without the portal."""
    return "\n".join(f"Key {name}\n{_pem(key)}" for name, key in known_keys().items())


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _pem(key: Ed25519PublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
