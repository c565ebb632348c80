"""The review page: the evidence in sight, the verdicts beside it, the decisions at the foot."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals import countdowns, ledger, opportunities, probing, review, seconds, verdicts
from deals.admin import comparison, decide, dossier, history, sheet
from deals.admin.acts import Seen
from deals.admin.case_file import case_file
from deals.admin.hearing_words import hearing_words
from deals.admin.pending import Pending, fresh, pending
from deals.admin.standing import standing
from deals.admin.words import RISK_SIGNS, desk_label, since_words
from deals.forms.decisions import ApproveForm
from deals.forms.verdicts import JudgeForm, VerdictsForm, VerifyForm
from deals.models import Registration, RewardClaim
from deals.refusals import Refused
from deals.states import RewardState, Status
from partners.admin.scope import signed_in
from partners.clock import now
from partners.models import User
from validation.findings import Code, Outcome
from validation.matching import SearchUnavailable

VERDICTS = ("verify", "judge")


def respond(request: HttpRequest, row: Any, site: dict[str, Any]) -> HttpResponse:
    """The page of a row from `pending.for_case`, as of the instant at which it was read."""
    return _page(request, row, site, row.read_at)


def record(request: HttpRequest, row: Registration, slug: str, site: dict[str, Any]) -> HttpResponse:
    """Record the verdicts typed on the page, all or none: `verify` for facts, `judge` for candidates."""
    user, at = decide.require_coordinator(request), now()
    if request.method != "POST":
        return redirect(decide.review_url(row))
    if slug == "verify":
        form: VerdictsForm = VerifyForm(request.POST, row)
    else:
        with suppress(SearchUnavailable):
            # What is still to be filed shows as a failure on the page.
            opportunities.catch_up()
        beside, _more = comparison.chosen(case_file(row, at).look)
        form = JudgeForm(request.POST, [each.known for each in beside])
    if not form.is_valid():
        return _page(request, row, site, at, typed=form)
    # Counted first: once recorded, none is left that one source would confirm.
    given = len(form.said())
    try:
        _carry_out(row, form, Seen(user, at, decide.version_seen(request)))
    except Refused as refusal:
        row = fresh(row)
        return _page(request, row, site, at, typed=form, refused=decide.trouble(refusal, row, user, at))
    messages.success(request, ngettext("%d verdict recorded.", "%d verdicts recorded.", given) % given)
    return redirect(decide.review_url(row))


def _carry_out(row: Registration, form: VerdictsForm, seen: Seen) -> None:
    if not isinstance(form, JudgeForm):
        verdicts_of = {said.on: (said.verdict, said.source) for said in form.said()}
        review.verify_all(row, verdicts_of, by=seen.by, at=seen.at, version=seen.version)
        return
    with transaction.atomic():
        for more, said in enumerate(form.said()):
            # Each verdict is a change of its own; the lock of the first keeps others out until the last.
            review.judge_opportunity(
                row, form.known[said.on], said.verdict,
                source=said.source, by=seen.by, at=seen.at, version=seen.version + more,
            )  # fmt: skip


def _page(
    request: HttpRequest,
    row: Registration,
    site: dict[str, Any],
    at: datetime,
    typed: VerdictsForm | None = None,
    refused: decide.Trouble | None = None,
) -> HttpResponse:
    user = signed_in(request)
    waiting = pending(row)
    file = case_file(row, at)
    beside, more = comparison.chosen(file.look)
    acting = user.is_coordinator and row.status == Status.SUBMITTED
    verify = typed if isinstance(typed, VerifyForm) else VerifyForm(None, row) if acting else None
    judge = typed if isinstance(typed, JudgeForm) else None
    if judge is None and acting and beside:
        judge = JudgeForm(None, [each.known for each in beside])
    inputs = {key: (verdict, source) for key, _name, verdict, source in judge.rows()} if judge else {}
    two_persons = seconds.two_persons_why(row, file.findings) if row.status == Status.SUBMITTED else ""
    acts = decide.offered(row, waiting) if user.is_coordinator else []
    if not two_persons:
        acts = [act for act in acts if act.slug != "propose-approval"]
    context = {
        **site,
        "title": row.reference,
        "subtitle": None,
        "opts": Registration._meta,
        "row": row,
        "at": at,
        "status_label": desk_label(row.status),
        "claimed": since_words(row.claimed_at, at) if row.claimed_at else "",
        "signs": [
            RISK_SIGNS[s] for s in row.risk_signs if s in RISK_SIGNS and row.status == Status.SUBMITTED
        ],
        "clear_cut": _clear_cut(row, file.findings, waiting, user) if acting else None,
        "acting": acting,
        "refused": refused,
        "typed": typed,
        "waiting": waiting,
        "waiting_words": _waiting_words(row, waiting),
        "criteria": sheet.criteria(row, file.findings),
        "search_failure": file.look.facts.failure,
        "two_persons": two_persons,
        "groups": dossier.groups(row, user, verify, file.hints),
        "verify": verify,
        "beside": [(each, inputs.get(str(each.known.pk))) for each in beside],
        "said": _said(file.look.given, beside),
        "more_candidates": more,
        "lines": comparison.lines(row, beside, opportunities.product_codes(row)) if beside else [],
        "judge": judge,
        "standing": standing(row, file.record),
        "deadlines": _deadlines(row, at),
        "documents": row.documents.all(),
        "ledger": ledger.entries(row, counts=_counts(row, waiting, at)),
        "submissions": file.submissions,
        "history": history.entries(row, file.events, user, at, file.look.said),
        "main_acts": [act for act in acts if act.first],
        "other_acts": [act for act in acts if not act.first],
    }
    status = 409 if refused else 422 if typed else 200
    return TemplateResponse(request, "admin/deals/registration/review.html", context, status=status)


def _clear_cut(row: Registration, findings: Any, waiting: Pending, user: User) -> ApproveForm | None:
    """The form that approves from this page: where at most the verdicts on the facts are missing, and one decides."""
    open_ = [each for each in findings if not each.passed]
    facts_alone = all(each.code == Code.VERIFIED and each.outcome == Outcome.REVIEW for each in open_)
    mine = waiting.appeal is not None and waiting.appeal.decision.by_id == user.pk
    if not facts_alone or mine or row.parked or row.objection or seconds.two_persons_why(row, findings):
        return None
    form = ApproveForm(row=row)
    if "source" in form.fields:
        form.fields["source"].widget.attrs["data-key"] = "a"
    return form


def _said(given: Mapping[int, verdicts.Given], beside: list[comparison.Beside]) -> list[list[str]]:
    """Per candidate what a coordinator said of the pair before, in words."""
    return [verdicts.in_words(given[each.known.pk]) if each.known.pk in given else [] for each in beside]


def _deadlines(row: Registration, at: datetime) -> list[countdowns.Deadline]:
    """The clocks that run now: the promise while a decision is owed, the two of the partner in force."""
    found: list[countdowns.Deadline | None] = []
    if row.status == Status.SUBMITTED and not row.parked:
        found.append(countdowns.decision_deadline(row, at))
    if row.status == Status.APPROVED:
        found += [countdowns.update_deadline(row, at), countdowns.validity_deadline(row, at)]
        if row.hearing_until and not row.heard:
            found.append(countdowns.deadline(row.hearing_until, at, label=_("Reply to the hearing until")))
    if row.status == Status.RETURNED and row.answer_due_at:
        found.append(countdowns.deadline(row.answer_due_at, at, label=_("Answer keeps the place until")))
    if row.grace_until and row.status in (Status.LAPSED, Status.EXPIRED):
        found.append(countdowns.deadline(row.grace_until, at, label=_("Can be reinstated until")))
    if row.appeal_until and row.status == Status.REJECTED:
        found.append(countdowns.deadline(row.appeal_until, at, label=_("Can be appealed until")))
    return [each for each in found if each is not None]


def _waiting_words(row: Registration, waiting: Pending) -> list[tuple[str, str, str]]:
    """What asks for an answer: title, who and when in words, and the text."""
    told: list[tuple[str, str, str]] = []
    if waiting.suspicion:
        who = _("The partner is never told. Since: %s") % countdowns.in_words(waiting.suspicion.raised_at)
        told.append((_("This company may be probing"), who, "\n".join(probing.in_words(waiting.suspicion))))
    if waiting.appeal and row.status == Status.SUBMITTED:
        decided = (
            _("Decided before by %s. Another coordinator decides now.") % waiting.appeal.decision.by.name
        )
        told.append((_("On appeal"), decided, waiting.appeal.grounds))
    if row.objection:
        told.append((_("The partner objects to this registration on its behalf"), "", row.objection))
    if waiting.hearing:
        told += hearing_words(waiting.hearing)
    if waiting.extension:
        close = dossier.day(waiting.extension.close_on)
        told.append((_("Extension asked for"), _("New close date: %s") % close, waiting.extension.reason))
    if waiting.price:
        told.append((_("Price applied for"), waiting.price.by.name, waiting.price.note))
    if waiting.reward:
        told.append(_reward_words(waiting.reward))
    if row.reinstatement_asked_at and row.status in (Status.LAPSED, Status.EXPIRED):
        told.append((_("Reinstatement asked for"), "", ""))
    for proposal in waiting.proposals.values():
        by = _("%(act)s, proposed by %(name)s") % {
            "act": proposal.get_act_display(),
            "name": proposal.by.name,
        }
        told.append(
            (_("A second person is asked"), by, "\n".join(filter(None, (proposal.reason, proposal.evidence))))
        )
    return told


def _counts(row: Registration, waiting: Pending, at: datetime) -> bool:
    """Whether its benefits count; an extension that was asked for in time keeps them."""
    valid = waiting.extension is not None or (row.expires_at is not None and row.expires_at > at)
    return valid and row.status == Status.APPROVED


def _reward_words(claim: RewardClaim) -> tuple[str, str, str]:
    order = _("Order %(number)s of %(day)s: %(amount)s") % {
        "number": claim.order_number,
        "day": dossier.day(claim.ordered_on),
        "amount": f"{claim.order_amount:,.2f} {claim.currency}",
    }
    reward = _("%(percent)s %% by the policy: %(amount)s") % {
        "percent": claim.percent.normalize(),
        "amount": f"{claim.amount:,.2f} {claim.currency}",
    }
    title = _("Reward claimed") if claim.state == RewardState.CLAIMED else _("Reward to be paid")
    return title, order, reward
