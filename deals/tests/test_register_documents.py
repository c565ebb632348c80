"""Supporting files: which are taken, who gets them, and how they are handed over."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse, HttpResponse
from pytest_django import DjangoCaptureOnCommitCallbacks

from deals.forms import upload as uploads
from deals.models import Document, Registration
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners.models import User
from partners.tests.factories import AuditorFactory, CoordinatorFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


def office(*parts: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for part in ("[Content_Types].xml", *parts):
            file.writestr(part, "<xml/>")
    return archive.getvalue()


@pytest.fixture
def user() -> User:
    return make.seller()


@pytest.fixture
def row(user: User) -> Registration:
    return make.draft(user)


def add(user: User, row: Registration, name: str, content: bytes, **more: str) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return Writer(user).post("registration-documents", row.reference, document=file, **{"add": "1"} | more)


def download(user: User, document: Document) -> HttpResponse:
    return Writer(user).get("document-download", document.registration.reference, document.sha256)


def status(user: User, document: Document) -> int:
    response = download(user, document)
    if isinstance(response, FileResponse):
        assert b"".join(response) == PDF
    return response.status_code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Letter of intent.PDF", PDF),
        ("plan.png", PNG),
        ("plan.jpg", JPEG),
        ("plan.jpeg", JPEG),
        ("quote.docx", office("word/document.xml")),
        ("quote.xlsx", office("xl/workbook.xml")),
        ("quote.pptx", office("ppt/presentation.xml")),
    ],
)
def test_a_file_of_an_allowed_kind_is_kept(user: User, row: Registration, name: str, content: bytes) -> None:
    assert add(user, row, name, content).status_code == 302
    document = row.documents.get()
    assert (document.title, document.size) == (name, len(content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html>"),
        ("page.pdf", b"<html><script>alert(1)</script>"),
        ("picture.png", JPEG),
        ("archive.zip", office("word/document.xml")),
        ("quote.docx", office("xl/workbook.xml")),
        ("quote.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("quote.docx", b"PK\x03\x04 broken"),
        ("program.exe", b"MZ\x90\x00"),
        ("no ending", PDF),
    ],
)
def test_a_file_whose_content_is_not_an_allowed_kind_is_refused(
    user: User, row: Registration, name: str, content: bytes
) -> None:
    page = text(add(user, row, name, content))
    assert "This is not one of the kinds we can take." in page
    assert '<a href="#id_document">' in page
    assert not row.documents.exists()


def test_an_empty_file_is_refused(user: User, row: Registration) -> None:
    assert "This file is empty." in text(add(user, row, "empty.pdf", b""))


def test_a_file_that_is_too_large_is_refused(
    user: User, row: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "BYTES_MOST", len(PDF) - 1)
    assert "This file is larger than 10 MB." in text(add(user, row, "large.pdf", PDF))


def test_files_are_limited_in_number(user: User, row: Registration, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FILES_MOST", 1)
    add(user, row, "first.pdf", PDF)
    assert "Remove one before you add another." in text(add(user, row, "second.pdf", PDF))


def test_adding_without_a_file_asks_for_one(user: User, row: Registration) -> None:
    page = text(Writer(user).post("registration-documents", row.reference, add="1"))
    assert "Choose a file first." in page


def test_continue_takes_the_chosen_file_along(user: User, row: Registration) -> None:
    response = add(user, row, "letter.pdf", PDF, onward="1")
    assert response.headers["Location"].endswith("/check/")
    assert row.documents.count() == 1


def test_a_long_name_is_shortened_before_its_ending(user: User, row: Registration) -> None:
    add(user, row, "a" * 200 + ".pdf", PDF)
    title = row.documents.get().title
    assert (len(title), title[-4:]) == (150, ".pdf")


def test_the_stored_name_says_nothing(user: User, row: Registration) -> None:
    add(user, row, "Secret ministry.pdf", PDF)
    document = row.documents.get()
    assert "ecret" not in str(document.content.name)
    assert Path(document.content.path).is_relative_to(settings.UPLOADS_DIR)


def test_a_file_is_handed_over_as_an_attachment_alone(user: User, row: Registration) -> None:
    add(user, row, "letter.pdf", PDF)
    response = download(user, row.documents.get())
    assert isinstance(response, FileResponse)
    assert b"".join(response) == PDF
    assert response.headers["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_stranger_finds_no_file(user: User, row: Registration) -> None:
    add(user, row, "letter.pdf", PDF)
    assert status(make.seller(), row.documents.get()) == 404


def test_a_file_that_does_not_exist_is_not_found(user: User, row: Registration) -> None:
    assert Writer(user).get("document-download", row.reference, "0" * 64).status_code == 404


def test_the_coordinator_of_the_region_gets_the_file_once_submitted(user: User) -> None:
    row = make.draft(user)
    add(user, row, "letter.pdf", PDF)
    document, coordinator = row.documents.get(), make.coordinator()
    assert status(coordinator, document) == 404
    row.refresh_from_db()
    Writer(user).submit(row)
    assert status(coordinator, document) == 200
    assert status(AuditorFactory.create(), document) == 200


def test_a_coordinator_of_another_region_finds_no_file(user: User, row: Registration) -> None:
    add(user, row, "letter.pdf", PDF)
    Writer(user).submit(row)
    assert status(CoordinatorFactory.create(region_codes=["emea"]), row.documents.get()) == 404


def test_a_file_of_a_draft_is_removed_with_its_bytes(
    user: User, row: Registration, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    add(user, row, "letter.pdf", PDF)
    document = row.documents.get()
    with django_capture_on_commit_callbacks(execute=True):
        Writer(user).post("registration-documents", row.reference, remove=document.sha256)
    assert not row.documents.exists()
    assert not Path(document.content.path).exists()


def test_a_file_the_vendor_has_seen_stays(user: User) -> None:
    row = make.draft(user)
    add(user, row, "letter.pdf", PDF)
    Writer(user).submit(row)
    Writer(user).post("registration-documents", row.reference, remove=row.documents.get().sha256)
    assert row.documents.count() == 1


def test_a_returned_registration_takes_more_files_but_gives_none_back(user: User) -> None:
    row = make.returned(user)
    add(user, row, "budget.pdf", PDF)
    assert 'name="remove"' not in text(Writer(user).get("registration-documents", row.reference))
    Writer(user).post("registration-documents", row.reference, remove=row.documents.get().sha256)
    assert row.documents.count() == 1


def test_the_page_says_which_task_it_is(user: User, row: Registration) -> None:
    assert "Task 6 of 6" in text(Writer(user).get("registration-documents", row.reference))
