import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from dealreg.tests.sso.stub import Stub
from dealreg.tests.sso.visits import sign_in, signed_in
from partners.models import User

pytestmark = pytest.mark.django_db


def test_after_unlinking_another_subject_of_the_address_may_sign_in(
    client: Client, stub: Stub, seller: User
) -> None:
    sign_in(client, stub)
    client.logout()
    call_command("unlink_identity", seller.email.upper())
    stub.claims = {"sub": "given by the provider since"}
    sign_in(client, stub)
    assert signed_in(client)


def test_unlinking_nothing_is_said_to_be_nothing(seller: User) -> None:
    with pytest.raises(CommandError, match="No identity is linked"):
        call_command("unlink_identity", seller.email)
