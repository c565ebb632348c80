"""Companies that a company may be, or belong to: what a coordinator looks at before an application is accepted.

Here, because companies are of `partners` and the readings of names of `validation`, which know nothing of each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from partners.models import Partner, Standing, User
from validation.matching.comparison import Rarity, likeness
from validation.matching.identifiers import tax_number, web_domain
from validation.matching.names import read
from validation.spellings import stored

# A person looks at what is found: rather one too many than the one that was overlooked.
LIKELY = 0.15
SHOWN_MOST = 10
# The names nearest by spelling are read in full, which takes a hundred times as long as comparing their letters.
READ_MOST = 100
_spelling = lru_cache(maxsize=20_000)(stored)


@dataclass(frozen=True)
class Alike:
    """`why` is never empty; `refusal` is the last refusal of a company whose application was not accepted."""

    company: Partner
    why: tuple[str, ...]
    refusal: Standing | None


@dataclass(frozen=True)
class AlikeCompanies:
    """The likeliest first. `elsewhere` counts those of regions that the reader does not see, `left_off` the others."""

    found: list[Alike]
    elsewhere: int
    left_off: int


def alike(company: Partner, reader: User) -> AlikeCompanies:
    """The other companies with the same number or web domain, or a name that reads alike. Three queries at most."""
    scored = _scored(company)
    ranked = sorted(scored, key=lambda pk: -scored[pk][0])
    visible = Partner.objects.visible_to(reader).select_related("region").in_bulk(ranked)
    shown = [pk for pk in ranked if pk in visible][:SHOWN_MOST]
    refused = [pk for pk in shown if visible[pk].status == Partner.Status.REFUSED]
    refusals = {
        standing.partner_id: standing
        for standing in Standing.objects.filter(partner__in=refused, act="refuse").order_by("pk")
    }
    return AlikeCompanies(
        found=[Alike(visible[pk], scored[pk][1], refusals.get(pk)) for pk in shown],
        elsewhere=len(ranked) - len(visible),
        left_off=len(visible) - len(shown),
    )


def _scored(company: Partner) -> dict[int, tuple[float, tuple[str, ...]]]:
    """How alike each company is, identifiers before names, and why."""
    fields = ("pk", "name", "register_number", "domain")
    rows = list(Partner.objects.exclude(pk=company.pk).order_by("pk").values_list(*fields))
    names = dict(_likely_names(company.name, {pk: name for pk, name, _number, _domain in rows}))
    number, domain = tax_number(company.register_number), web_domain(company.domain)
    found = {}
    for pk, _name, other_number, other_domain in rows:
        points, why = names.get(pk, 0.0), []
        if number and tax_number(other_number) == number:
            points, why = points + 2, [_("same register or tax number")]
        if domain and web_domain(other_domain) == domain:
            points, why = points + 1, [*why, _("same web domain")]
        if pk in names:
            why.append(_("similar name (%d %%)") % round(100 * names[pk]))
        if why:
            found[pk] = (points, tuple(why))
    return found


def _likely_names(name: str, others: dict[int, str]) -> Iterator[tuple[int, float]]:
    """The companies whose names read alike, in any script and spelling, with the probability of one company."""
    asked, rarity = read(name), Rarity({})
    spelled = {pk: _spelling(other) for pk, other in others.items()}
    for _text, _score, pk in process.extract(_spelling(name), spelled, scorer=fuzz.WRatio, limit=READ_MOST):
        likely = likeness(asked, read(others[pk]), rarity, ("", ""))
        if likely >= LIKELY:
            yield pk, likely
