from django.conf import settings
from django.db import models

from deals import sealed
from deals.models.registration import Registration


class Submission(models.Model):
    """One complete submission. Its key is the sequence that breaks ties of time (rulebook, *Who was first*).

    `answers` are those of that moment as plain values (`deals.given`), without the names of people.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="submissions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    keeps_place = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.pk}"

    @property
    def sealed_number(self) -> str:
        """The sequence number as partners see it."""
        return sealed.seal(self.pk)
