"""What becomes of a company that is flagged: who sees it, and how a person answers."""

from datetime import timedelta

import pytest

from deals import probing, sweeps
from deals.models import Registration, Suspicion
from deals.refusals import Refused
from deals.tests import factories as make
from deals.tests.desk import Desk, text
from deals.tests.test_probing import collides
from deals.tests.writer import Writer
from deals.tests.writer import text as portal_text
from partners.models import User

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def probed(told_once: None) -> User:
    user = make.seller()
    for _number in range(10):
        collides(user)
        make.submitted(user)
    sweeps.tick(make.AT + HOUR)
    return user


@pytest.fixture
def prober(probed: User) -> User:
    """A person half of whose twenty submissions met what is known."""
    return User.objects.get(pk=probed.pk)


def test_twenty_submissions_half_of_them_known_are_flagged(prober: User) -> None:
    suspicion = Suspicion.objects.get()
    assert (suspicion.partner, suspicion.signs) == (prober.partner, ["colliding"])
    assert (suspicion.counts["colliding"], suspicion.counts["submitted"]) == (10, 20)


def test_a_tick_later_it_is_flagged_once(prober: User) -> None:
    make.submitted(prober)
    sweeps.tick(make.AT + 2 * HOUR)
    assert Suspicion.objects.count() == 1


def test_the_desk_sees_the_flag_with_its_counts(prober: User) -> None:
    desk, row = Desk(make.coordinator()), Registration.objects.latest("pk")
    assert "Probing suspected" in text(desk.queue())
    assert "10 of 20 submissions met what is known here" in text(desk.review(row))


def test_the_partner_sees_nothing_of_it(prober: User) -> None:
    row = Registration.objects.latest("pk")
    before = row.partner_version
    told = portal_text(Writer(prober).get("registration-detail", row.reference))
    assert "robing" not in told
    assert "uspi" not in told
    assert row.partner_version == before


def test_a_person_looks_and_the_flag_goes(prober: User) -> None:
    reviewer, row = make.coordinator(), Registration.objects.latest("pk")
    Desk(reviewer).act(row, "acknowledge-probing", note="Training of new sales people")
    suspicion = Suspicion.objects.get()
    assert (suspicion.acknowledged_by, suspicion.note) == (reviewer, "Training of new sales people")
    assert "Probing suspected" not in text(Desk(reviewer).queue())
    assert row.events.filter(kind="probing-acknowledged").exists()


def test_what_a_person_looked_at_does_not_count_again(prober: User) -> None:
    row = Registration.objects.latest("pk")
    probing.acknowledge(row, note="Looked", by=make.coordinator(), at=make.AT + 2 * HOUR)
    make.submitted(prober, make.AT + 3 * HOUR)
    sweeps.tick(make.AT + 4 * HOUR)
    assert Suspicion.objects.count() == 1


def test_a_suspicion_is_answered_once(prober: User) -> None:
    row = Registration.objects.latest("pk")
    probing.acknowledge(row, note="Looked", by=make.coordinator(), at=make.AT + 2 * HOUR)
    with pytest.raises(Refused):
        probing.acknowledge(row, note="Again", by=make.coordinator(), at=make.AT + 2 * HOUR)
