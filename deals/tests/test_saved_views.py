import pytest
from django.urls import reverse

from deals.models import SavedView
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners import sealed
from partners.models import User
from partners.roles import Role
from partners.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
LIST = reverse("registration-list")


def keep(by: User, name: str = "Open ones", query: str = "status=open", **ticked: str) -> SavedView:
    said = {f"new-{field}": "on" for field in ticked}
    response = Writer(by).post("view-list", query=query, **{"new-name": name}, **said)
    assert response.status_code == 302
    return SavedView.objects.get(owner=by, name=name)


def test_a_kept_view_is_a_tab_of_the_list_that_opens_it_again() -> None:
    owner = make.seller()
    draft, filed = make.draft(owner), make.submitted(owner)
    view = keep(owner, query="status=open&sort=-budget&column=customer&column=owner&density=close&page=3")
    opened = f"{LIST}?{view.query}&view={sealed.key(view)}"
    assert view.query == "status=open&sort=-budget&column=customer&column=owner&density=close"
    assert opened in text(Writer(owner).get("registration-list", view="all"))
    page = text(
        Writer(owner).get(
            "registration-list",
            status="open",
            sort="-budget",
            column="owner",
            density="close",
            view=sealed.key(view),
        )
    )
    assert f'<a href="{opened}" aria-current="page">' in page
    assert filed.reference in page
    assert draft.reference not in page


def test_colleagues_see_a_view_only_once_it_is_shared() -> None:
    owner = make.seller()
    colleague = PersonFactory.create(partner=owner.partner)
    keep(owner, "Mine alone")
    keep(owner, "For all", shared="on")
    page = text(Writer(colleague).get("view-list"))
    assert "For all" in page
    assert "Mine alone" not in page


def test_another_company_never_sees_a_shared_view() -> None:
    keep(make.seller(), "For all", shared="on")
    assert "For all" not in text(Writer(make.seller()).get("view-list"))


def test_the_first_view_opens_where_no_filter_is_asked_for() -> None:
    owner = make.seller()
    view = keep(owner, is_default="on")
    response = Writer(owner).get("registration-list")
    assert response.headers["Location"] == f"{LIST}?status=open&view={sealed.key(view)}"
    assert Writer(owner).get("registration-list", view="all").status_code == 200


def test_only_one_view_opens_first() -> None:
    owner = make.seller()
    keep(owner, "One", is_default="on")
    second = keep(owner, "Two", is_default="on")
    assert SavedView.objects.get(owner=owner, is_default=True) == second


def test_a_view_is_renamed_shared_and_deleted() -> None:
    owner = make.seller()
    view = keep(owner)
    field = f"view-{sealed.key(view)}"
    changed = {f"{field}-name": "All that is open", f"{field}-shared": "on"}
    Writer(owner).post("view-change", str(view.pk), **changed)
    view.refresh_from_db()
    assert (view.name, view.shared) == ("All that is open", True)
    Writer(owner).post("view-change", str(view.pk), delete="1")
    assert not SavedView.objects.exists()


def test_a_colleagues_view_is_left_alone_except_by_an_administrator() -> None:
    owner = make.seller()
    view = keep(owner, shared="on")
    member = PersonFactory.create(partner=owner.partner)
    administrator = PersonFactory.create(partner=owner.partner, role=Role.ADMINISTRATOR)
    assert Writer(member).post("view-change", str(view.pk), delete="1").status_code == 404
    assert Writer(administrator).post("view-change", str(view.pk), delete="1").status_code == 302
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Open ones", "There is a view of this name."),
        ("", "Give the view a name."),
        ("x" * 61, "Shorten this"),
    ],
)
def test_a_view_that_cannot_be_kept_says_why_with_the_name_still_there(name: str, words: str) -> None:
    owner = make.seller()
    keep(owner)
    page = text(Writer(owner).post("view-list", query="status=won", **{"new-name": name}))
    assert words in page
    assert 'name="query" value="status=won"' in page


def test_a_view_keeps_nothing_but_what_a_list_says() -> None:
    view = keep(make.seller(), query="status=open&next=//evil.example&view=7&page=2")
    assert view.query == "status=open"
