"""Which files a registration takes: kinds by content and by ending, size and number."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import filetype
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

BYTES_MOST = 10 * 1024 * 1024
FILES_MOST = 20
TITLE_MOST = 150
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """A kind of file: how it is served, and the part that an Office file of this kind contains."""

    content_type: str
    part: str = ""


KINDS: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf"),
    "docx": Kind(f"{OFFICE}wordprocessingml.document", "word/document.xml"),
    "xlsx": Kind(f"{OFFICE}spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": Kind(f"{OFFICE}presentationml.presentation", "ppt/presentation.xml"),
    "png": Kind("image/png"),
    "jpg": Kind("image/jpeg"),
    "jpeg": Kind("image/jpeg"),
}


def kind_of(upload: UploadedFile) -> Kind | None:
    """The kind of a file whose content is what its ending says; None for any other."""
    kind = KINDS.get(ending(upload))
    if kind is None:
        return None
    return (
        kind
        if (_is_office(upload, kind.part) if kind.part else _guessed(upload) == kind.content_type)
        else None
    )


def ending(upload: UploadedFile) -> str:
    return PurePath(str(upload.name)).suffix.lower().removeprefix(".")


def title_of(upload: UploadedFile) -> str:
    """The file's own name, shortened before its ending."""
    path = PurePath(str(upload.name))
    return path.stem[: TITLE_MOST - len(path.suffix)] + path.suffix


def _guessed(upload: UploadedFile) -> str | None:
    upload.seek(0)
    return filetype.guess_mime(upload.read(8192))


def _is_office(upload: UploadedFile, part: str) -> bool:
    """Whether it is a zip with the parts of that kind, and without macros."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return {"[Content_Types].xml", part} <= names and not macros


class UploadForm(forms.Form):
    """One supporting file."""

    document = forms.FileField(
        label=_("File"), allow_empty_file=True,
        help_text=_("PDF, Word, Excel, PowerPoint, PNG or JPEG, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in KINDS)}),
        error_messages={"required": _("Choose a file first."), "missing": _("Choose a file first.")},
    )  # fmt: skip

    def __init__(self, kept: int, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.kept = kept
        self.kind: Kind | None = None

    def clean_document(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["document"]
        if self.kept >= FILES_MOST:
            raise forms.ValidationError(
                _("There are %(most)d files already. Remove one before you add another."),
                params={"most": FILES_MOST},
            )
        if not upload.size:
            raise forms.ValidationError(
                _("This file is empty. Choose the file that holds the text or picture.")
            )
        if upload.size > BYTES_MOST:
            raise forms.ValidationError(_("This file is larger than 10 MB. Choose or make a smaller one."))
        self.kind = kind_of(upload)
        if self.kind is None:
            raise forms.ValidationError(
                _(
                    "This is not one of the kinds we can take. Choose a PDF, Word, Excel, PowerPoint, PNG or JPEG file."
                )
            )
        return upload

    def mistakes(self) -> list[tuple[str, str]]:
        return [("id_document", str(words)) for words in self.errors.get("document", [])]
