"""Keys of rows as partners read them: sealed, different in each table, and opened by the portal alone."""

from itertools import pairwise

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from partners import sealed
from partners.models import Partner, User
from partners.tests.factories import PartnerFactory

KEYS = st.integers(0, sealed.LARGEST)


@given(KEYS)
def test_a_sealed_key_opens_to_the_plain_one(key: int) -> None:
    assert sealed.opened(sealed.seal(key, User), User) == key


def test_no_two_rows_of_a_table_are_named_alike() -> None:
    assert len({sealed.seal(key, User) for key in range(5_000)}) == 5_000


def test_sealed_keys_tell_nothing_of_the_order() -> None:
    shown = [sealed.seal(key, User) for key in range(1, 2_001)]
    assert 900 < sum(earlier < later for earlier, later in pairwise(shown)) < 1_100


def test_rows_of_two_tables_with_one_key_are_named_differently() -> None:
    assert sealed.seal(7, User) != sealed.seal(7, Partner)


def test_another_salt_seals_otherwise(settings: Settings) -> None:
    before = sealed.seal(7, User)
    settings.AUDIT_SALT = "another"
    assert sealed.seal(7, User) != before


@pytest.mark.parametrize("text", ["", "7", "0000000000zz", "00000000000", "0000000000007", "00000000000A"])
def test_what_is_no_sealed_key_is_not_opened(text: str) -> None:
    with pytest.raises(ValueError, match="is not a sealed key"):
        sealed.opened(text, User)


@pytest.mark.django_db
def test_a_choice_names_its_rows_by_their_sealed_keys() -> None:
    company = PartnerFactory.create()
    shown = str(_form(company)["partner"])
    assert f'value="{sealed.key(company)}" selected' in shown
    assert f'value="{company.pk}"' not in shown


@pytest.mark.django_db
def test_a_chosen_row_is_found_by_its_sealed_key() -> None:
    company = PartnerFactory.create()
    form = _form(company, {"partner": sealed.key(company)})
    assert form.is_valid()
    assert form.cleaned_data["partner"] == company
    assert not form.has_changed()


@pytest.mark.django_db
@pytest.mark.parametrize("posted", ["plain", "of another table", "nonsense"])
def test_anything_else_is_no_choice(posted: str) -> None:
    company = PartnerFactory.create()
    given = {"plain": company.pk, "of another table": sealed.seal(company.pk, User)}.get(posted, posted)
    form = _form(company, {"partner": given})
    assert form.errors.get("partner") == ["Choose one of them."]


def _form(company: Partner, posted: dict[str, object] | None = None) -> forms.Form:
    class Choosing(forms.Form):
        partner = sealed.SealedChoiceField(
            Partner.objects.all(), error_messages={"invalid_choice": "Choose one of them."}
        )

    return Choosing(posted, initial={"partner": company.pk})
