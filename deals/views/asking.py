"""Asking the vendor for something: more time, reinstatement, a price, another decision."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals import clocks, extensions, lifecycle, price, rewards
from deals.countdowns import day_in_words, in_words
from deals.forms.actions import ActionForm, AppealForm, ExtensionForm, PriceForm
from deals.forms.rewards import RewardForm
from deals.models import Registration
from deals.views.actions import ActionView, Page
from partners.models import User

STANDS_STILL = _("The update clock stands still until your coordinator has answered.")


class ExtensionView(ActionView):
    verb = "ask_extension"
    form_class = ExtensionForm
    title = _("Ask for more time")
    button = _("Ask for more time")

    def initial(self, row: Registration, at: datetime) -> dict[str, Any]:
        ahead = row.close_on is not None and row.close_on > clocks.local_day(at, row.zone)
        return {"close_on": row.close_on} if ahead else {}

    def why_not(self, row: Registration, at: datetime) -> str:
        return extensions.cannot_ask(row, at)

    def tell(self, row: Registration, at: datetime) -> Page:
        assert row.expires_at is not None
        proposed = clocks.extended_expiry(row.expires_at, row.pinned_policy.extension_months, row.zone)
        return Page(
            words=(
                _("Asked in time, the registration stays valid until your coordinator answers, even past its end."),
                STANDS_STILL,
            ),
            facts=(
                (_("Valid until now"), in_words(row.expires_at)),
                (_("Valid until, if granted"), in_words(proposed)),
            ),
        )  # fmt: skip

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        said = form.cleaned_data
        extensions.ask_extension(
            row, close_on=said["close_on"], reason=said["reason"], by=by, at=at, version=said["version"]
        )
        messages.success(request, gettext("Your coordinator has your request for more time."))


class ReinstatementView(ActionView):
    verb = "ask_reinstatement"
    title = _("Ask to reinstate")
    button = _("Ask to reinstate")

    def why_not(self, row: Registration, at: datetime) -> str:
        return extensions.cannot_ask_reinstatement(row, at)

    def tell(self, row: Registration, at: datetime) -> Page:
        return Page(
            words=(
                _("It comes back if no other registration for the opportunity was accepted meanwhile."),
                _("Once it is back, the update clock starts again from the first day."),
            ),
            facts=((_("You can ask until"), in_words(row.grace_until)),) if row.grace_until else (),
        )  # fmt: skip

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        extensions.ask_reinstatement(row, by=by, at=at, version=form.cleaned_data["version"])
        messages.success(request, gettext("Your coordinator has your wish to reinstate the registration."))


class PriceView(ActionView):
    verb = "apply_for_price"
    form_class = PriceForm
    title = _("Apply for price")
    button = _("Apply for price")

    def why_not(self, row: Registration, at: datetime) -> str:
        return price.cannot_apply(row, at)

    def tell(self, row: Registration, at: datetime) -> Page:
        assert row.submitted_at is not None
        first = clocks.earliest_price_application(
            row.submitted_at, row.pinned_policy.lead_time_days, row.zone
        )
        return Page(words=(STANDS_STILL,), facts=((_("Possible from"), day_in_words(first)),))

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        said = form.cleaned_data
        price.apply_for_price(row, note=said["note"], by=by, at=at, version=said["version"])
        messages.success(request, gettext("Your coordinator has your price application."))


class RewardView(ActionView):
    verb = "claim_reward"
    form_class = RewardForm
    title = _("Claim the reward")
    button = _("Claim the reward")

    def why_not(self, row: Registration, at: datetime) -> str:
        return rewards.cannot_claim(row, at)

    def tell(self, row: Registration, at: datetime) -> Page:
        percent, most = rewards.percent_of(row), rewards.most_of(row)
        facts = [(_("You can claim until"), day_in_words(rewards.claim_until(row)))]
        if percent is not None:
            facts.append((_("Reward"), gettext("%s %% of the order") % percent.normalize()))
        if most is not None:
            facts.append((_("At most"), f"{most:,.2f} {row.currency}"))
        return Page(
            words=(
                _("The policy makes the reward of the order; your coordinator checks the order and answers."),
            ),
            facts=facts,
        )

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        assert isinstance(form, RewardForm)
        rewards.claim_reward(row, form.order(), by=by, at=at, version=form.cleaned_data["version"])
        messages.success(request, gettext("Your coordinator has your claim."))


class AppealView(ActionView):
    verb = "appeal"
    form_class = AppealForm
    title = _("Appeal")
    button = _("Send the appeal")

    def why_not(self, row: Registration, at: datetime) -> str:
        return lifecycle.cannot_appeal(row, at)

    def tell(self, row: Registration, at: datetime) -> Page:
        return Page(
            words=(_("Another coordinator decides. A decision can be appealed once."),),
            facts=((_("You can appeal until"), in_words(row.appeal_until)),) if row.appeal_until else (),
        )

    def act(
        self, request: HttpRequest, row: Registration, form: ActionForm, *, by: User, at: datetime
    ) -> None:
        said = form.cleaned_data
        lifecycle.appeal(row, grounds=said["grounds"], by=by, at=at, version=said["version"])
        messages.success(request, gettext("Your appeal is with another coordinator."))
