"""Probing: a company that registers to learn what the vendor knows rather than to win deals.

Rulebook, *What a partner must never learn*: it is flagged to the coordinator, who looks and decides what it means.
The signs are a rule over counts; no single registration is judged by them, and the partner never hears of them.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from deals import reasons
from deals.lifecycle import changing
from deals.models import Check, Decision, Registration, Suspicion
from deals.querysets import RegistrationQuerySet
from deals.refusals import Refused
from deals.states import Status
from partners.models import Partner, Policy, User
from validation.findings import Code, Outcome
from validation.opportunity import fold

COLLIDING, REFUSED, WITHDRAWN, SPELLINGS = "colliding", "refused-as-known", "withdrawn", "spellings"
# Looked at again by the next ticks, for what was not committed yet when one passed.
LOOKED_BACK = timedelta(hours=1)
_ALIKE = 85
_NAMES_COMPARED = 300


@dataclass(frozen=True)
class Counts:
    """What a company did since an instant.

    `colliding`: the search found something of others, and it was not approved. `refused`: not accepted because the
    opportunity was taken. `withdrawn`: taken back before a decision, drafts included. `spellings`: names of customers
    that are almost, but not quite, another one it wrote.
    """

    started: int = 0
    submitted: int = 0
    approved: int = 0
    colliding: int = 0
    refused: int = 0
    withdrawn: int = 0
    spellings: int = 0


def signs(counts: Counts, *, least: int, share: int) -> tuple[str, ...]:
    """Which signs stand: each needs a least number and a share, in per cent, of what the company did.

    A company half of whose registrations are approved does not probe by colliding, withdrawing or being refused.
    """

    def many(number: int, of: int) -> bool:
        return number >= least and number * 100 >= share * of

    honest = counts.submitted > 0 and counts.approved * 2 >= counts.submitted
    found = {
        COLLIDING: not honest and many(counts.colliding, counts.submitted),
        REFUSED: not honest and many(counts.refused, counts.submitted),
        WITHDRAWN: not honest and many(counts.withdrawn, counts.started),
        SPELLINGS: many(counts.spellings, counts.started),
    }
    return tuple(sign for sign, there in found.items() if there)


def filed_by(company: Partner) -> RegistrationQuerySet:
    """What a company's people registered, for it or on behalf of others."""
    return Registration.objects.filter(Q(distributor=company) | Q(distributor=None, partner=company))


def count(company: Partner, *, since: datetime, at: datetime) -> Counts:
    """The counts of a company's registrations started since an instant."""
    rows = list(
        filed_by(company)
        .filter(created_at__gte=since, created_at__lte=at)
        .order_by("pk")
        .values("pk", "reference", "customer_name", "status", "submitted_at", "update_from_at", "decided_at")
    )
    submitted = [row for row in rows if row["submitted_at"] is not None]
    undecided = [row for row in rows if row["status"] == Status.WITHDRAWN and row["decided_at"] is None]
    unapproved = {row["pk"] for row in submitted if row["update_from_at"] is None}
    return Counts(
        started=len(rows),
        submitted=len(submitted),
        approved=len(submitted) - len(unapproved),
        colliding=len(unapproved & _colliding([row["pk"] for row in rows], _own(company))),
        refused=_refused(company, since),
        withdrawn=len({fold(row["customer_name"]) for row in undecided if row["customer_name"]}),
        spellings=_spellings([row["customer_name"] for row in rows]),
    )


def _own(company: Partner) -> frozenset[str]:
    return frozenset(filed_by(company).values_list("reference", flat=True))


def _colliding(registrations: Sequence[int], own: frozenset[str]) -> set[int]:
    """Those of which the search after submission found something that is not the company's own."""
    looked = Check.objects.filter(
        registration__in=registrations, occasion="screen", code__in=(Code.PIPELINE, Code.SINGLE),
        outcome__in=(Outcome.REVIEW, Outcome.FAIL),
    )  # fmt: skip
    return {
        registration
        for registration, evidence in looked.values_list("registration", "evidence")
        if any(record["record"] not in own for record in evidence.get("records", ()))
    }


def _refused(company: Partner, since: datetime) -> int:
    taken = {code for code, r in reasons.REASONS.items() if r.criterion in (Code.PIPELINE, Code.SINGLE)}
    told = Decision.objects.filter(
        registration__in=filed_by(company).filter(created_at__gte=since), act=Decision.Act.REJECT
    )
    return len({row for row, codes in told.values_list("registration", "codes") if taken & set(codes)})


