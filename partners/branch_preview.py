"""What follows when a branch of a tree is closed and opened anew in another place: looked at before it is done.

Nothing filed moves (docs/decisions/0009): the branch keeps its codes, the copy gets codes of its own. What changes is
who may register under the copy, and that is read off the authorisations, policies and coordinators of both places.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django_countries import countries

from partners.last_days import announced
from partners.models import Authorisation, Node, Policy, ProductLine, Region, RegionCountry, User


@dataclass(frozen=True)
class Preview:
    """`copies` are codes and names of the copy; ended parts stay behind. A policy is "" where the tree is of products.

    `losing` authorisations cover the branch and not the copy, `gaining` the copy and not the branch, `keeping` both.
    """

    code: str
    copies: tuple[tuple[str, Node], ...]
    keeping: tuple[Authorisation, ...]
    losing: tuple[Authorisation, ...]
    gaining: tuple[Authorisation, ...]
    policy: str = ""
    policy_there: str = ""
    coordinators: tuple[User, ...] = ()
    coordinators_there: tuple[User, ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def widens_or_narrows(self) -> bool:
        """Whether anybody may register under the copy who may not under the branch, or the other way round."""
        return bool(self.losing or self.gaining or self.policy != self.policy_there)

    @property
    def other_family(self) -> bool:
        """Whether a search for the same opportunity takes the branch and its copy for different product families."""
        top = next(iter(self.copies))[1]
        return isinstance(top, ProductLine) and top.family != self.code.partition(".")[0]

    @property
    def seal(self) -> str:
        """The same for the same preview: who says the verb gives the one that was looked at."""
        said = [
            [code for code, _node in self.copies],
            *([each.pk for each in group] for group in (self.keeping, self.losing, self.gaining)),
            [self.policy, self.policy_there],
            *([each.pk for each in group] for group in (self.coordinators, self.coordinators_there)),
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def preview(node: Region | ProductLine, parent_code: str, at: datetime, on: date) -> Preview:
    """What follows for the authorisations in force on a day or coming; `parent_code` is "" for a top of the tree."""
    code = ".".join(filter(None, [parent_code, node.code.rpartition(".")[2]]))
    ends = announced()[isinstance(node, Region)]
    branch = type(node)._default_manager.below([node.code]).in_order()
    copies = tuple(
        (code + part.code.removeprefix(node.code), part)
        for part in branch
        if part.pk == node.pk or ends.open(part.code, on)
    )
    here, there = _covering(node, node.code, on), _covering(node, parent_code, on)
    within = _within(node, on)
    shared = {each.pk for each in here} & {each.pk for each in there}
    return Preview(
        code=code,
        copies=copies,
        keeping=tuple(each for each in here if each.pk in shared),
        losing=tuple(each for each in [*here, *within] if each.pk not in shared),
        gaining=tuple(each for each in there if each.pk not in shared),
        **(_of_regions(node, code, parent_code, at) if isinstance(node, Region) else {}),
    )


def _of_regions(region: Region, code: str, parent_code: str, at: datetime) -> dict[str, Any]:
    """What hangs on a region besides authorisations."""
    return {
        "policy": _policy(region, at),
        "policy_there": _policy(Region(code=code), at),
        "coordinators": _coordinators(region.code),
        "coordinators_there": _coordinators(parent_code),
        "countries": _countries(region),
    }


def _key(node: Node) -> str:
    return "region" if isinstance(node, Region) else "product_line"


def _standing(on: date) -> QuerySet[Authorisation]:
    rows = Authorisation.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return rows.select_related("partner", "region", "product_line").order_by("partner__name", "pk")


def _covering(node: Node, code: str, on: date) -> list[Authorisation]:
    """Those on a code or above it."""
    above = type(node)._default_manager.above(code)
    return list(_standing(on).filter(**{f"{_key(node)}__in": above}))


def _within(node: Node, on: date) -> list[Authorisation]:
    """Those on a part of the branch alone."""
    parts = type(node)._default_manager.below([node.code]).exclude(pk=node.pk)
    return list(_standing(on).filter(**{f"{_key(node)}__in": parts}))


def _policy(region: Region, at: datetime) -> str:
    try:
        return str(Policy.objects.in_force(region, at))
    except Policy.DoesNotExist:
        return ""


def _coordinators(code: str) -> tuple[User, ...]:
    """Who works in a region of this code, by the regions assigned."""
    covering = Region.objects.above(code)
    return tuple(User.objects.filter(is_active=True, regions__in=covering).distinct().order_by("name", "pk"))


def _countries(region: Region) -> tuple[str, ...]:
    """The countries that belong to a region or to one under it, by name."""
    places = RegionCountry.objects.filter(region__in=Region.objects.below([region.code]))
    return tuple(sorted(countries.name(str(place.country)) for place in places))
