"""What the cells of a file may name, and how the company stands: asked of the database once for many rows."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _
from django.utils.translation import override
from django_countries import countries

from deals import clocks, facts
from deals.bulk.cells import one_of, text
from deals.models import Registration
from deals.states import ChainRole, DealKind, Influence, Stage
from partners.last_days import announced
from partners.models import Partner, Policy, ProductLine, Region, RegionCountry
from validation.facts import PartnerFacts, Terms
from validation.opportunity import fold
from validation.pipeline.cells import Unreadable

LISTS: Mapping[str, Any] = {
    "deal_kind": DealKind, "stage": Stage, "role": ChainRole, "influence": Influence,
}  # fmt: skip
_USUAL_COUNTRIES = {
    "uk": "GB", "england": "GB", "great britain": "GB", "usa": "US", "uae": "AE", "ksa": "SA", "korea": "KR",
    "south korea": "KR", "russia": "RU", "vietnam": "VN", "中国大陆": "CN", "阿联酋": "AE",
}  # fmt: skip
_USUAL_CURRENCIES = {
    "€": "EUR",
    "£": "GBP",
    "฿": "THB",
    "us$": "USD",
    "rmb": "CNY",
    "人民币": "CNY",
    "欧元": "EUR",
    "美元": "USD",
}
NAMED_MOST = 8


@cache
def words_of_list(name: str) -> dict[str, str]:
    """Every word for the codes of a closed list: the code itself, and its label in each language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for code, label in LISTS[name].choices:
                found.setdefault(fold(str(label)), code)
                found.setdefault(fold(code), code)
    return found


@cache
def words_of_countries() -> dict[str, str]:
    found = {fold(name): code for name, code in _USUAL_COUNTRIES.items()}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for code, label in countries:
                found.setdefault(fold(str(label)), code)
    for code, _label in countries:
        found.setdefault(fold(code), code)
        found.setdefault(fold(countries.alpha3(code)), code)
    return found


class Known:
    """Product lines that may be registered, currencies, regions and partners at an instant, for a company's rows."""

    def __init__(self, company: Partner, at: datetime) -> None:
        self.company, self.at = company, at
        self.ends, today = announced(), clocks.local_day(at, company.zone)
        # In the zone of who sends the file; the rules look again in the zone of the partner.
        self.lines = [line for line in ProductLine.objects.all() if self.ends.products.open(line.code, today)]
        self.products = {fold(line.name): line for line in self.lines}
        self.products |= {fold(line.code): line for line in self.lines}
        self.offered = ", ".join(line.code for line in self.lines)
        self.currencies = sorted(set(Region.objects.order_by().values_list("currency", flat=True)))
        self.regions = {
            str(place.country): place.region for place in RegionCountry.objects.select_related("region")
        }
        self.partners = self._partners()
        self._standing: dict[int, PartnerFacts] = {}
        self._terms: dict[tuple[int, int | None], Terms] = {}

    def partner(self, cell: object) -> Partner | None:
        """A partner the company may register for, by name, register number or web domain.

        Any other name gets the same answer, whether or not there is such a partner.
        """
        found = text(cell, 200)
        if not found:
            return None
        said = fold(found)
        named = [p for p in self.partners if said in map(fold, (p.name, p.register_number, p.domain))]
        if len(named) != 1:
            offered = ", ".join(partner.name for partner in self.partners[:NAMED_MOST])
            if not offered:
                raise Unreadable(
                    _("Ask your coordinator which partners your company may register deals for.")
                )
            raise Unreadable(
                _("Write the name of a partner your company registers for, such as: %(offered)s."),
                offered=offered,
            )
        return named[0]

    def product(self, word: str) -> ProductLine:
        line = self.products.get(fold(word).strip())
        if line is None:
            raise Unreadable(
                _("Write codes or names of product lines, parted by semicolons. The codes are: %(offered)s."),
                offered=self.offered,
            )
        return line

    def country(self, cell: object) -> str:
        found = text(cell, 120)
        code = words_of_countries().get(fold(found).strip(), "")
        if found and not code:
            raise Unreadable(_("Write the two letters of the country, such as DE, or its name."))
        return code

    def currency(self, cell: object) -> str:
        found = fold(text(cell, 20)).strip()
        code = _USUAL_CURRENCIES.get(found, found.upper())
        if found and code not in self.currencies:
            raise Unreadable(_("Write one of these: %(offered)s."), offered=", ".join(self.currencies))
        return code

    def listed(self, cell: object, name: str) -> str:
        return one_of(cell, words_of_list(name), ", ".join(str(label) for label in LISTS[name].values))

    def standing(self, row: Registration) -> PartnerFacts:
        """The company the deal is for, as the rules look at it."""
        if row.partner_id not in self._standing:
            self._standing[row.partner_id] = facts.company(row, self.at)
        return self._standing[row.partner_id]

    def terms(self, row: Registration) -> Terms:
        key = (row.partner_id, row.region_id)
        if key not in self._terms:
            self._terms[key] = facts.terms_now(row, self.at)
        return self._terms[key]

    def _partners(self) -> list[Partner]:
        if not self.company.is_distributor:
            return [self.company]
        return list(may_register_for(self.company, self.at))


def may_register_for(distributor: Partner, at: datetime) -> Any:
    """The partners a distributor may register deals for now; itself too where its policy allows."""
    active = Partner.objects.filter(status=Partner.Status.ACTIVE)
    found = active.served_by(distributor, at.date())
    if Policy.objects.in_force(distributor.region, at).distributor_for_itself:
        found = found | active.filter(pk=distributor.pk).distinct()
    return found.select_related("region")


def names() -> dict[str, str]:
    """The names of region and product codes, for words of the rules."""
    regions = Region.objects.order_by().values_list("code", "name")
    return dict(regions.union(ProductLine.objects.order_by().values_list("code", "name")))
