"""What closing a branch means for registrations: how many name it, and that none filed is touched."""

from datetime import date
from typing import Any

import pytest
from django.contrib import admin

from deals import acceptance
from deals.models import Registration
from deals.tests import factories as make
from partners import branches
from partners.models import ProductLine, Region
from partners.tests.factories import ManagerFactory, ProductLineFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("model", "code"), [(ProductLine, "storage"), (Region, "apac.sea")])
def test_registrations_that_name_a_branch_are_counted_by_where_they_stand(
    model: type[ProductLine] | type[Region], code: str
) -> None:
    make.draft(), make.submitted(), make.returned(), make.approved(), make.rejected()
    desk: Any = admin.site.get_model_admin(model)
    node = model.objects.get(code=code)
    assert [number for _words, number in desk.cases(node)] == [1, 2, 1]


def test_a_filed_registration_keeps_its_codes_and_its_receipt() -> None:
    row, _cloud = make.submitted(), ProductLineFactory.create(code="cloud")
    flash = ProductLine.objects.get(code="storage.flash")
    sealed = row.submissions.get().sha256
    seen = branches.look(flash, "cloud", make.AT).seal
    branches.open_anew(
        flash,
        "cloud",
        last_day=date(2027, 6, 30),
        seen=seen,
        by=ManagerFactory.create(),
        at=make.AT,
        reason="Unit",
    )
    kept = Registration.objects.get(pk=row.pk)
    assert [item.product_line.code for item in kept.items.all()] == ["storage.flash"]
    assert acceptance.content_sha256(kept) == sealed
