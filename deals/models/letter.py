from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.registration import Registration


class AuthorisationLetter(models.Model):
    """The deal authorisation as a letter: what it says, and the code by which anyone who holds it can check it.

    `said` is the statement in plain codes and names of companies, never of people. Whether the letter is worth
    anything is derived from its registration, so nothing has to be revoked here.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="letters")
    number = models.CharField(_("number"), max_length=40, unique=True)
    code = models.CharField(max_length=32, unique=True)
    issued_at = models.DateTimeField(_("issued"))
    issued_on = models.DateField()
    said = models.JSONField()

    class Meta:
        verbose_name = _("authorisation letter")
        verbose_name_plural = _("authorisation letters")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number
