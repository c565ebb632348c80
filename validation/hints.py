"""What a machine can see on the facts before a coordinator confirms them: hints, never verdicts (rulebook, `verified`).

Codes alone, no Django: the number of the customer by the rules of its country, the mail domains of the decision chain
against its web domain, dates that contradict each other, and a budget unlike the partner's others.
"""

from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module

from stdnum.exceptions import ValidationError

from validation.facts import RegistrationFacts
from validation.matching.vocabulary.free_mail import DOMAINS

TAX_AGREES, TAX_FAILS = "tax-number-agrees", "tax-number-fails"
MAIL_AGREES, MAIL_DIFFERS, MAIL_FREE = "mail-domain-agrees", "mail-domain-differs", "mail-domain-free"
CLOSE_AFTER_START, PRICE_AFTER_CLOSE = "close-after-implementation", "price-after-close"
TENDER_AHEAD, LONG = "tender-ahead", "implementation-long"
BUDGET_UNUSUAL, BUDGET_USUAL = "budget-unusual", "budget-usual"
DISAGREE = frozenset({
    TAX_FAILS, MAIL_DIFFERS, MAIL_FREE, CLOSE_AFTER_START, PRICE_AFTER_CLOSE, TENDER_AHEAD, LONG, BUDGET_UNUSUAL,
})  # fmt: skip

# Country -> the kinds of numbers that its companies have, as python-stdnum calls them.
NUMBERS: dict[str, tuple[str, ...]] = {
    "AR": ("ar.cuit",), "AT": ("at.uid", "at.businessid"), "AU": ("au.abn", "au.acn"),
    "BE": ("be.vat",), "BR": ("br.cnpj",), "CH": ("ch.uid", "ch.vat"), "CL": ("cl.rut",), "CN": ("cn.uscc",),
    "CO": ("co.nit",), "CZ": ("cz.dic",), "DE": ("de.vat", "de.stnr", "de.handelsregisternummer"), "DK": ("dk.cvr",),
    "EG": ("eg.tn",), "ES": ("es.nif", "es.cif"), "FI": ("fi.alv", "fi.ytunnus"),
    "FR": ("fr.tva", "fr.siren", "fr.siret"),
    "GB": ("gb.vat", "gb.utr"), "GR": ("gr.vat",), "HU": ("hu.anum",), "ID": ("id.npwp",), "IE": ("ie.vat",),
    "IL": ("il.hp",), "IN": ("in_.gstin", "in_.pan"), "IT": ("it.iva",), "JP": ("jp.cn",), "KE": ("ke.pin",),
    "KR": ("kr.brn",), "MX": ("mx.rfc",), "NL": ("nl.btw",), "NO": ("no.orgnr", "no.mva"), "NZ": ("nz.ird",),
    "PE": ("pe.ruc",), "PL": ("pl.nip", "pl.regon"), "PT": ("pt.nif",), "RO": ("ro.cf", "ro.onrc"), "RU": ("ru.inn",),
    "SE": ("se.orgnr", "se.vat"), "SG": ("sg.uen",), "TH": ("th.moa",), "TR": ("tr.vkn",), "TW": ("tw.ubn",),
    "UA": ("ua.edrpou",), "VN": ("vn.mst",), "ZA": ("za.tin",),
}  # fmt: skip
LONG_YEARS = 3
# How far outside the partner's other budgets one may lie before it is worth a look.
FAR = 3


def hints(said: RegistrationFacts, usual: tuple[Decimal, Decimal] | None = None) -> tuple[str, ...]:
    """Everything noticed, agreeing or not. `usual` is the smallest and largest other budget of the partner."""
    return (*_number(said), *_mail(said), *_dates(said), *_budget(said, usual))


def number_agrees(number: str, country: str) -> bool | None:
    """Whether a tax or register number passes the rules of a country; None where its rules are not known."""
    kinds = NUMBERS.get(country.upper(), ())
    return any(_passes(kind, number) for kind in kinds) if kinds else None


def budget_is_unusual(budget: Decimal | None, usual: tuple[Decimal, Decimal] | None) -> bool:
    """Whether a budget lies far outside what the partner registers otherwise; not known is not unusual."""
    return budget is not None and usual is not None and (budget > FAR * usual[1] or FAR * budget < usual[0])


def _passes(kind: str, number: str) -> bool:
    try:
        import_module(f"stdnum.{kind}").validate(number)
    except ValidationError:
        return False
    return True


def _number(said: RegistrationFacts) -> Iterator[str]:
    agrees = number_agrees(said.tax_number, said.customer_country) if said.tax_number.strip() else None
    if agrees is not None:
        yield TAX_AGREES if agrees else TAX_FAILS


def _mail(said: RegistrationFacts) -> Iterator[str]:
    domains = [domain.lower() for domain in said.contact_domains]
    if any(domain in DOMAINS for domain in domains):
        yield MAIL_FREE
    own = said.customer_domain.lower().removeprefix("www.")
    theirs = [domain for domain in domains if domain not in DOMAINS]
    if own and theirs:
        alike = all(one == own or one.endswith(f".{own}") or own.endswith(f".{one}") for one in theirs)
        yield MAIL_AGREES if alike else MAIL_DIFFERS


def _dates(said: RegistrationFacts) -> Iterator[str]:
    start, end, close = said.implementation_from, said.implementation_until, said.close_on
    if close and start and close > start:
        yield CLOSE_AFTER_START
    if close and said.price_application_on and said.price_application_on > close:
        yield PRICE_AFTER_CLOSE
    if said.tender_on and said.tender_published and said.tender_on > said.registered_on:
        yield TENDER_AHEAD
    if start and end and (end - start).days > LONG_YEARS * 366:
        yield LONG


def _budget(said: RegistrationFacts, usual: tuple[Decimal, Decimal] | None) -> Iterator[str]:
    if said.budget is not None and usual is not None:
        yield BUDGET_UNUSUAL if budget_is_unusual(said.budget, usual) else BUDGET_USUAL
