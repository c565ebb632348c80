"""The pages of the reports: who sees what, what the address may ask, and the file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import capfirst

from deals.reports import csv_file
from deals.reports.shape import Chart, Report, Table
from deals.reports.shelf import KINDS
from deals.tests import factories as make
from deals.tests.desk import Desk, text
from deals.tests.test_desk_separation import elsewhere
from deals.tests.test_reports import asked
from partners.models import User
from partners.tests.factories import AuditorFactory, ManagerFactory, PersonFactory

pytestmark = pytest.mark.django_db
LATER = make.AT + timedelta(days=40)


def page(user: User, slug: str = "approvals-and-lapses", **query: Any) -> str:
    response = Desk(user, at=LATER).get(reverse("desk-report", args=[slug]), **query)
    assert response.status_code == 200
    return text(response)


def own_page(user: User, **query: Any) -> str:
    """The part of the page that is about the report; the rest carries tokens of its own."""
    response = Desk(user, at=LATER).get(reverse("company-reports"), **query)
    assert response.status_code == 200
    return text(response).partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("slug", KINDS)
def test_every_report_says_title_unit_range_and_definition(slug: str) -> None:
    make.lapsed()
    kind, shown = KINDS[slug], page(make.coordinator(), slug)
    for words in (
        str(kind.title),
        str(capfirst(kind.unit)),
        str(kind.definition),
        "May 2026",
        "April 2027",
        "By ",
    ):
        assert words in shown


def test_a_chart_has_a_name_and_every_bar_its_value_beside_it() -> None:
    make.approved()
    shown = page(make.coordinator())
    assert '<title id="chart-name">Approvals and lapses, registrations</title>' in shown
    assert '<text class="chart-value"' in shown
    assert "style=" not in shown.partition('<svg class="chart"')[2].partition("</svg>")[0]


@pytest.mark.parametrize("person", [ManagerFactory, AuditorFactory])
def test_managers_and_auditors_see_every_region(person: type[PersonFactory]) -> None:
    make.approved()
    assert "APAC.SEA" in page(person.create())


def test_a_coordinator_sees_and_chooses_the_assigned_regions_alone() -> None:
    make.approved()
    shown = page(elsewhere())
    assert "APAC.SEA" not in shown
    assert "These months hold too little for a chart." in shown
    asked_for = page(elsewhere(), region="apac")
    assert "This region is not among those you can choose." in asked_for
    assert "APAC.SEA" not in asked_for


def test_the_address_chooses_months_region_and_tier() -> None:
    make.approved()
    manager = ManagerFactory.create()
    assert "<bdi>Silver Partner</bdi>" in page(manager, **{"from": "2027-03", "to": "2027-03"})
    assert "<bdi>Silver Partner</bdi>" in page(manager, region="apac", tier="silver")
    assert "<bdi>Silver Partner</bdi>" not in page(manager, **{"from": "2027-04", "to": "2027-04"})
    assert "<bdi>Silver Partner</bdi>" not in page(manager, tier="gold")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "last year"}, "The months could not be read."),
        ({"from": "2027-03", "to": "2027-01"}, "The first month lies after the last."),
        ({"from": "2020-01", "to": "2027-01"}, "A report shows at most 36 months."),
        ({"tier": "platinum"}, "There is no such tier."),
        ({"to": "1999-12"}, "The months could not be read."),
        ({"from": "2027-13"}, "The months could not be read."),
    ],
)
def test_an_address_that_asks_for_what_is_not_there_is_told_so(query: dict[str, str], words: str) -> None:
    assert words in page(make.coordinator(), **query)


def test_a_report_that_is_none_is_not_found() -> None:
    assert Desk(make.coordinator()).get("/admin/reports/weather/").status_code == 404
    assert Desk(make.coordinator()).get("/admin/reports/weather.csv").status_code == 404


def test_a_partner_never_reaches_the_reports_of_the_desk() -> None:
    seller = make.seller()
    for url in (reverse("desk-reports"), reverse("desk-report", args=["conflicts"])):
        assert Desk(seller).get(url).headers["Location"].startswith(reverse("admin:login"))


def test_the_vendor_has_no_page_of_a_company() -> None:
    assert Desk(make.coordinator()).get(reverse("company-reports")).status_code == 404


def test_a_partner_is_not_offered_the_conflicts() -> None:
    seller = make.seller()
    assert own_page(seller, report="conflicts") == own_page(seller)
    assert "conflicts" not in own_page(seller)


def test_a_partner_reads_a_median_from_five_decisions_on() -> None:
    owner = make.seller()
    for _number in range(4):
        make.approved(owner)
    wide = {"report": "time-to-decide", "from": "2027-03", "to": "2027-03"}
    assert '<td class="number">4</td><td class="number">–</td>' in own_page(owner, **wide)
    make.approved(owner)
    assert '<td class="number">5</td><td class="number">0.0</td>' in own_page(owner, **wide)


def test_the_queries_of_a_report_do_not_grow_with_its_rows() -> None:
    desk, urls = (
        Desk(make.coordinator(), at=LATER),
        {slug: reverse("desk-report", args=[slug]) for slug in KINDS},
    )

    def counts() -> dict[str, int]:
        found = {}
        for slug, url in urls.items():
            with CaptureQueriesContext(connection) as counted:
                desk.get(url)
            found[slug] = len(counted)
        return found

    make.approved()
    for url in urls.values():
        desk.get(url)
    few = counts()
    for _number in range(3):
        make.approved()
        make.rejected()
    assert counts() == few
    assert {slug: number for slug, number in few.items() if number > 8} == {}


def test_the_file_holds_the_tables_of_the_page() -> None:
    make.approved()
    url = reverse("desk-report-csv", args=["approvals-and-lapses"])
    response = Desk(make.coordinator(), at=LATER).get(url, **{"from": "2027-03", "to": "2027-03"})
    assert response.headers["Content-Disposition"].endswith('"approvals-and-lapses-2027-03-2027-03.csv"')
    lines = list(csv.reader(io.StringIO(text(response).removeprefix("\ufeff"))))
    assert ["2027-03", "1", "0"] in lines
    assert ["2027-03", "APAC.SEA", "Silver Partner", "1", "0"] in lines
    assert ["USD", "1", "250000.00"] in lines


def test_a_partners_file_holds_its_own_totals() -> None:
    mine = make.approved()
    make.approved()
    url = reverse("company-reports-csv")
    response = Desk(mine.owner, at=LATER).get(url, report="approvals-and-lapses")
    assert "USD,1,250000.00" in text(response)


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    report = Report(Chart((), ()), (Table("By region", ("Region",), [("=HYPERLINK(1)",)]),))
    assert "'=HYPERLINK(1)" in csv_file.written(KINDS["reasons"], asked(), report)


def test_the_chart_of_reasons_names_them_in_words() -> None:
    make.returned()
    chart = page(make.coordinator(), "reasons").partition('<svg class="chart"')[2].partition("</svg>")[0]
    assert ">Budget not confirmed</text>" in chart
    assert "budget-unconfirmed" not in chart


def test_a_report_of_the_company_says_whose_time_in_words() -> None:
    assert "Thailand Time" in own_page(make.seller(), report="time-to-decide")
