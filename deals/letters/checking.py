"""What a letter is worth now, for anyone who has its code and its date of issue."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from deals.countdowns import day_in_words, in_words
from deals.letters.issuing import bare
from deals.models import AuthorisationLetter, Benefit
from deals.states import Status
from partners.models import BenefitKind

VALID, EXPIRED, REVOKED = "valid", "expired", "revoked"
WORDS: dict[str, Any] = {
    VALID: _("This letter is valid"),
    EXPIRED: _("This letter has expired"),
    REVOKED: _("This letter was revoked"),
}


@dataclass(frozen=True)
class Answer:
    """The state of a letter and what may be shown of it: no people, no price."""

    state: str
    letter: AuthorisationLetter

    @property
    def words(self) -> Any:
        return WORDS[self.state]

    @property
    def until(self) -> str:
        """When the authorisation ends or ended, extensions and early ends included, in the active zone."""
        row = self.letter.registration
        end = row.ended_at or row.expires_at
        return in_words(end) if end else ""

    @property
    def country(self) -> str:
        return str(countries.name(self.letter.said["country"]))

    @property
    def issued_on(self) -> str:
        return day_in_words(self.letter.issued_on)


def answer(code: str, issued_on: date, at: datetime) -> Answer | None:
    """The answer to a code and a date; None for an unknown code and a wrong date alike, by the same work."""
    counting = Benefit.objects.entitling(at).filter(
        registration=OuterRef("registration"), kind=BenefitKind.DEAL_AUTHORISATION
    )
    letters = AuthorisationLetter.objects.select_related("registration").annotate(counts=Exists(counting))
    letter = letters.filter(code=bare(code)).first()
    expected = letter.issued_on if letter else date.min
    right = constant_time_compare(expected.isoformat(), issued_on.isoformat())
    if letter is None or not right:
        return None
    if letter.counts:
        return Answer(VALID, letter)
    revoked = letter.registration.status == Status.REVOKED
    return Answer(REVOKED if revoked else EXPIRED, letter)
