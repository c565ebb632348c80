import pytest

from deals.tests.test_detail import on_behalf
from deals.tests.writer import Writer, text

pytestmark = pytest.mark.django_db


def test_the_beneficiary_confirms_and_is_not_asked_again() -> None:
    registration, owner, _distributor = on_behalf()
    writer = Writer(owner)
    writer.post("registration-confirm", registration.reference, version=registration.version)
    assert f"/{registration.reference}/confirm/" not in text(
        writer.get("registration-detail", registration.reference)
    )


def test_the_beneficiary_objects_with_a_reason_the_distributor_does_not_read() -> None:
    registration, owner, distributor = on_behalf()
    Writer(owner).post(
        "registration-object", registration.reference, version=registration.version, reason="Not our deal"
    )
    assert "Not our deal" in text(Writer(owner).get("registration-detail", registration.reference))
    page = text(Writer(distributor).get("registration-detail", registration.reference))
    assert "The partner objected" in page
    assert "Not our deal" not in page


@pytest.mark.parametrize("answer", ["registration-confirm", "registration-object"])
def test_the_distributor_cannot_answer_for_the_partner(answer: str) -> None:
    registration, _owner, distributor = on_behalf()
    writer = Writer(distributor)
    assert writer.get(answer, registration.reference).status_code == 404
    posted = writer.post(answer, registration.reference, version=registration.version, reason="x")
    assert posted.status_code == 404
    registration.refresh_from_db()
    assert registration.behalf_answered_at is None
