"""Authorisations from a file: all or nothing, each fault named, the same file twice, overlaps, who may."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from deals import authorising
from partners.models import Authorisation, Partner, User
from partners.tests.factories import (
    AuditorFactory,
    AuthorisationFactory,
    CoordinatorFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
    ProductLineFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db
HEAD = "partner,region,product_line,starts_on,ends_on"
IMPORT = "admin:deals_authorisations_import"


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def partner() -> Partner:
    RegionFactory.create(code="apac")
    ProductLineFactory.create(code="storage")
    return PartnerFactory.create(name="Siam Systems")


def file_of(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines]).encode()


GOOD = "Siam Systems,apac,storage,2027-01-01,2027-12-31"


def desk_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(user: User, content: bytes, act: str = "write") -> Any:
    file = SimpleUploadedFile("authorisations.csv", content)
    return desk_of(user).post(reverse(IMPORT), {"file": file, "act": act})


def test_a_manager_brings_authorisations_in(partner: Partner) -> None:
    assert send(ManagerFactory.create(), file_of(GOOD)).status_code == 302
    row = partner.authorisations.get()
    assert (row.starts_on, row.ends_on) == (date(2027, 1, 1), date(2027, 12, 31))


def test_a_workbook_is_read_like_a_table_of_text(partner: Partner) -> None:
    book, kept = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    sheet.append(HEAD.split(","))
    sheet.append(["Siam Systems", "apac", "storage", date(2027, 1, 1), None])
    book.save(kept)
    assert authorising.bring_in(kept.getvalue(), rehearse=False).new == 1
    assert partner.authorisations.get().ends_on is None


def test_a_check_writes_nothing_and_says_what_would_come_in(partner: Partner) -> None:
    page = send(ManagerFactory.create(), file_of(GOOD), "rehearse").content.decode()
    assert "New: 1." in page
    assert not partner.authorisations.exists()


def test_the_same_file_twice_changes_nothing(partner: Partner) -> None:
    authorising.bring_in(file_of(GOOD), rehearse=False)
    before = list(Authorisation.objects.values())
    again = authorising.bring_in(file_of(GOOD), rehearse=False)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    assert list(Authorisation.objects.values()) == before


def test_the_same_first_day_moves_the_last(partner: Partner) -> None:
    authorising.bring_in(file_of(GOOD), rehearse=False)
    sooner = file_of("Siam Systems,apac,storage,2027-01-01,2027-06-30")
    assert authorising.bring_in(sooner, rehearse=False).changed == 1
    assert partner.authorisations.get().ends_on == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("line", "column", "value", "remedy"),
    [
        ("Nobody Ltd,apac,storage,2027-01-01,", "partner", "Nobody Ltd", "Write the name of a company"),
        ("Siam Systems,atlantis,storage,2027-01-01,", "region", "atlantis", "Write the code of a region"),
        ("Siam Systems,apac,shoes,2027-01-01,", "product_line", "shoes", "Write the code of a product line"),
        ("Siam Systems,apac,storage,,", "starts_on", "", "Write the first day"),
        ("Siam Systems,apac,storage,soon,", "starts_on", "soon", "Write the day as year"),
        ("Siam Systems,apac,storage,2027-02-01,2027-01-01", "ends_on", "2027-01-01", "before the first"),
    ],
)
def test_one_bad_row_keeps_the_whole_file_out_and_is_named(
    partner: Partner, line: str, column: str, value: str, remedy: str
) -> None:
    outcome = authorising.bring_in(file_of(GOOD, line), rehearse=False)
    (fault,) = outcome.faults
    assert (fault.line, fault.column, fault.value) == (3, column, value)
    assert remedy in fault.remedy
    assert not Authorisation.objects.exists()


def test_every_fault_of_every_row_is_named_at_once(partner: Partner) -> None:
    bad = "Nobody,atlantis,shoes,soon,never"
    page = send(ManagerFactory.create(), file_of(bad, bad))
    assert page.status_code == 422
    assert "10 cells to mend" in page.content.decode()


def test_an_overlap_with_a_standing_row_is_refused(partner: Partner) -> None:
    authorising.bring_in(file_of(GOOD), rehearse=False)
    later = file_of("Siam Systems,apac,storage,2027-12-31,2028-12-31")
    (fault,) = authorising.bring_in(later, rehearse=False).faults
    assert "authorised already from 2027-01-01 to 2027-12-31" in fault.remedy


def test_the_day_after_the_last_is_no_overlap(partner: Partner) -> None:
    authorising.bring_in(file_of(GOOD), rehearse=False)
    later = file_of("Siam Systems,apac,storage,2028-01-01,")
    assert authorising.bring_in(later, rehearse=False).new == 1


def test_two_rows_of_one_scope_and_day_are_refused(partner: Partner) -> None:
    (fault,) = authorising.bring_in(file_of(GOOD, GOOD), rehearse=False).faults
    assert "line 2 says the same scope" in fault.remedy


def test_a_name_that_two_companies_have_asks_for_the_register_number(partner: Partner) -> None:
    PartnerFactory.create(name="Siam Systems", register_number="0105")
    (fault,) = authorising.bring_in(file_of(GOOD), rehearse=False).faults
    assert "register_number" in fault.remedy


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04 no archive", b"partner,region\nSiam,apac", b"\xff\xfe"]
)
def test_a_file_that_is_no_table_is_a_fault_not_a_failure(partner: Partner, content: bytes) -> None:
    assert authorising.bring_in(content, rehearse=False).faults


def test_what_is_taken_out_can_be_brought_in_again(partner: Partner) -> None:
    authorising.bring_in(file_of(GOOD), rehearse=False)
    taken = desk_of(ManagerFactory.create()).get(reverse("admin:deals_authorisations_export")).content
    assert authorising.bring_in(taken, rehearse=False).unchanged == 1


def test_a_coordinator_takes_out_the_assigned_regions_alone(partner: Partner) -> None:
    far = PartnerFactory.create(region=RegionFactory.create(code="emea"), name="Far Away GmbH")
    AuthorisationFactory.create(partner=far)
    AuthorisationFactory.create(partner=partner)
    taken = desk_of(CoordinatorFactory.create()).get(reverse("admin:deals_authorisations_export"))
    assert partner.name in taken.content.decode()
    assert far.name not in taken.content.decode()


@pytest.mark.parametrize("person", [CoordinatorFactory, AuditorFactory])
def test_nobody_but_a_manager_brings_authorisations_in(partner: Partner, person: type[PersonFactory]) -> None:
    assert send(person.create(), file_of(GOOD)).status_code == 403
    assert not Authorisation.objects.exists()


def test_the_command_does_what_the_page_does(partner: Partner, tmp_path: Path) -> None:
    file = tmp_path / "authorisations.csv"
    file.write_bytes(file_of(GOOD))
    call_command("import_authorisations", str(file), "--dry-run")
    assert not Authorisation.objects.exists()
    call_command("import_authorisations", str(file))
    assert partner.authorisations.count() == 1


def test_the_command_ends_in_failure_when_a_row_is_bad(partner: Partner, tmp_path: Path) -> None:
    file = tmp_path / "authorisations.csv"
    file.write_bytes(file_of("Nobody,apac,storage,2027-01-01,"))
    with pytest.raises(CommandError, match="Nothing was brought in"):
        call_command("import_authorisations", str(file))


def test_an_overlap_on_the_page_of_the_company_is_refused_beside_its_day(partner: Partner) -> None:
    row = AuthorisationFactory.create(partner=partner, starts_on=date(2027, 1, 1))
    data = {"name": partner.name, "domain": "", "time_zone": partner.time_zone}
    for prefix in ("distributor_links", "standings"):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    data |= {"authorisations-TOTAL_FORMS": "2", "authorisations-INITIAL_FORMS": "1",
             "authorisations-0-id": str(row.pk), "authorisations-0-partner": str(partner.pk)}  # fmt: skip
    for number, first in enumerate(["2027-01-01", "2027-06-01"]):
        data |= {
            f"authorisations-{number}-region": str(row.region_id),
            f"authorisations-{number}-product_line": str(row.product_line_id),
            f"authorisations-{number}-starts_on": first,
        }
    url = reverse("admin:partners_partner_change", args=[partner.pk])
    page = desk_of(ManagerFactory.create()).post(url, data)
    assert "authorised already from 2027-01-01 until further notice" in page.content.decode()
    assert partner.authorisations.count() == 1
