import secrets

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration


def private_storage() -> FileSystemStorage:
    return FileSystemStorage(location=settings.UPLOADS_DIR, base_url=None)


def random_name(_document: "Document", _name: str) -> str:
    """A stored name that says nothing of the file or the deal."""
    return f"{secrets.token_hex(2)}/{secrets.token_urlsafe(24)}"


class Document(models.Model):
    """A file that supports a registration: kept under a random name, served as an attachment, never inline."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="documents")
    title = models.CharField(_("file name"), max_length=150)
    content = models.FileField(storage=private_storage, upload_to=random_name, max_length=100)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.pk}"
