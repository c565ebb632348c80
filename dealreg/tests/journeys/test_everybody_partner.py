"""Each page of a partner is open to everybody: with nothing on it, filled, and after a mistake."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.everybody import TOO_WIDE, trouble_here, trouble_on
from dealreg.tests.journeys.portal import fill, press
from dealreg.tests.journeys.simulated import Time
from deals import drafts, revocation
from deals.answers import TASKS
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.letters.lettered import authorised
from deals.tests.rewards.rewarded import won
from deals.tests.test_behalf import registered
from partners import announcements, membership
from partners.models import User
from partners.roles import Role
from partners.tests.factories import PASSWORD, ApplicantFactory, ManagerFactory, PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)
NOW = make.AT + 30 * DAY
TROUBLES = ("400", "403", "403_csrf", "404", "413", "429", "500", "503")
SUMMARY = "[data-error-summary], main .notice[role=alert]"
WRONGLY_FILLED = """(form, words) => {
  form.noValidate = true;
  for (const field of form.elements) {
    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    else if (field.tagName === "SELECT") field.value = "";
    else if (!["hidden", "submit", "button", "file"].includes(field.type)) {
      if (field.tagName === "INPUT") field.type = "text";
      field.value = words;
    }
  }
}"""


def refused(page: Page, path: str, words: str = "") -> list[Any]:
    """What axe finds on the answer to the page's form, sent with these words in each field and nothing chosen."""
    page.goto(path)
    form = page.locator('main form[method="post"]:has(.btn-primary, .btn-danger)').first
    form.evaluate(WRONGLY_FILLED, words)
    form.locator(".btn-primary, .btn-danger").first.click()
    page.locator(SUMMARY).first.wait_for()
    return trouble_here(page)


def of(row: Registration, *names: str) -> list[str]:
    return [reverse(f"registration-{name}", args=[row.reference]) for name in names]


@pytest.fixture
def seller(time: Time) -> User:
    return make.seller(name="Anan Boonmee", role=Role.ADMINISTRATOR)


@pytest.fixture
def deals(seller: User, time: Time) -> dict[str, Registration]:
    """One registration each that lapsed, is in force, waits, was returned, was rejected and is being written."""
    rows = {"lapsed": make.approved(seller)}
    time.tick(make.AT + 8 * DAY)
    make.fresh_mirror(make.AT + 8 * DAY)
    rows["approved"] = make.approved(seller, make.AT + 8 * DAY)
    # A week and a day before its end the first is warned.
    for day in (22, 27, 28):
        time.tick(make.AT + day * DAY)
    make.fresh_mirror(NOW - 2 * DAY)
    words = "The customer knows of no project."
    revocation.open_hearing(rows["approved"], words=words, by=make.coordinator(), at=NOW - 2 * DAY)
    rows["returned"] = make.returned(seller, NOW - 2 * DAY)
    rows["rejected"] = make.rejected(seller, NOW - 2 * DAY)
    rows["submitted"] = make.submitted(seller, NOW - 2 * DAY, price_application_on=date(2027, 4, 30))
    time.tick(NOW)
    rows["draft"] = make.draft(seller, NOW)
    return {name: Registration.objects.get(pk=row.pk) for name, row in rows.items()}


def test_everybody_can_read_a_company_without_deals(browse: Browse, seller: User) -> None:
    names = ["home", "registration-list", "update-sheet", "notice-list", "view-list", "registration-export"]
    names += ["company-numbers", "account-calendar", "registration-bulk", "registration-start"]
    paths = [*map(reverse, names)]
    assert trouble_on(browse(seller), paths) == []


def test_everybody_can_read_each_page_of_a_deal(
    browse: Browse, seller: User, deals: dict[str, Registration]
) -> None:
    steps = [task.slug for task in TASKS if task.slug != "documents"]
    paths = [
        *of(deals["approved"], "detail", "update", "extension", "attach", "price", "withdraw", "hearing"),
        *of(deals["lapsed"], "detail", "reinstatement"),
        *of(deals["rejected"], "detail", "appeal"),
        *of(deals["returned"], "detail"),
        *of(deals["draft"], "edit", "documents", "check"),
        *[reverse("registration-task", args=[deals["draft"].reference, step]) for step in steps],
    ]
    assert trouble_on(browse(seller), paths) == []


def test_everybody_can_use_the_form_of_answers_that_are_not_yet_right(browse: Browse, seller: User) -> None:
    row = make.draft(seller, project_name="TBD", attested_true=False)
    steps = [*(f"edit/{task.slug}/" for task in TASKS), "edit/", "check/"]
    paths = [f"/registrations/{row.reference}/{step}" for step in steps]
    assert trouble_on(browse(seller), paths) == []


@pytest.mark.parametrize("language", ["en", "zh-hans", "ar"])
def test_nothing_scrolls_in_two_directions_at_400_percent(
    browse: Browse, time: Time, seller: User, live_server: LiveServer, language: str
) -> None:
    row = make.approved(seller)
    time.tick_daily(make.AT + 15 * DAY)
    page = browse(seller, viewport={"width": 320, "height": 640})
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    found = []
    for path in [
        *map(reverse, ["home", "registration-list", "company-numbers"]),
        *of(row, "detail", "update"),
    ]:
        page.goto(path)
        found.append((path, page.evaluate(TOO_WIDE)))
    assert [(path, wide) for path, wide in found if wide] == []


