"""Answers of the provider that are too long, too late or elsewhere are none."""

import pytest
import requests

from dealreg.sso import wire
from dealreg.tests.sso.stub import Stub

pytestmark = pytest.mark.django_db


def ask(stub: Stub) -> requests.Response:
    with wire.Wire() as line:
        return line.get(f"{stub.issuer}/keys")


def test_an_answer_that_fits_is_read(stub: Stub) -> None:
    assert ask(stub).json() == {"keys": stub.keys}


def test_an_answer_that_is_too_long_is_none(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "BYTES_MOST", 10)
    with pytest.raises(requests.RequestException):
        ask(stub)


def test_an_answer_that_takes_too_long_is_none(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "WHOLE_SECONDS", -1)
    with pytest.raises(requests.RequestException):
        ask(stub)


def test_an_answer_that_breaks_off_is_none(stub: Stub) -> None:
    stub.promised = 100
    with pytest.raises(requests.RequestException):
        ask(stub)


def test_a_redirection_is_not_followed(stub: Stub) -> None:
    stub.moved = f"{stub.issuer}/elsewhere"
    assert ask(stub).status_code == 302
    assert "/elsewhere" not in stub.heard
