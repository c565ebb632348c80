from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """The address under which a person's calendar reads deadlines; of its secret only a hash is kept."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    whole_company = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.owner_id}"