def test_everybody_can_use_lists_account_and_company(
    browse: Browse, seller: User, deals: dict[str, Registration]
) -> None:
    colleague = PersonFactory.create(partner=seller.partner, name="Mali Srisai")
    chosen = reverse("registration-list") + "?status=approved&q=storage"
    names = ["update-sheet", "registration-export", "company-numbers", "account-calendar", "account"]
    names += ["home", "person-invite", "registration-start"]
    paths = [*map(reverse, names), chosen, reverse("view-list") + "?status=approved"]
    paths += [reverse("registration-list") + "?q=nothing"]
    paths += [reverse(name, args=[colleague.pk]) for name in ("person-leaves", "person-role")]
    assert trouble_on(browse(seller), paths) == []


def test_everybody_can_mend_a_mistake(browse: Browse, seller: User, deals: dict[str, Registration]) -> None:
    empty = drafts.start(by=seller, at=NOW)
    page = browse(seller)
    tasks = [reverse("registration-task", args=[empty.reference, slug]) for slug in ("project", "timeline")]
    found = [trouble for path in tasks for trouble in refused(page, path, "?")]
    paths = [
        *of(empty, "check"),
        *of(deals["approved"], "update", "close", "attach", "price", "hearing"),
        *of(deals["rejected"], "appeal"),
        *map(reverse, ["registration-bulk", "registration-export", "account", "person-invite"]),
        reverse("view-list") + "?status=approved",
    ]
    found += [trouble for path in paths for trouble in refused(page, path)]
    page.goto(reverse("update-sheet"))
    page.get_by_label("What is new").first.fill("Met them")
    press(page, "Save updates")
    page.locator(SUMMARY).first.wait_for()
    assert found + trouble_here(page) == []


def test_everybody_can_use_a_registration_on_behalf(browse: Browse, time: Time) -> None:
    row, person = registered()
    time.tick(make.AT + DAY)
    distributor = row.owner
    assert distributor is not None
    writing = drafts.start(by=distributor, at=make.AT + DAY, partner=row.partner)
    found = trouble_on(browse(person), of(row, "detail", "confirm", "object", "hide"))
    start = reverse("registration-start")
    paths = [start, f"{start}?partner=", *of(row, "detail"), *of(writing, "edit")]
    assert found + trouble_on(browse(distributor), paths) == []


def test_everybody_can_claim_a_reward(browse: Browse, time: Time) -> None:
    row = won()
    time.set(make.AT + 21 * DAY)
    page, paths = browse(row.owner), of(row, "detail", "reward")
    assert trouble_on(page, paths) + refused(page, paths[1]) == []


def test_everybody_can_read_where_a_company_stands(browse: Browse, seller: User) -> None:
    assert seller.partner
    manager = ManagerFactory.create()
    announcements.announce(
        seller.partner,
        "end",
        first_day=(make.AT + 90 * DAY).date(),
        by=manager,
        at=make.AT,
        codes=["inactive"],
    )
    found = trouble_on(browse(seller), [reverse("company")])
    applicant = PersonFactory.create(partner=ApplicantFactory.create(), role=Role.ADMINISTRATOR)
    assert applicant.partner
    membership.decide(
        applicant.partner, "refuse", by=manager, at=make.AT, codes=["company-unclear"], reason="Who?"
    )
    page = browse(applicant)
    found += trouble_on(page, [reverse("home"), reverse("apply-again")])
    assert found + refused(page, reverse("apply-again")) == []


def test_everybody_can_secure_an_account(browse: Browse, seller: User) -> None:
    EmailAddress.objects.create(user=seller, email=seller.email, verified=True, primary=True)
    page = browse()
    found = refused(page, reverse("account_login"))
    fill(page, login=seller.email, password=PASSWORD)
    press(page, "Sign in")
    page.wait_for_url(lambda url: "login" not in url)
    names = ["mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"]
    names += ["usersessions_list", "account_email", "account_change_password", "account_logout"]
    found += trouble_on(page, [*map(reverse, names)])
    for name in ("mfa_activate_totp", "account_change_password"):
        found += refused(page, reverse(name))
    assert found == []


@pytest.fixture
def tries() -> Iterator[None]:
    """The tries to check a letter are counted anew."""
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("tries")
def test_everybody_can_check_a_letter_and_apply(browse: Browse, time: Time) -> None:
    letter = authorised(make.submitted()).letters.get()
    page = browse()
    found = trouble_on(page, [reverse("letter-check")]) + refused(page, reverse("letter-check"))
    for code in ("ABCDEFGHJKMNPQRSTVWXYZ2345", letter.code):
        fill(page, code=code, issued_on=letter.issued_on.isoformat())
        press(page, "Check the letter")
        page.locator("main .notice, main #answer").first.wait_for()
        found += trouble_here(page)
    for name in ("apply", "account_reset_password"):
        found += refused(page, reverse(name))
    assert found == []


def test_everybody_can_read_what_went_wrong(browse: Browse) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    pages = {code: get_template(f"{code}.html").render(request=request) for code in TROUBLES}
    page = browse()

    def answer(route: Route) -> None:
        route.fulfill(body=pages[route.request.url.split("/")[-2]], content_type="text/html")

    page.route("**/trouble/*/", answer)
    assert trouble_on(page, [f"/trouble/{code}/" for code in TROUBLES]) == []
