"""One partner's story, told alone or with a crowd of others between its steps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from dealreg.tests.passkeys import passkey
from deals import decisions, drafts, feeds, lifecycle, saved_views
from deals.letters.issuing import in_groups
from deals.models import AuthorisationLetter, Batch, Registration
from deals.tests import factories as make
from deals.tests import sheets
from deals.tests.letters.lettered import authorised
from deals.urls import urlpatterns
from notifications import choices, digests, dispatch, receipts
from notifications.topics import Mail
from partners.models import User
from partners.roles import Role
from partners.tests.factories import DistributorLinkFactory, PartnerFactory, PersonFactory, ProductLineFactory
from partners.tiers import Tier

LATER = make.AT + timedelta(hours=2, seconds=30)
TOMORROW = make.AT + timedelta(days=1)


@dataclass
class Story:
    """A partner with every kind of row that its pages name, and the distributor that serves it."""

    between: Callable[[], None]
    administrator: User = field(init=False)
    distributor: User = field(init=False)
    feed: str = field(init=False)

    def tell(self) -> None:
        for step in self._steps():
            step()
            collect()
            self.between()
        while dispatch.deliver(LATER):
            pass
        while digests.send_one(TOMORROW + timedelta(days=1)):
            pass

    def names(self) -> dict[str, str]:
        """The random ids of this story by what they are called here."""
        partners = [self.administrator.partner, self.distributor.partner]
        rows = Registration.objects.filter(partner__in=partners).order_by("pk")
        named = {row.reference: f"[registration {place}]" for place, row in enumerate(rows)}
        batches = Batch.objects.filter(company__in=partners).order_by("pk")
        named |= {batch.code: f"[batch {place}]" for place, batch in enumerate(batches)}
        letters = AuthorisationLetter.objects.filter(registration__in=rows).order_by("pk")
        for place, letter in enumerate(letters):
            named |= {
                letter.code: f"[letter {place}]",
                in_groups(letter.code): f"[letter {place}, in groups]",
            }
        return named | {self.feed: "[feed]"}

    def pages(self) -> list[str]:
        """Each page of each registration, whether or not a link leads there in its state."""
        named = [page.name or "" for page in urlpatterns if str(page.pattern).count("<") == 1]
        references = Registration.objects.filter(partner=self.administrator.partner).order_by("pk")
        return [
            reverse(name, args=[row.reference])
            for row in references
            for name in named
            if name.startswith("registration-") and "bulk" not in name
        ] + [reverse("registration-autosave", args=[references[0].reference, "customer"])]

    def _steps(self) -> Iterator[Callable[[], Any]]:
        yield self._people
        yield lambda: make.draft(self.administrator, **_deal("Draft"))
        yield lambda: make.submitted(self.administrator, **_deal("Waiting"))
        yield lambda: authorised(make.submitted(self.administrator, **_deal("Letter")))
        yield lambda: make.updated(make.approved(self.administrator, **_deal("Kept")), LATER)
        yield self._returned
        yield self._rejected
        yield self._on_behalf
        yield self._views
        yield self._documents
        yield lambda: sheets.checked(
            sheets.csv_file([sheets.row(1), sheets.row(2, budget="x")]), self.administrator
        )
        yield self._feed

    def _people(self) -> None:
        make.world()
        company = PartnerFactory.create(name="Siam Systems")
        self.administrator = make.seller(
            company, email="anan@siam.example", name="Anan Boonmee", role=Role.ADMINISTRATOR
        )
        EmailAddress.objects.create(
            user=self.administrator, email=self.administrator.email, primary=True, verified=True
        )
        self.between()
        PersonFactory.create(partner=company, name="Mali Srisai", email="mali@siam.example")
        served = PartnerFactory.create(name="Wide Distribution", tier=Tier.DISTRIBUTOR)
        self.distributor = make.seller(
            served, email="wim@wide.example", name="Wim Wide", role=Role.ADMINISTRATOR
        )
        EmailAddress.objects.create(
            user=self.distributor, email=self.distributor.email, primary=True, verified=True
        )
        DistributorLinkFactory.create(distributor=served, partner=company)
        answers = dict.fromkeys(("receipts", "decisions", "answers"), Mail.DIGEST)
        choices.choose(self.distributor, answers, digest_hour=8, copies=Mail.AT_ONCE, at=make.AT)

    def _returned(self) -> None:
        row = make.submitted(self.administrator, **_deal("Asked"))
        decisions.return_to_partner(
            row, by=make.coordinator(), at=make.AT + timedelta(hours=1), codes=("budget-unconfirmed",)
        )

    def _rejected(self) -> None:
        row = make.submitted(self.administrator, **_deal("Refused"))
        decisions.reject(
            row, by=make.coordinator(), at=make.AT + timedelta(hours=1), codes=("not-available",)
        )

    def _on_behalf(self) -> None:
        partner = self.administrator.partner
        row = drafts.start(by=self.distributor, at=make.AT, partner=partner)
        row = drafts.edit(row, make.answers(**_deal("Served")), by=self.distributor, at=make.AT)
        lifecycle.submit(row, by=self.distributor, at=make.AT)

    def _views(self) -> None:
        for name, query in (("Open", "status=open"), ("Large", "sort=-budget")):
            saved_views.keep(
                QueryDict(query), name=name, shared=True, is_default=False, by=self.administrator, at=make.AT
            )
            self.between()

    def _documents(self) -> None:
        row = Registration.objects.get(customer_name="Draft Hospital")
        drafts.attach(
            row, ContentFile(b"1 rack"), title="plan.txt", content_type="text/plain",
            by=self.administrator, at=make.AT,
        )  # fmt: skip

    def _feed(self) -> None:
        self.feed = feeds.open_feed(by=self.administrator, whole_company=True, at=make.AT)


def the_programme() -> None:
    """What the vendor publishes to all of them alike: regions, policy and product lines."""
    make.world()
    for code in ("storage", "storage.flash"):
        ProductLineFactory.create(code=code)


def crowd() -> None:
    """Another partner does all that the story does, a little of it more than once."""
    other = make.seller(role=Role.ADMINISTRATOR)
    PersonFactory.create(partner=other.partner)
    authorised(make.submitted(other))
    make.returned(other)
    for name in ("One", "Two"):
        saved_views.keep(QueryDict(""), name=name, shared=False, is_default=False, by=other, at=make.AT)
    row = make.draft(other)
    drafts.attach(
        row, ContentFile(b"%PDF-1.4"), title="x.pdf", content_type="application/pdf", by=other, at=make.AT
    )
    make.updated(make.approved(other), LATER)
    sheets.checked(sheets.csv_file([sheets.row(7)]), other)
    passkey(other)
    EmailAddress.objects.create(user=other, email=other.email, primary=True, verified=True)
    Client().force_login(other)
    collect()


def nobody() -> None:
    """Nothing happens between the steps."""


def collect() -> None:
    """Turn what happened into notices."""
    while receipts.collect(make.AT):
        pass


def _deal(name: str) -> dict[str, Any]:
    return {"customer_name": f"{name} Hospital", "project_name": f"Storage for the {name.lower()} ward"}
