"""A passkey as a browser would have made it."""

import os
from hashlib import sha256

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from partners.models import User

HOST = "testserver"


def passkey(person: User, name: str = "Laptop") -> Authenticator:
    """A passkey of a person, kept as allauth keeps it."""
    pair = ec.generate_private_key(ec.SECP256R1())
    public = ES256.from_cryptography_key(pair.public_key())  # type: ignore[no-untyped-call]
    credential = os.urandom(16)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    made = AuthenticatorData.create(
        sha256(HOST.encode()).digest(), flags, 0,
        AttestedCredentialData.create(b"\0" * 16, credential, public),
    )  # fmt: skip
    client = CollectedClientData.create("webauthn.create", os.urandom(32), f"http://{HOST}")
    return Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.WEBAUTHN,
        data={
            "name": name,
            "credential": {
                "id": websafe_encode(credential),
                "rawId": websafe_encode(credential),
                "type": "public-key",
                "clientExtensionResults": {"credProps": {"rk": True}},
                "response": {
                    "attestationObject": websafe_encode(AttestationObject.create("none", made, {})),
                    "clientDataJSON": websafe_encode(client),
                },
            },
        },
    )
