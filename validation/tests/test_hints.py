from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from validation import hints
from validation.facts import RegistrationFacts
from validation.tests.cases import CASE

FIVE_TO_NINE = (Decimal(5000), Decimal(9000))


def noticed(usual: tuple[Decimal, Decimal] | None = None, **changes: Any) -> set[str]:
    plain: dict[str, Any] = {"tax_number": "", "customer_domain": "", "contact_domains": ()}
    said: RegistrationFacts = replace(CASE.registration, **{**plain, **changes})
    return set(hints.hints(said, usual))


@pytest.mark.parametrize(
    ("country", "number", "found"),
    [
        ("DE", "DE136695976", hints.TAX_AGREES),
        ("DE", "DE136695978", hints.TAX_FAILS),
        ("CN", "91110000600037341L", hints.TAX_AGREES),
        ("BR", "16.727.230/0001-97", hints.TAX_AGREES),
        ("SG", "00192200M", hints.TAX_AGREES),
        ("TH", "not a number", hints.TAX_FAILS),
    ],
)
def test_a_number_is_checked_by_the_rules_of_its_country(country: str, number: str, found: str) -> None:
    assert found in noticed(tax_number=number, customer_country=country)


def test_nothing_is_said_of_a_country_whose_numbers_are_not_known() -> None:
    assert not {hints.TAX_AGREES, hints.TAX_FAILS} & noticed(tax_number="123", customer_country="PG")


def test_every_kind_of_number_that_is_named_can_be_checked() -> None:
    assert [country for country in hints.NUMBERS if hints.number_agrees("1", country) is None] == []


@pytest.mark.parametrize(
    ("mails", "found"),
    [
        (("bank.example",), {hints.MAIL_AGREES}),
        (("it.bank.example",), {hints.MAIL_AGREES}),
        (("bank.example", "other.example"), {hints.MAIL_DIFFERS}),
        (("notbank.example",), {hints.MAIL_DIFFERS}),
        (("gmail.com",), {hints.MAIL_FREE}),
        (("gmail.com", "bank.example"), {hints.MAIL_FREE, hints.MAIL_AGREES}),
        ((), set()),
    ],
)
def test_mail_addresses_stand_against_the_web_domain(mails: tuple[str, ...], found: set[str]) -> None:
    told = noticed(contact_domains=mails, customer_domain="www.bank.example")
    assert told & {hints.MAIL_AGREES, hints.MAIL_DIFFERS, hints.MAIL_FREE} == found


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ({"close_on": date(2027, 7, 1), "implementation_from": date(2027, 6, 1)}, hints.CLOSE_AFTER_START),
        ({"close_on": date(2027, 5, 1), "price_application_on": date(2027, 5, 2)}, hints.PRICE_AFTER_CLOSE),
        ({"tender_published": True, "tender_on": date(2030, 1, 1)}, hints.TENDER_AHEAD),
        ({"implementation_from": date(2027, 1, 1), "implementation_until": date(2031, 1, 1)}, hints.LONG),
    ],
)
def test_dates_that_contradict_each_other_are_noticed(dates: dict[str, Any], found: str) -> None:
    assert found in noticed(**dates)


def test_dates_in_order_are_not_mentioned() -> None:
    days: dict[str, Any] = {"price_application_on": date(2027, 4, 1), "close_on": date(2027, 5, 1)}
    window: dict[str, Any] = {
        "implementation_from": date(2027, 6, 1),
        "implementation_until": date(2027, 9, 1),
    }
    assert noticed(**days, **window) == set()


@pytest.mark.parametrize(
    ("budget", "found"),
    [
        (Decimal(27_000), hints.BUDGET_USUAL),
        (Decimal(27_001), hints.BUDGET_UNUSUAL),
        (Decimal(1_600), hints.BUDGET_UNUSUAL),
        (Decimal(1_700), hints.BUDGET_USUAL),
    ],
)
def test_a_budget_far_outside_the_partners_others_is_noticed(budget: Decimal, found: str) -> None:
    told = noticed(FIVE_TO_NINE, budget=budget)
    assert told & {hints.BUDGET_USUAL, hints.BUDGET_UNUSUAL} == {found}


def test_a_budget_is_not_judged_without_others() -> None:
    assert not {hints.BUDGET_USUAL, hints.BUDGET_UNUSUAL} & noticed(budget=Decimal(1))
