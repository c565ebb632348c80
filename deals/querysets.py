"""Reads of the deals app. `visible_to` is the one answer to "whose"."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from deals.states import IN_FORCE, OPEN, Status
from partners.models import Partner, Region, User
from partners.roles import Role
from validation import spellings

if TYPE_CHECKING:
    from deals.models import Batch, Benefit, Registration, Rehearsal, RewardClaim, SavedView


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: User | AnonymousUser, regions: Iterable[Region] | None = None) -> Self:
        """A company sees what it registered or what was registered for it; a coordinator the assigned regions.

        A distributor no longer sees what the partner hid from it. A long list of the desk hands over the coordinator's
        `regions` where it has read them: by their names the database knows how many rows they hold.

        Drafts are the partner's own until submitted. Whoever is not signed in, or has no role here, sees none.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        if user.is_partner:
            for_others = Q(distributor_id=user.partner_id, hidden_from_distributor_at__isnull=True)
            return self.filter(Q(partner_id=user.partner_id) | for_others)
        filed = self.filter(submitted_at__isnull=False)
        if user.role == Role.COORDINATOR:
            return filed.filter(region__in=user.covered_regions() if regions is None else regions)
        if user.role in (Role.PROGRAMME_MANAGER, Role.AUDITOR):
            return filed
        return self.none()

    def matching(self, text: str) -> Self:
        """Those that hold every word of a text, whatever its case, accents or script forms.

        Both sides are spelled alike before the database compares them (`validation.spellings`), so that 华为 is
        found by "huawei" and by 華為, and on SQLite too, which ignores case in ASCII alone.
        """
        found = self
        for pieces in spellings.asked(text):
            found = found.filter(reduce(or_, (Q(search_text__contains=piece) for piece in pieces), Q()))
        return found

    def sought(self, text: str) -> Self:
        """As `matching`, and a word may also stand in the name of the partner: what the desk looks a case up by.

        The partners are looked up first, so that the database can answer the rest from its indexes.
        """
        words = text.split()
        if not words:
            return self
        in_a_name = reduce(or_, (Q(name__icontains=word) for word in words))
        named = list(Partner.objects.filter(in_a_name).values_list("pk", "name"))
        found = self
        for word in words:
            partners = [pk for pk, name in named if word.casefold() in name.casefold()]
            in_text = Q()
            for pieces in spellings.asked(word):
                in_text &= reduce(or_, (Q(search_text__contains=piece) for piece in pieces))
            found = found.filter(in_text | Q(partner__in=partners))
        return found

    def with_next_deadline(self) -> Self:
        """With `next_deadline`: the one instant that matters next to the partner in the present state."""
        of_state = {
            Status.APPROVED: "update_due_at",
            Status.SUBMITTED: "decision_due_at",
            Status.RETURNED: "answer_due_at",
            Status.LAPSED: "grace_until",
            Status.EXPIRED: "grace_until",
            Status.REJECTED: "appeal_until",
        }
        cases = [models.When(status=status, then=F(column)) for status, column in of_state.items()]
        return self.annotate(next_deadline=models.Case(*cases, default=None))

    def open(self) -> Self:
        """Submitted, returned or approved: what counts against the partner's cap."""
        return self.filter(status__in=OPEN)

    def in_force(self, at: datetime) -> Self:
        """Approved and valid at an instant: until its expiry, or until an extension asked in time is answered."""
        pending = self.model.objects.extension_pending().values("pk")
        return self.filter(Q(expires_at__gt=at) | Q(pk__in=pending), status__in=IN_FORCE)

    def extension_pending(self) -> Self:
        """Those whose request for more time waits for its answer."""
        return self.filter(extensions__asked_at__isnull=False, extensions__answered_at__isnull=True)

    def with_coordinator(self) -> Self:
        return self.filter(status=Status.SUBMITTED)

    def for_locks(self) -> Self:
        """With what every verb looks at, read along with the lock."""
        return self.select_related("partner", "distributor", "region__calendar", "policy")

    def for_pages(self) -> Self:
        """With everything that a row or a page shows of it, so that no page asks row by row."""
        return self.select_related("partner", "distributor", "owner", "region", "policy", "reviewer")

    def reward_is_open(self) -> Q:
        """Of an annotated row: a reward was granted and is not claimed yet; whether there is time is the policy's."""
        won = self.filter(pk=OuterRef("pk"), status=Status.WON)
        claimed = won.filter(reward_claims__isnull=False).exclude(reward_claims__accepted=False)
        return Q(Exists(won.filter(benefits__kind="reward")), ~Exists(claimed))

    def for_writing(self) -> Self:
        """With all that the pages of the registration form read, lists included."""
        lists = ("items__product_line", "decision_makers", "documents")
        return self.for_pages().prefetch_related(*lists)


class BenefitQuerySet(models.QuerySet["Benefit"]):
    def entitling(self, at: datetime) -> Self:
        """Grants that count at an instant: their registration is approved and valid (rulebook, *Benefits*)."""
        asked = Q(
            registration__extensions__asked_at__isnull=False,
            registration__extensions__answered_at__isnull=True,
        )
        valid = Q(registration__expires_at__gt=at) | asked
        return self.filter(valid, registration__status__in=IN_FORCE).distinct()


class RewardClaimQuerySet(models.QuerySet["RewardClaim"]):
    def unsettled(self) -> Self:
        """Claims that wait for an answer, or for their payment."""
        return self.filter(paid_on__isnull=True).exclude(accepted=False)

    def of_state(self, state: str) -> Self:
        """Those in one of `deals.states.RewardState`."""
        return self.filter(
            {
                "claimed": Q(accepted__isnull=True),
                "accepted": Q(accepted=True, paid_on__isnull=True),
                "paid": Q(paid_on__isnull=False),
                "declined": Q(accepted=False),
            }[state]
        )


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A company's people see the files their company brings in; nobody else any, since they hold its drafts."""
        if not isinstance(user, User) or not user.is_active or not user.is_partner:
            return self.none()
        return self.filter(company_id=user.partner_id)

    def at_work(self) -> Self:
        """Those with rows left to check or to bring in."""
        return self.filter(stage__in=("checking", "writing"))


class RehearsalQuerySet(models.QuerySet["Rehearsal"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A coordinator sees those of versions of the assigned regions; managers and auditors all; partners none."""
        if not isinstance(user, User) or not user.is_active or user.is_partner:
            return self.none()
        if user.role == Role.COORDINATOR:
            return self.filter(policy__region__in=user.covered_regions())
        return self

    def at_work(self) -> Self:
        """Those with cases left to look at."""
        return self.filter(ended_at__isnull=True)


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and what colleagues share inside the company."""
        return self.filter(Q(owner=user) | Q(shared=True, partner=user.partner_id))

    def changeable_by(self, user: User) -> Self:
        """One's own; an administrator also tidies up what the company shares."""
        mine = Q(owner=user)
        if user.role == Role.ADMINISTRATOR:
            mine |= Q(shared=True, partner=user.partner_id)
        return self.filter(mine)
