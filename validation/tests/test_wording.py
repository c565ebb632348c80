from dataclasses import replace

from django.utils import translation

from validation.findings import Message
from validation.rules import lead_time, scope
from validation.tests.cases import TODAY, registering
from validation.wording import explanation, problem_words, words

NAMES = {"storage.flash": "Flash storage", "emea.nordics": "Nordic countries"}


def test_a_day_is_written_as_the_reader_writes_days() -> None:
    (problem,) = lead_time(registering(price_application_on=TODAY)).problems
    with translation.override("en"):
        assert words(problem.remedy) == "Choose 16 March 2027 or a later day."


def test_codes_read_as_names_where_there_is_one() -> None:
    finding = scope(registering(products=("storage.flash", "power")))
    assert (
        explanation(finding, NAMES)
        == "No authorisation in force covers Flash storage, power in Nordic countries."
    )


def test_a_problem_reads_as_what_is_wrong_and_the_remedy() -> None:
    (problem,) = scope(registering(products=("power",))).problems
    assert (
        problem_words(replace(problem, explanation=Message("Too early."), remedy=Message("Wait.")))
        == "Too early. Wait."
    )


def test_a_message_without_words_is_empty() -> None:
    assert words(Message("")) == ""


def test_a_percent_sign_without_parameters_stays() -> None:
    assert words(Message("100 %")) == "100 %"
