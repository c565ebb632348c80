import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from partners.admin.day_list import DayList, in_words


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=8))
def test_a_list_of_days_reads_what_it_writes(days: list[int]) -> None:
    assert DayList().clean(in_words(days)) == days


@pytest.mark.parametrize("written", ["60;30", "60 30", "60，30", " 60 , 30 ,"])
def test_days_may_be_parted_as_people_part_them(written: str) -> None:
    assert DayList().clean(written) == [60, 30]


@pytest.mark.parametrize("written", ["[60]", "sixty", "6.5", "-3", "1000000"])
def test_what_is_no_number_of_days_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValidationError, match="such as 60, 30, 14"):
        DayList().clean(written)