def _spellings(names: Sequence[str]) -> int:
    """How many different names are another one of them but for a few letters or words."""
    different = sorted({" ".join(fold(name).split()) for name in names} - {""})[-_NAMES_COMPARED:]
    return sum(
        len(process.extract(name, different, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, limit=2)) > 1
        for name in different
    )


def active_since(since: datetime) -> RegistrationQuerySet:
    """The newest registration of each company that started, was searched for or took something back since."""
    stirred = (
        Q(created_at__gte=since)
        | Q(screened_at__gte=since)
        | Q(ended_at__gte=since)
        | Q(decided_at__gte=since)
    )
    newest = Registration.objects.filter(stirred).order_by().values("partner", "distributor")
    keys = newest.annotate(newest=Max("pk")).values_list("newest", flat=True)
    return Registration.objects.filter(pk__in=list(keys))


def suspected() -> Q:
    """Which registrations were filed by a company under a suspicion that nobody has looked at yet."""
    there = Suspicion.objects.filter(acknowledged_at__isnull=True)
    company = Coalesce(OuterRef("distributor"), OuterRef("partner"))
    return Q(Exists(there.filter(partner=company)))


def suspicions(row: Registration) -> list[Suspicion]:
    """Every suspicion of the company that filed a registration, the newest first."""
    return list(Suspicion.objects.filter(partner=row.filing_company_id).select_related("acknowledged_by"))


def suspect(registration: Registration, *, at: datetime) -> Suspicion:
    """Flag the company that filed a registration, if it shows signs of probing.

    What a person already looked at does not count again. Raises Refused when there is nothing new to flag.
    """
    row = Registration.objects.for_locks().get(pk=registration.pk)
    company = row.distributor or row.partner
    policy = row.policy or Policy.objects.in_force(row.region or company.region, at)
    seen = Suspicion.objects.filter(partner=company)
    if seen.filter(acknowledged_at__isnull=True).exists():
        raise Refused("suspected")
    looked = seen.aggregate(at=Max("acknowledged_at"))["at"]
    since = at - timedelta(days=policy.probing_days)
    counts = count(company, since=max(since, looked) if looked else since, at=at)
    found = signs(counts, least=policy.probing_least, share=policy.probing_share)
    if not found:
        raise Refused("no signs")
    with changing(registration, "suspect_probing", by=None, at=at) as change:
        raised = Suspicion.objects.create(
            partner=company,
            registration=change.registration,
            signs=list(found),
            counts=asdict(counts),
            raised_at=at,
        )
        change.payload = {"suspicion": raised.pk, "signs": list(found)}
    return raised


def acknowledge(
    registration: Registration, *, note: str, by: User, at: datetime, version: int | None = None
) -> Suspicion:
    """Say that a person looked at the suspicion of the company that filed this registration, and what came of it."""
    if not note.strip():
        raise Refused(_("Say what came of it: the next coordinator reads it."))
    with changing(registration, "acknowledge_probing", by=by, at=at, version=version) as change:
        open_now = Suspicion.objects.select_for_update().filter(
            partner=change.registration.filing_company_id, acknowledged_at__isnull=True
        )
        found = open_now.first()
        if found is None:
            raise Refused(_("Nothing is suspected of this company, or somebody already looked at it."))
        found.acknowledged_by, found.acknowledged_at, found.note = by, at, note.strip()
        found.save(update_fields=["acknowledged_by", "acknowledged_at", "note"])
        change.payload = {"suspicion": found.pk}
    return found


def in_words(suspicion: Suspicion) -> list[str]:
    """What a suspicion stands on, in numbers, for the coordinator."""
    counts = suspicion.counts
    told = {
        COLLIDING: _(
            "%(colliding)d of %(submitted)d submissions met what is known here; %(approved)d were approved."
        ),
        REFUSED: _(
            "%(refused)d of %(submitted)d submissions were not accepted because the opportunity was taken."
        ),
        WITHDRAWN: _(
            "%(withdrawn)d customers of %(started)d registrations were taken back before a decision."
        ),
        SPELLINGS: _(
            "%(spellings)d customer names of %(started)d registrations are almost another one it wrote."
        ),
    }
    return [told[sign] % counts for sign in suspicion.signs if sign in told]
