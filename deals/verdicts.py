"""What coordinators said of pairs of opportunities: the newest word counts, and is explained where it is used.

A pair has one truth, whichever of two registrations the verdict was given on (rulebook, *Same opportunity*).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from deals.countdowns import day_in_words
from deals.models import OpportunityVerdict, Registration
from validation.matching import aliases
from validation.models import KnownOpportunity

SAME, DIFFERENT = OpportunityVerdict.Verdict.SAME, OpportunityVerdict.Verdict.DIFFERENT


@dataclass(frozen=True)
class Given:
    """The newest verdict on a pair. `stale` when what either side says of its opportunity changed since."""

    verdict: OpportunityVerdict
    stale: bool

    @property
    def counts(self) -> str:
        """What the rules go by: *different* holds only while the facts it was given on do."""
        return "" if self.stale and self.verdict.verdict == DIFFERENT else self.verdict.verdict


def about(row: Registration) -> list[OpportunityVerdict]:
    """Every verdict on a pair that this registration is one of, whichever of the two it was given on, oldest first."""
    filed = KnownOpportunity.objects.registrations().filter(record_id=row.reference).values("pk")
    found = OpportunityVerdict.objects.filter(Q(registration=row) | Q(known__in=filed)).order_by("pk")
    return list(found.select_related("registration", "by", "known"))


def newest(
    row: Registration,
    said: Iterable[OpportunityVerdict],
    known: Iterable[KnownOpportunity],
    codes: Sequence[str],
) -> dict[int, Given]:
    """Of the verdicts about a registration, with its product lines, the newest on each of these opportunities."""
    rows = {each.pk: each for each in known}
    others = {each.record_id: pk for pk, each in rows.items() if each.source == "registration"}
    last = {
        v.known_id if v.registration_id == row.pk else others.get(v.registration.reference): v for v in said
    }
    return {pk: Given(v, _stale(v, row, rows[pk], codes)) for pk, v in last.items() if pk in rows}


def called_same(row: Registration, said: Iterable[OpportunityVerdict]) -> Q:
    """The known opportunities that a verdict ever tied to this registration."""
    same = [v for v in said if v.verdict == SAME]
    mine = [v.known_id for v in same if v.registration_id == row.pk]
    theirs = [v.registration.reference for v in same if v.registration_id != row.pk]
    return Q(pk__in=mine) | Q(source="registration", record_id__in=theirs)


def facts_sha256(row: Registration, known: KnownOpportunity, codes: Sequence[str]) -> str:
    """A hash over what a verdict is about: customer, project, place, products and dates of both, in either order."""
    own = [
        row.customer_name, row.project_name, str(row.installation_country), row.installation_city,
        row.customer_domain, row.tax_number, sorted(codes), str(row.implementation_from), str(row.implementation_until),
    ]  # fmt: skip
    other = [
        known.customer_name, known.project_name, known.country, known.city, known.domain, known.tax_number,
        sorted(known.product_lines), str(known.starts_on), str(known.closes_on),
    ]  # fmt: skip
    return sha256("\n".join(sorted(json.dumps(side) for side in (own, other))).encode()).hexdigest()


def in_words(given: Given) -> list[str]:
    """Who said what of a pair, when and by what; and what follows from it now. For the desk alone."""
    said = given.verdict
    told = [
        _("%(name)s said “%(verdict)s” on %(day)s: %(source)s")
        % {
            "name": said.by.name, "verdict": said.get_verdict_display(), "day": day_in_words(localdate(said.at)),
            "source": said.source,
        }
    ]  # fmt: skip
    if given.stale:
        told.append(
            _("What one of the two says has changed since.")
            + ("" if given.counts else " " + _("It is asked again."))
        )
    # Only *same* teaches, so nothing is asked about the others.
    same = said.verdict == SAME
    alias = aliases.taught_by(said.known, said.registration.reference) if same else None
    if alias:
        told.append(
            _("The search finds this customer as “%s” too, because of this verdict.") % alias.spelling
        )
    return told


def _stale(
    verdict: OpportunityVerdict, row: Registration, known: KnownOpportunity, codes: Sequence[str]
) -> bool:
    return bool(verdict.facts_sha256) and verdict.facts_sha256 != facts_sha256(row, known, codes)


def settle_alias(verdict: OpportunityVerdict) -> bool:
    """*Same* teaches the search how the customer is written here too, *different* takes it back; whether it did."""
    row, known = verdict.registration, verdict.known
    if verdict.verdict == SAME:
        return aliases.teach(
            known, row.customer_name, reference=row.reference, verdict=verdict.pk, at=verdict.at
        )
    return aliases.forget(known, row.reference)
