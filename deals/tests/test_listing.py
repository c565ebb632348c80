import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deals.tests import factories as make
from deals.tests.test_behalf import registered
from deals.tests.writer import Writer, text
from partners.models import User
from partners.tests.factories import AuthorisationFactory, PersonFactory, ProductLineFactory

pytestmark = pytest.mark.django_db


def listed(owner: User, **query: str) -> str:
    return text(Writer(owner).get("registration-list", **query))


def test_a_company_with_nothing_is_told_that_nothing_is_registered_yet() -> None:
    assert "No registrations yet" in listed(make.seller())


def test_filters_that_fit_nothing_say_so_and_keep_the_way_out() -> None:
    registration = make.draft()
    page = listed(registration.owner, status="won")
    assert "Nothing found" in page
    assert "All filters away" in page


@pytest.mark.parametrize(
    ("customer", "typed"),
    [
        ("École Polytechnique", "ecole POLY"),
        ("曼谷智慧城市有限公司", "智慧城市"),
        ("شركة النور للاتصالات", "النور"),
        ("Straße und Söhne", "STRASSE"),
        ("ООО Северный Ветер", "северный"),
    ],
)
def test_it_finds_a_customer_in_any_script_and_case(customer: str, typed: str) -> None:
    owner = make.seller()
    wanted, other = make.draft(owner, customer_name=customer), make.draft(owner)
    page = listed(owner, q=typed)
    assert wanted.reference in page
    assert other.reference not in page


def test_it_finds_a_reference_without_its_letters_case() -> None:
    owner = make.seller()
    wanted, other = make.draft(owner), make.draft(owner)
    page = listed(owner, q=wanted.reference.lower())
    assert wanted.reference in page
    assert other.reference not in page


def test_it_never_finds_a_person_of_the_decision_chain() -> None:
    registration = make.draft()
    assert registration.reference not in listed(registration.owner, q="Somchai")


def test_another_partners_registration_is_neither_listed_nor_counted() -> None:
    mine, theirs = make.draft(), make.draft()
    page = listed(mine.owner)
    assert theirs.reference not in page
    assert "1 registration<" in page


def test_it_filters_by_status() -> None:
    owner = make.seller()
    draft, filed = make.draft(owner), make.submitted(owner)
    page = listed(owner, status="open")
    assert filed.reference in page
    assert draft.reference not in page


def test_it_filters_by_product_family() -> None:
    owner = make.seller()
    network = ProductLineFactory.create(code="network")
    AuthorisationFactory.create(partner=owner.partner, product_line=network)
    storage = make.draft(owner)
    assert storage.reference in listed(owner, family="storage")
    assert storage.reference not in listed(owner, family="network")


def test_it_filters_by_owner() -> None:
    owner = make.seller()
    colleague = PersonFactory.create(partner=owner.partner)
    mine, theirs = make.draft(owner), make.draft(colleague)
    page = listed(owner, whose="mine")
    assert mine.reference in page
    assert theirs.reference not in page


def test_a_filter_shows_as_a_chip_that_takes_itself_away() -> None:
    registration = make.draft()
    page = listed(registration.owner, status="draft", q="x")
    assert 'class="chip" href="?status=draft"' in page


@pytest.mark.parametrize(("sort", "first"), [("budget", "small"), ("-budget", "large")])
def test_it_sorts_by_what_the_heading_offers(sort: str, first: str) -> None:
    owner = make.seller()
    by_size = {"large": make.draft(owner, budget=900), "small": make.draft(owner, budget=100)}
    page = listed(owner, sort=sort)
    other = by_size["large" if first == "small" else "small"]
    assert page.index(by_size[first].reference) < page.index(other.reference)


@pytest.mark.parametrize(
    "query", [{"sort": "owner__password"}, {"page": "9" * 30}, {"status": "x"}, {"family": "'"}]
)
def test_a_made_up_query_is_answered_with_the_list(query: dict[str, str]) -> None:
    registration = make.draft()
    assert registration.reference in listed(registration.owner, **query)


def test_the_second_page_says_so_in_its_title() -> None:
    owner = make.seller()
    for _number in range(26):
        make.draft(owner)
    assert "Registrations, page 2 of 2" in listed(owner, page="2")


def test_it_asks_the_database_as_often_for_many_rows_as_for_one() -> None:
    owner = make.seller()
    counts = []
    for _round in range(2):
        for _number in range(12):
            make.draft(owner)
        make.submitted(owner)
        writer = Writer(owner)
        with CaptureQueriesContext(connection) as asked:
            writer.get("registration-list")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize(
    ("customer", "typed"),
    [
        ("华为技术有限公司", "huawei"),
        ("华为技术有限公司", "華為"),
        ("華為技術有限公司", "华为"),
        ("ООО Северный Ветер", "severny veter"),
        ("شركة الفيصل للاتصالات", "faisal"),
        ("شركة القحطاني", "Qahtani"),
        ("Αθηναϊκή Ζυθοποιία", "athinaiki"),
    ],
)
def test_it_finds_a_customer_by_another_script_or_spelling(customer: str, typed: str) -> None:
    owner = make.seller()
    wanted, other = make.draft(owner, customer_name=customer), make.draft(owner, customer_name="Siam Orchid")
    page = listed(owner, q=typed)
    assert wanted.reference in page
    assert other.reference not in page


def test_it_shows_the_columns_and_the_density_that_the_address_asks_for() -> None:
    registration = make.draft()
    page = text(
        Writer(registration.owner)._ask(
            Writer(registration.owner).client.get,
            "/registrations/?column=customer&column=owner&column=nonsense&density=close",
            {},
        )
    )
    assert 'data-label="Looked after by"' in page
    assert 'data-label="Budget"' not in page
    assert "table-dense" in page


def test_sorting_and_filtering_keep_the_columns() -> None:
    registration = make.draft()
    page = text(Writer(registration.owner).get("registration-list", column="owner", status="draft"))
    assert 'href="?column=owner&status=draft&sort=owner"' in page
    assert '<input type="hidden" name="column" value="owner">' in page


def test_a_distributors_people_are_named_by_their_company_alone() -> None:
    registration, person = registered()
    page = listed(person, column="owner")
    assert registration.distributor is not None
    assert registration.distributor.name in page
    assert registration.owner.name not in page
