"""No answer of the portal tells a partner whether its customer is known (*What a partner must never learn*)."""

import random
from statistics import median

import pytest

from dealreg.tests import known_or_not as probe
from deals import review
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.desk import Desk
from deals.tests.desk import text as page_of
from deals.tests.writer import Writer, text
from validation.models import KnownName, WaitingClaim

pytestmark = pytest.mark.django_db


def registered(count: int, chance: random.Random, prober: probe.Prober) -> list[probe.Seen]:
    found = []
    for deal in probe.deals(count, chance=chance):
        prober.register(deal)
        found.append(prober.asked)
    probe.let_time_pass()
    for asked in found:
        prober.look_again(*asked)
    return [seen for seen, _deal, _row in found]


def test_every_answer_mail_and_list_is_the_same_for_a_known_customer_as_for_a_new_one() -> None:
    seen = registered(16, random.Random(1), probe.Prober(make.seller()))
    assert sum(each.known for each in seen) == 8
    views = {name: {each.views[name] for each in seen} for name in seen[0].views}
    assert {name: len(told) for name, told in views.items()} == dict.fromkeys(views, 1)
    assert Registration.objects.filter(checks__code="pipeline", checks__outcome="review").exists()


def test_an_answer_asks_the_database_the_same_for_a_known_customer_as_for_a_new_one() -> None:
    prober = probe.Prober(make.seller(), noting=True)
    seen = [prober.register(deal) for deal in probe.deals(8, chance=random.Random(3))][1:]
    asked = {name: {each.statements[name] for each in seen} for name in seen[0].statements}
    assert {name: len(told) for name, told in asked.items()} == dict.fromkeys(asked, 1)


def test_a_submission_leaves_the_filing_to_the_clock() -> None:
    row = make.draft()
    before = KnownName.objects.count()
    Writer(row.owner).submit(row)
    assert KnownName.objects.count() == before
    assert WaitingClaim.objects.filter(known__record_id=row.reference).exists()


def test_a_claim_that_no_search_finds_yet_keeps_the_others_pending() -> None:
    facts = make.answers()
    row = make.draft(**facts)
    later = make.submitted(make.seller(), **facts | {"project_name": "Renewal of the archive"})
    Writer(row.owner).submit(row)
    assert "New claims are being filed" in page_of(Desk(make.coordinator()).review(later))


def test_the_vendors_work_does_not_show_in_the_version_that_a_partner_sees() -> None:
    row = make.submitted()
    before = text(Writer(row.owner).get("registration-withdraw", row.reference))
    make.verified(row, make.coordinator())
    review.park(row, by=make.coordinator(), at=make.AT)
    after = text(Writer(row.owner).get("registration-withdraw", row.reference))
    assert [line for line in after.splitlines() if "csrf" not in line] == [
        line for line in before.splitlines() if "csrf" not in line
    ]


def test_the_vendors_work_is_no_conflict_for_the_partner() -> None:
    row = make.submitted()
    seen = row.partner_version
    make.verified(row, make.coordinator())
    Writer(row.owner).post("registration-withdraw", row.reference, version=seen)
    row.refresh_from_db()
    assert row.status == "withdrawn"


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_the_time_of_an_answer_does_not_tell_a_known_customer_from_a_new_one() -> None:
    """Three times 400 registrations; each time is taken against the median of its block of twenty."""
    chance, prober = random.Random(2), probe.Prober(make.seller())
    # The first ones warm what is read once.
    registered(20, chance, prober)
    relative: dict[str, dict[bool, list[float]]] = {}
    for _round in range(3):
        round_ = list(probe.deals(400, chance=chance))
        # Whatever is known by now can be found: an answer that depended on it would depend on it here.
        probe.let_time_pass()
        seen = [prober.register(deal) for deal in round_]
        for start in range(0, len(seen), 20):
            block = seen[start : start + 20]
            for name in block[0].seconds:
                middle = median(each.seconds[name] for each in block)
                for each in block:
                    kinds = relative.setdefault(name, {True: [], False: []})
                    kinds[each.known].append(each.seconds[name] / middle)
    told = {name: probe.chance_to_tell(kinds[True], kinds[False]) for name, kinds in relative.items()}
    assert told["submit"] <= 0.55, told
    assert median(told.values()) <= 0.55, told
