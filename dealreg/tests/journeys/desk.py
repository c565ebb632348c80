"""The desk in the admin as a coordinator uses it."""

from playwright.sync_api import Page, expect

from deals.models import Registration
from deals.tests.desk import review_url


def open_case(page: Page, row: Registration) -> None:
    """Find the case in the queue and open it."""
    page.goto(f"/admin/deals/registration/?q={row.reference}")
    page.get_by_role("row").filter(has_text=row.reference).get_by_role("link").first.click()
    page.wait_for_url(f"**{review_url(row)}**")


def begin(page: Page, decision: str) -> None:
    page.get_by_role("group", name="Decisions").get_by_role("link", name=decision, exact=True).click()


def decide(page: Page, decision: str, done: str) -> None:
    """Press the button of a decision's page, and read that it was carried out."""
    page.get_by_role("button", name=decision, exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text(done)


def verify(page: Page) -> None:
    """Confirm every group of facts by one source."""
    facts = page.get_by_role("region", name="The facts")
    page.get_by_label("Confirm all facts without a verdict by this source").fill("Call with the customer")
    page.get_by_role("button", name="Record verdicts", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("6 verdicts recorded.")
    expect(facts.get_by_text("No verdict yet")).to_have_count(0)


def judge_the_same(page: Page) -> None:
    """Say that the one candidate on the page is the same opportunity."""
    candidates = page.get_by_role("region", name="Candidates beside this registration")
    candidates.get_by_label("Verdict on").select_option("same")
    candidates.get_by_label("Source for").fill("The same tender")
    candidates.get_by_role("button", name="Record verdicts on candidates").click()
    expect(page.locator(".messagelist")).to_contain_text("1 verdict recorded.")
