"""The receipt of a submission: what was received, when, under which rules of precedence, with every answer.

Answers are those of the submission, whatever was changed since. Names of the decision chain are shown to the company
that entered them alone, and only while they are kept (rulebook, *Privacy*).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals import given, sealed
from deals.answers import TASKS, Answer, Section, from_plain, label, lines, value
from deals.countdowns import in_words
from deals.models import Document, Registration, Submission
from deals.papers import row, typeset
from partners.models import Policy, ProductLine, User


@dataclass(frozen=True)
class Fact:
    """One line of the record; `code` runs from left to right in every language."""

    label: str
    words: str
    code: bool = False


def record(of: Registration, submission: Submission) -> list[Fact]:
    """What proves the submission: whose, when, its number, its place and the hash of its content."""
    facts = [Fact(_("Reference"), of.reference, code=True), Fact(_("Partner"), of.partner.name)]
    if of.distributor is not None:
        facts.append(Fact(_("Registered by distributor"), of.distributor.name))
    facts += [
        Fact(_("Your time"), in_words(submission.at)),
        Fact(_("Universal time (UTC)"), _utc(submission), code=True),
        Fact(_("Sequence number (sealed)"), submission.sealed_number, code=True),
        Fact(_("Place in line"), _place(of, submission), code=True),
    ]
    if submission.keeps_place:
        facts.append(Fact(_("Its place"), _("Kept from the earlier submission.")))
    facts.append(Fact(_("Content (SHA-256)"), submission.sha256, code=True))
    return facts


def ties(policy: Policy) -> list[str]:
    """The rules that say which of two registrations was first, with the numbers of the policy."""
    days = policy.return_answer_working_days
    return [
        _(
            "The earlier complete submission comes first, by the database’s clock in UTC; of two at the same instant, "
            "the one whose sequence number was given first. Neither tier nor size of a deal plays a part, and a draft "
            "holds no place."
        ),
        _(
            "Sequence numbers are shown sealed, so that nobody can tell from them how much is registered. Of two "
            "sealed numbers the lower is not the earlier; the vendor can open yours."
        ),
        ngettext(
            "A registration returned for information keeps its place if it is answered within %d working day and "
            "customer, project and products stay as they were; otherwise the time of the answer is its place.",
            "A registration returned for information keeps its place if it is answered within %d working days and "
            "customer, project and products stay as they were; otherwise the time of the answer is its place.",
            days,
        )
        % days,
        _(
            "The same deal registered by a partner and by its distributor is one registration, with the earlier time."
        ),
    ]


def rules(policy: Policy) -> list[str]:
    """All rules of precedence (rulebook, *Who was first*), that of the vendor's own pipeline included."""
    hours = policy.near_simultaneous_hours
    pipeline = ngettext(
        "A record of the vendor’s own pipeline comes first only if it was created before the submission; "
        "within %d hour either way a second coordinator decides.",
        "A record of the vendor’s own pipeline comes first only if it was created before the submission; "
        "within %d hours either way a second coordinator decides.",
        hours,
    )
    return [*ties(policy), pipeline % hours]


def sections(of: Registration, submission: Submission, viewer: User) -> list[Section]:
    """The answers of the submission in words, task by task."""
    products = {line.pk: line for line in ProductLine.objects.all()}
    return [
        Section(
            task,
            tuple(
                _answer(of, submission.answers, name, products, viewer)
                for name in task.names
                if name != "currency"
            ),
        )
        for task in TASKS
        if task.names
    ]


def documents(of: Registration, submission: Submission) -> list[Document]:
    """The files that were there when it was submitted."""
    return [document for document in of.documents.all() if document.uploaded_at <= submission.at]


def pdf(of: Registration, submission: Submission, viewer: User) -> bytes:
    """The receipt as a paper, in the reader's language and time."""
    parts = [
        {"title": str(part.task.title), "rows": [row(answer.label, answer.lines) for answer in part.answers]}
        for part in sections(of, submission, viewer)
    ]
    files = [row(document.title, [document.sha256], code=True) for document in documents(of, submission)]
    if files:
        parts.append({"title": _("Documents and their SHA-256"), "rows": files})
    words = {
        "record": [row(fact.label, [fact.words], code=fact.code) for fact in record(of, submission)],
        "rules-title": _("When two partners register the same opportunity"),
        "rules": rules(of.pinned_policy),
        "sections": parts,
        "note": _("The portal keeps the same record; its page shows where the registration stands now."),
    }
    title = _("Receipt of your registration")
    return typeset("receipt", words, title=title, reference=of.reference, at=submission.at)


def _utc(submission: Submission) -> str:
    return f"{submission.at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"


def _place(of: Registration, submission: Submission) -> str:
    if of.place_at is None or of.place_number is None:
        return _utc(submission)
    return f"{of.place_at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC, {sealed.seal(of.place_number)}"


def _answer(
    of: Registration,
    kept: Mapping[str, given.Plain],
    name: str,
    products: Mapping[int, ProductLine],
    viewer: User,
) -> Answer:
    if name == "decision_makers" and _may_name(of, kept, viewer):
        return Answer(name, label(name), lines(name, value(of, name)))
    text = lines(name, from_plain(name, kept[name], products))
    if name == "budget" and text:
        text = (f"{text[0]} {kept['currency']}",)
    return Answer(name, label(name), text)


def _may_name(of: Registration, kept: Mapping[str, given.Plain], viewer: User) -> bool:
    """Whether the people of the submission are those still on file, and their names this reader's own."""
    same = given.plain(of, ["decision_makers"], people=False)["decision_makers"] == kept["decision_makers"]
    return same and viewer.partner_id == of.filing_company_id
