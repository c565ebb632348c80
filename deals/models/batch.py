import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.models.document import private_storage
from deals.models.registration import Registration
from deals.querysets import BatchQuerySet
from partners.models import Partner


def random_code() -> str:
    """A name for the address of a batch that tells nothing of volume or order (promise 5)."""
    return secrets.token_urlsafe(9)


def random_place(_batch: "Batch", _name: str) -> str:
    return f"batches/{secrets.token_urlsafe(24)}"


class Batch(models.Model):
    """A file of registrations on its way in: `stage` is written by the verbs in `deals.bulk.batches` alone.

    The file is deleted as soon as its rows are read, the cells of a row as soon as it came in. `day_order` says which
    of two numbers is the day. `trouble` is a message with its parameters: why the last step did nothing.
    """

    class Stage(models.TextChoices):
        COLUMNS = "columns", _("Match the columns")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Report ready")
        WRITING = "writing", _("Being brought in")
        WRITTEN = "written", _("Brought in")

    code = models.CharField(max_length=20, unique=True, default=random_code, editable=False)
    company = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("uploaded"))
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.COLUMNS)
    name = models.CharField(_("file name"), max_length=150)
    content = models.FileField(storage=private_storage, upload_to=random_place, max_length=100, blank=True)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=4)
    encoding = models.CharField(max_length=20, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    headings = models.JSONField(default=list)
    meaning = models.JSONField(default=list)
    day_order = models.CharField(max_length=5, blank=True)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="+")
    rows_known = models.PositiveIntegerField(default=0)
    trouble = models.JSONField(default=list)
    good_rows = models.BooleanField(default=False)
    submit = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["company", "-id"], name="batch_by_company"),
            models.Index(
                fields=["stage"], condition=Q(stage__in=["checking", "writing"]), name="batch_at_work"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def at_work(self) -> bool:
        return self.stage in (self.Stage.CHECKING, self.Stage.WRITING)


class BatchRow(models.Model):
    """One row of the file. `cells` may hold personal data; `points` is what the check found (`deals.bulk.points`)."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        STAYED = "stayed", _("Draft, not submitted")
        KNOWN = "known", _("Brought in before")
        REFUSED = "refused", _("Left out")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    company = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    key = models.CharField(max_length=64, blank=True)
    checked = models.BooleanField(default=False)
    faults = models.PositiveSmallIntegerField(default=0)
    open = models.PositiveSmallIntegerField(default=0)
    points = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    registration = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="one_row_per_line_of_a_batch"),
            models.UniqueConstraint(
                fields=["company", "key"], condition=Q(registration__isnull=False), name="a_row_comes_in_once"
            ),
        ]
        indexes = [models.Index(fields=["batch", "checked"], name="batch_rows_to_check")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.line}"
