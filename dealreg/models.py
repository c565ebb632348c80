from django.db import models


class Heartbeat(models.Model):
    """The last time the clock's message went through broker and worker into the database; one row."""

    beaten_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.beaten_at.isoformat()
