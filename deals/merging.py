"""A partner and its distributor filed the same deal: the two become one, with the earlier place in line.

Rulebook, *Who was first*, 4. The one that is kept gains the distributor and the earlier place; the other ends.
"""

from datetime import datetime

from django.db.models import BigIntegerField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext as _

from deals import opportunities
from deals.lifecycle import changing, end
from deals.models import OpportunityVerdict, Registration
from deals.querysets import RegistrationQuerySet
from deals.refusals import Refused
from deals.states import UNDECIDED
from partners.models import User
from validation.models import KnownOpportunity


def twins(row: Registration) -> RegistrationQuerySet:
    """The undecided filings of the same partner that came the other way: its own beside the distributor's."""
    other_way = Q(distributor__isnull=row.distributor_id is not None)
    found = Registration.objects.filter(other_way, partner=row.partner, status__in=UNDECIDED)
    return found.exclude(pk=row.pk).order_by("place_at", "place_number")


def has_twin() -> Exists:
    """The same as a flag of a row."""
    own = Q(distributor__isnull=True)
    outer = ExpressionWrapper(OuterRef("distributor"), BigIntegerField())
    theirs = Registration.objects.filter(partner=OuterRef("partner"), status__in=UNDECIDED).alias(outer=outer)
    one_way = own & Q(outer__isnull=False) | ~own & Q(outer__isnull=True)
    return Exists(theirs.filter(one_way).exclude(pk=OuterRef("pk")))


def merge(
    registration: Registration, other: Registration, *, by: User, at: datetime, version: int | None = None
) -> Registration:
    """Make two filings of one deal one. The other ends; the earlier place in line is kept.

    Raises Refused unless one is the partner's and one its distributor's, and a coordinator called them the same.
    """
    with changing(registration, "merge", by=by, at=at, version=version, rivals=[other.pk]) as change:
        row = change.registration
        found = twins(row).filter(pk=other.pk).first()
        if found is None:
            raise Refused(
                _("Choose the other filing of the same partner: one its own, one of its distributor.")
            )
        if not _called_same(row, found):
            raise Refused(_("Say first, with a source, that the two are the same opportunity."))
        with changing(found, "merge_into", by=by, at=at) as ending:
            gone = ending.registration
            place, number = min((each.place_at or at, each.place_number or 0) for each in (row, gone))
            ending.payload = {"into": row.pk}
            end(ending, at)
        earlier = (place, number) != (row.place_at, row.place_number)
        row.place_at, row.place_number = place, number
        row.distributor = row.distributor or gone.distributor
        opportunities.file(row, at)
        change.payload = {"other": gone.pk, "earlier": earlier}
    return change.registration


def _called_same(row: Registration, other: Registration) -> bool:
    known = KnownOpportunity.objects.registrations()
    one = Q(registration=row, known__in=known.filter(record_id=other.reference))
    two = Q(registration=other, known__in=known.filter(record_id=row.reference))
    newest = OpportunityVerdict.objects.filter(one | two).order_by("-pk").first()
    return newest is not None and newest.verdict == OpportunityVerdict.Verdict.SAME
