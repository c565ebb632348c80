"""An identity provider that runs in a thread and speaks real HTTP; each test may bend what it says."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from dealreg.sso.settings import IdentityProvider

CLIENT, SECRET = "portal", "between us"
RSA = rsa.generate_private_key(65_537, 2048)
STRANGE = rsa.generate_private_key(65_537, 2048)
P256 = ec.generate_private_key(ec.SECP256R1())


def published(key: Any, name: str) -> dict[str, Any]:
    kind = (
        jwt.algorithms.ECAlgorithm
        if isinstance(key, ec.EllipticCurvePrivateKey)
        else jwt.algorithms.RSAAlgorithm
    )
    return {**kind.to_jwk(key.public_key(), as_dict=True), "kid": name, "use": "sig"}


class Stub:
    """What the provider answers; `claims` over the right ones, `sign` instead of the right signature."""

    def __init__(self, address: str) -> None:
        self.issuer = address
        self.begin_anew()

    def begin_anew(self) -> None:
        self.email = "nobody@example.com"
        self.claims: dict[str, Any] = {}
        self.document: dict[str, Any] = {}
        self.keys = [published(RSA, "rsa"), published(P256, "ec")]
        self.sign: Callable[[dict[str, Any]], str] = lambda claims: jwt.encode(
            claims, RSA, "RS256", {"kid": "rsa"}
        )
        self.asked: dict[str, str] = {}
        self.heard: list[str] = []
        self.down = False
        # Where it sends whoever asks for something, and by how many bytes an answer ends too early.
        self.moved = ""
        self.promised = 0

    @property
    def terms(self) -> IdentityProvider:
        return IdentityProvider(self.issuer, CLIENT, SECRET, "Example ID")

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            **self.document,
        }

    def token(self) -> str:
        at = int(time.time())
        right = {
            "iss": self.issuer, "aud": CLIENT, "sub": f"subject of {self.email}", "iat": at, "exp": at + 60,
            "auth_time": at, "nonce": self.asked["nonce"], "email": self.email, "email_verified": True,
        }  # fmt: skip
        claims = {name: value for name, value in (right | self.claims).items() if value is not None}
        return self.sign(claims)

    def redeemed(self, sent: dict[str, str], authorization: str) -> dict[str, Any]:
        """Tokens for the code; KeyError or AssertionError for a client or a verifier that is not the one who asked."""
        assert base64.b64decode(authorization.removeprefix("Basic ")).decode() == f"{CLIENT}:{SECRET}"
        challenge = hashlib.sha256(sent["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() == self.asked["code_challenge"]
        assert sent["redirect_uri"] == self.asked["redirect_uri"]
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": self.token()}


class Handler(BaseHTTPRequestHandler):
    stub: Stub

    def log_message(self, *_: object) -> None:
        """The tests are quiet."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.stub.heard.append(parts.path)
        if parts.path == "/authorize":
            self.stub.asked = dict(parse_qsl(parts.query))
            way = urlencode({"code": "one", "state": self.stub.asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{self.stub.asked['redirect_uri']}?{way}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif parts.path == "/keys":
            self._answer({"keys": self.stub.keys})
        elif parts.path == "/.well-known/openid-configuration":
            self._answer(self.stub.discovery())
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.stub.heard.append(self.path)
        sent = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        try:
            self._answer(self.stub.redeemed(sent, self.headers.get("Authorization", "")))
        except (AssertionError, KeyError):
            self.send_error(400)

    def _answer(self, found: dict[str, Any]) -> None:
        body = json.dumps(found).encode()
        self.send_response(503 if self.stub.down else 302 if self.stub.moved else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) + self.stub.promised))
        if self.stub.moved:
            self.send_header("Location", self.stub.moved)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running() -> Iterator[Stub]:
    """A provider on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.stub = stub = Stub(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield stub
    server.shutdown()
    server.server_close()
    thread.join()
