"""Reads of the validation app."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Max

from validation.salesforce import SOURCE

if TYPE_CHECKING:
    from validation.models import KnownOpportunity, PipelineImport, PipelineSync


class KnownOpportunityQuerySet(models.QuerySet["KnownOpportunity"]):
    def registrations(self) -> Self:
        return self.filter(source="registration")

    def pipeline(self) -> Self:
        """The mirror of the vendor's pipeline."""
        return self.filter(source="pipeline")

    def live(self) -> Self:
        """What can still stand in the way of a registration: everything that is not closed."""
        return self.exclude(state="closed")


class PipelineSyncQuerySet(models.QuerySet["PipelineSync"]):
    def vouching(self) -> Self:
        """Those that can tell how old the mirror is: where Salesforce is pulled, no file vouches for it."""
        return self.filter(source=SOURCE) if settings.SALESFORCE else self.all()

    def last_complete_at(self) -> datetime | None:
        """When the mirror last equalled the pipeline; None when it never did."""
        found: datetime | None = self.vouching().aggregate(at=Max("completed_at"))["at"]
        return found

    def last_complete(self) -> "PipelineSync | None":
        """The import by which the mirror last equalled the pipeline."""
        return self.completed().first()

    def completed(self) -> Self:
        """The imports after each of which the mirror equalled the pipeline, the last one first."""
        return self.vouching().filter(completed_at__isnull=False).order_by("-completed_at", "-pk")


class PipelineImportQuerySet(models.QuerySet["PipelineImport"]):
    def wanting(self, since: datetime) -> models.QuerySet[Any]:
        """Places of the files still needed: not brought in yet, or looked through since an instant."""
        looked = models.Q(dry_run=True, ended_at__gte=since)
        return self.filter(models.Q(ended_at__isnull=True) | looked).values_list("kept", flat=True)
