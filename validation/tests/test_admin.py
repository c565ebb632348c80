import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from validation.models import KnownOpportunity, PipelineSync
from validation.pipeline import import_rows
from validation.tests.pipeline_files import csv_of, row

pytestmark = pytest.mark.django_db

AT = datetime(2025, 3, 1, 9, tzinfo=UTC)
KEEPER = {
    "validation.view_knownopportunity",
    "validation.view_pipelinesync",
    "validation.add_pipelinesync",
}
LISTS = ("admin:validation_knownopportunity_changelist", "admin:validation_pipelinesync_changelist")
IMPORT = "admin:validation_pipelinesync_add"
Desk = Callable[..., Client]


@pytest.fixture
def desk(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Desk:
    """A signed-in member of staff who holds the given permissions and no others."""
    settings.STAFF_SECOND_FACTOR = False
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    user_model = get_user_model()

    def sign_in(permissions: set[str] = KEEPER, email: str = "keeper@example.com") -> Client:
        monkeypatch.setattr(user_model, "has_perm", lambda self, perm, obj=None: perm in permissions)
        monkeypatch.setattr(user_model, "has_module_perms", lambda self, app: True)
        client.force_login(user_model.objects.create_superuser(email=email, password=None, name="Keeper"))
        return client

    return sign_in


def good(*numbers: int) -> io.BytesIO:
    file = csv_of(*(row(number, created_at="2025-01-05T10:00:00Z") for number in numbers))
    file.name = "pipeline.csv"
    return file


def bad() -> io.BytesIO:
    file = csv_of(row(1, created_at="2025-01-05"), row(2, created_at="2025-01-05", country="<b>Atlantis</b>"))
    file.name = "pipeline.csv"
    return file


def look_at(client: Client, file: io.BytesIO, **chosen: str) -> Any:
    return client.post(reverse(IMPORT), {"file": file, **chosen})


def confirm(client: Client, previewed: Any) -> Any:
    return client.post(reverse(IMPORT), {"token": previewed.context["upload"].token()}, follow=True)


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_open_for_those_who_may_look(desk: Desk, name: str) -> None:
    import_rows([(2, row(1, created_at="2025-01-05"))], source="a file", at=AT)
    client = desk({"validation.view_knownopportunity", "validation.view_pipelinesync"})
    assert client.get(reverse(name)).status_code == 200


def test_nobody_edits_adds_or_deletes_a_known_opportunity(desk: Desk) -> None:
    import_rows([(2, row(1, created_at="2025-01-05"))], source="a file", at=AT)
    every = {f"validation.{act}_knownopportunity" for act in ("view", "add", "change", "delete")}
    client, known = desk(every), KnownOpportunity.objects.get()
    for act, arguments in (("add", []), ("delete", [known.pk])):
        assert (
            client.get(reverse(f"admin:validation_knownopportunity_{act}", args=arguments)).status_code == 403
        )
    change = reverse("admin:validation_knownopportunity_change", args=[known.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"customer_name": "Other"}).status_code == 403


def test_a_known_opportunity_is_found_by_customer_and_by_tax_number(desk: Desk) -> None:
    rows = [row(1, created_at="2025-01-05", tax_id="DK123"), row(2, created_at="2025-01-05", tax_id="DK1234")]
    import_rows(enumerate(rows, 2), source="a file", at=AT)
    client, page = desk(), reverse(LISTS[0])
    for asked in ("customer house 1", "dk123"):
        assert [known.record_id for known in client.get(page, {"q": asked}).context["cl"].result_list] == [
            "006A1"
        ]


def test_a_long_list_says_that_it_shows_the_newest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import_rows([(n, row(n, created_at="2025-01-05")) for n in range(3)], source="a file", at=AT)
    client, page = desk(), reverse(LISTS[0])
    assert b"Search or filter" not in client.get(page).content
    monkeypatch.setattr("validation.admin.LISTED_MOST", 2)
    assert b"The newest 2 are listed. Search or filter" in client.get(page).content


def test_the_page_of_an_import_lists_its_problems_in_words(desk: Desk) -> None:
    import_rows([(2, row(1, created_at="2025-01-05", country="Atlantis"))], source="a file", at=AT)
    page = desk().get(reverse("admin:validation_pipelinesync_change", args=[PipelineSync.objects.get().pk]))
    assert "Line 2 country “Atlantis” Write the two letters of the country" in page.text


def test_the_preview_of_a_file_shows_what_would_happen_and_writes_nothing(desk: Desk) -> None:
    page = look_at(desk(), good(1, 2))
    assert "Created: 2." in page.text
    assert (KnownOpportunity.objects.count(), PipelineSync.objects.count()) == (0, 0)


def test_the_confirmed_file_is_brought_in_and_no_longer_kept(desk: Desk) -> None:
    client = desk()
    page = confirm(client, look_at(client, good(1, 2)))
    assert "Brought in: 2 created, 0 changed, 0 unchanged, 0 closed." in page.text
    assert KnownOpportunity.objects.count() == 2
    assert default_storage.listdir("pipeline")[1] == []


def test_a_preview_can_be_confirmed_once(desk: Desk) -> None:
    client = desk()
    previewed = look_at(client, good(1))
    confirm(client, previewed)
    assert "Choose the file again." in confirm(client, previewed).text
    assert PipelineSync.objects.count() == 1


def test_a_refused_row_shows_with_its_remedy_and_offers_no_confirmation(desk: Desk) -> None:
    page = look_at(desk(), bad())
    assert "&lt;b&gt;Atlantis&lt;/b&gt;" in page.text
    assert "Write the two letters of the country" in page.text
    assert "Bring in these rows" not in page.text


def test_what_was_chosen_for_the_preview_holds_for_the_confirmation(desk: Desk) -> None:
    import_rows([(2, row(9, created_at="2025-01-05"))], source="a file", at=AT)
    client = desk()
    confirm(client, look_at(client, good(1), complete="on"))
    assert KnownOpportunity.objects.get(record_id="006A9").state == "closed"
    page = confirm(client, look_at(client, bad(), good_rows="on"))
    assert PipelineSync.objects.latest("pk").refused == 1
    assert "does not count as up to date" in page.text


def test_nobody_confirms_the_preview_of_somebody_else(desk: Desk) -> None:
    previewed = look_at(desk(), good(1))
    page = confirm(desk(email="other@example.com"), previewed)
    assert "Choose the file again." in page.text
    assert not KnownOpportunity.objects.exists()


def test_a_changed_token_confirms_nothing(desk: Desk) -> None:
    client = desk()
    token = look_at(client, good(1)).context["upload"].token()
    page = client.post(
        reverse(IMPORT), {"token": token[:-1] + ("a" if token[-1] != "a" else "b")}, follow=True
    )
    assert "Choose the file again." in page.text


def test_a_preview_ends_after_an_hour_and_its_file_is_deleted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = desk()
    monkeypatch.setattr("validation.admin.now", lambda: AT)
    previewed = look_at(client, good(1))
    monkeypatch.setattr("validation.admin.now", lambda: datetime(2025, 3, 1, 10, 0, 1, tzinfo=UTC))
    assert "Choose the file again." in confirm(client, previewed).text
    assert default_storage.listdir("pipeline")[1] == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_those_who_may_add_imports_reach_the_page(desk: Desk, method: str) -> None:
    client = desk({"validation.view_pipelinesync"})
    assert getattr(client, method)(reverse(IMPORT)).status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("pipeline.pdf", b"%PDF", "Choose a file that ends in .csv or .xlsx."),
        ("pipeline.csv", b"", "The file is empty."),
        (
            "pipeline.csv",
            b"record_id\r\n1",
            "Add the missing columns to the first row: customer_name, created_at.",
        ),
        ("pipeline.xlsx", b"no workbook", "it is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    desk: Desk, name: str, content: bytes, words: str
) -> None:
    file = io.BytesIO(content)
    file.name = name
    page = look_at(desk(), file)
    assert words in page.text
    assert "Bring in these rows" not in page.text


def test_a_file_too_large_for_the_web_names_the_command(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validation.forms.LARGEST_UPLOAD", 10)
    assert "Bring it in with the command import_pipeline." in look_at(desk(), good(1)).text


def test_the_list_reads_the_same_number_of_queries_at_any_length(
    desk: Desk, django_assert_num_queries: Callable[..., object]
) -> None:
    client, page = desk(), reverse(LISTS[0])
    client.get(page)
    with django_assert_num_queries(4) as few:  # type: ignore[attr-defined]
        client.get(page)
    import_rows([(n, row(n, created_at="2025-01-05")) for n in range(50)], source="a file", at=AT)
    with django_assert_num_queries(len(few)):  # type: ignore[attr-defined]
        client.get(page)
