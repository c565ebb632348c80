"""Reads of the validation app."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Max

if TYPE_CHECKING:
    from validation.models import KnownOpportunity, PipelineSync


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
    def last_complete_at(self) -> datetime | None:
        """When the mirror last equalled the pipeline; None when it never did."""
        found: datetime | None = self.aggregate(at=Max("completed_at"))["at"]
        return found
