"""The closed list of reasons a company can be told for a decision on its standing, each with its remedy.

As with registrations (rulebook, *Words to the partner*): a decision that owes a reason carries at least one code; free
text is added, never instead. The words are read by the company itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class StandingReason:
    """`verbs` are the acts of `partners.membership` that may carry it.

    `remedy` is empty where nothing is to be done.
    """

    code: str
    words: Any
    remedy: Any
    verbs: frozenset[str]


def _reason(code: str, verbs: str, words: Any, remedy: Any = "") -> StandingReason:
    return StandingReason(code, words, remedy, frozenset(verbs.split()))


REASONS: dict[str, StandingReason] = {
    reason.code: reason
    for reason in (
        _reason(
            "company-unclear", "refuse",
            _("The company could not be identified from what was given."),
            _("Apply again with the full legal name, the register or tax number and the web domain."),
        ),
        _reason(
            "outside-programme", "refuse",
            _("What the company sells does not fit the programme."),
            _("Apply again when you sell products or solutions of the programme to end customers."),
        ),
        _reason(
            "papers-missing", "refuse",
            _("Documents that were asked for did not arrive."),
            _("Apply again and send the documents your coordinator named."),
        ),
        _reason(
            "already-partner", "refuse",
            _("The company is in the programme already."),
            _("Ask its administrator for an invitation."),
        ),
        _reason(
            "review", "suspend",
            _("The company is under review."),
            _("Answer your coordinator’s questions; the suspension ends with the review."),
        ),
        _reason(
            "agreement-open", "suspend",
            _("The partner agreement is not up to date."),
            _("Sign the agreement in force, or send the documents that are missing."),
        ),
        _reason(
            "obligations-open", "suspend",
            _("Obligations of the partner agreement are not met."),
            _("Meet them and tell your coordinator."),
        ),
        _reason(
            "rules-broken", "suspend end",
            _("Rules of the programme were broken."),
            _("Tell your coordinator what happened, and what keeps it from happening again."),
        ),
        _reason(
            "agreement-over", "end",
            _("The partner agreement has run out or was given notice."),
            _("Ask your coordinator for another agreement if you want to come back."),
        ),
        _reason(
            "inactive", "end",
            _("The company has done no business in the programme for a long time."),
            _("Tell your coordinator when you plan deals again."),
        ),
        _reason(
            "taken-over", "end",
            _("The company was taken over or has ceased business."),
            _("A successor that wants to take part applies for itself."),
        ),
        _reason("own-wish", "end move call-off", _("The company asked for it.")),
        _reason("review-closed", "resume call-off", _("The review is closed.")),
        _reason("settled", "resume call-off", _("What was open is settled.")),
        _reason("agreement-signed", "resume restore call-off", _("The partner agreement is in force again.")),
        _reason("goals-reached", "move", _("The company meets what the tier asks for.")),
        _reason(
            "goals-missed", "move",
            _("The company no longer meets what the tier before asks for."),
            _("Ask your coordinator what each tier asks for."),
        ),
        _reason("in-error", "resume restore move call-off", _("The decision before was made in error.")),
        # Said by the house itself, where a decision leaves nothing to an announced change.
        _reason("overtaken", "", _("Another decision has taken its place.")),
    )
}  # fmt: skip


class UnknownReason(ValueError):
    """No code, one that is not on the closed list, or one not meant for this act."""


def meant_for(verb: str) -> list[StandingReason]:
    """The reasons that an act may carry, in the order of the list; none for one that owes no reason."""
    return [reason for reason in REASONS.values() if verb in reason.verbs]


def checked(codes: Iterable[str], verb: str) -> list[str]:
    """The codes without repetition. Raises UnknownReason where one is owed and missing, or is not meant for the act."""
    unique = list(dict.fromkeys(codes))
    meant = {reason.code for reason in meant_for(verb)}
    if (meant and not unique) or not set(unique) <= meant:
        raise UnknownReason(f"{unique} are not the reasons of {verb}.")
    return unique
