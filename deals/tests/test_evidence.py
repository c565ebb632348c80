import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from deals import evidence
from deals.models import Event, Registration
from deals.tests import factories as make
from deals.tests.clock import fresh
from deals.tests.test_events import without_guard
from partners.models import User
from partners.tests.factories import AuditorFactory, CoordinatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(told_once: None) -> Registration:
    return make.approved()


@pytest.fixture
def deal(told: Registration, db: None) -> Registration:
    return fresh(told)


@pytest.fixture
def auditor(settings: Settings) -> User:
    settings.STAFF_SECOND_FACTOR = False
    return AuditorFactory.create()


def rewritten(content: bytes, name: str, member: bytes | None) -> bytes:
    """The export with one member replaced, or left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w") as after:
        for known in before.namelist():
            if known != name:
                after.writestr(known, before.read(known))
        if member is not None:
            after.writestr(name, member)
    return target.getvalue()


def test_an_export_is_genuine_and_holds_every_event(deal: Registration, auditor: User) -> None:
    content = evidence.export(deal, by=auditor, at=make.AT)
    assert evidence.examine(content).genuine
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        events = json.loads(file.read("events.json"))
    assert [event["hash"] for event in events] == list(deal.events.values_list("hash", flat=True))


def test_an_export_names_nobody(deal: Registration, auditor: User) -> None:
    with zipfile.ZipFile(io.BytesIO(evidence.export(deal, by=auditor, at=make.AT))) as file:
        text = "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    assert deal.owner is not None
    assert deal.owner.email not in text
    for person in deal.decision_makers.all():
        assert person.name not in text
        assert person.role in text


@pytest.mark.parametrize("name", ["registration.json", "events.json", "manifest.json"])
def test_a_changed_member_shows(deal: Registration, auditor: User, name: str) -> None:
    content = evidence.export(deal, by=auditor, at=make.AT)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        changed = file.read(name).replace(b'"', b"'", 1)
    assert not evidence.examine(rewritten(content, name, changed)).genuine


def test_a_member_left_out_shows(deal: Registration, auditor: User) -> None:
    content = evidence.export(deal, by=auditor, at=make.AT)
    assert "is missing" in evidence.examine(rewritten(content, "checks.json", None)).why


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a file"])
def test_what_is_no_export_is_not_genuine(content: bytes) -> None:
    assert not evidence.examine(content).genuine


def test_an_auditor_downloads_the_evidence(client: Client, deal: Registration, auditor: User) -> None:
    client.force_login(auditor)
    answer = client.get(reverse("registration-evidence", args=[deal.reference]))
    assert evidence.examine(answer.content).manifest["reference"] == deal.reference


def test_a_partner_gets_no_evidence_of_its_own_registration(client: Client, deal: Registration) -> None:
    assert deal.owner is not None
    client.force_login(deal.owner)
    assert client.get(reverse("registration-evidence", args=[deal.reference])).status_code == 404


def test_a_coordinator_elsewhere_gets_no_evidence(client: Client, deal: Registration, auditor: User) -> None:
    client.force_login(CoordinatorFactory.create(region_codes=["emea"]))
    assert client.get(reverse("registration-evidence", args=[deal.reference])).status_code == 404


def test_the_command_checks_an_export(deal: Registration, auditor: User, tmp_path: Path) -> None:
    file, out = tmp_path / "evidence.zip", io.StringIO()
    file.write_bytes(evidence.export(deal, by=auditor, at=make.AT))
    call_command("check_evidence", str(file), stdout=out)
    assert deal.reference in out.getvalue()
    file.write_bytes(rewritten(file.read_bytes(), "events.json", b"[]"))
    with pytest.raises(CommandError, match=r"events\.json was changed"):
        call_command("check_evidence", str(file))


def test_the_chain_holds_and_tells_its_head(deal: Registration) -> None:
    out = io.StringIO()
    call_command("verify_chain", stdout=out)
    last = Event.objects.latest("sequence")
    assert last.hash in out.getvalue()
    call_command("verify_chain", head=last.hash, stdout=out)


def test_the_first_altered_event_is_named(deal: Registration) -> None:
    first = Event.objects.earliest("sequence")
    with without_guard():
        Event.objects.filter(pk=first.pk).update(kind="rejected")
    with pytest.raises(CommandError, match=f"event {first.sequence} was altered"):
        call_command("verify_chain")


def test_a_chain_cut_before_a_noted_head_is_broken(deal: Registration) -> None:
    with pytest.raises(CommandError, match="cut"):
        call_command("verify_chain", head="0" * 64)
