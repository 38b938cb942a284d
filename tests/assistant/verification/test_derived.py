"""Numbers and dates that follow from a source's without being said."""

from __future__ import annotations

import pytest

from assistant.verification.derived import is_dated
from assistant.verification.facts import foreign_facts
from assistant.verification.values import values_in

SOURCE = (
    "The pool closed in September 2009 and reopened in February 2010. Reports of faults numbered "
    "1,140, against 620 before. The panel refused 15 plans and put conditions on 16. The survey "
    "was in 2020; repairs were done by the following October. Of visits, 61 per cent were short."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "It reopened five months after it had closed.",
        "Faults went up by more than four fifths.",
        "The panel refused or put conditions on 31 plans.",
        "There were 520 more reports.",
        "Repairs were done by October 2020.",
        "Three fifths of visits were short.",
        "About 60 per cent of visits were short.",
    ],
)
def test_what_follows_is_no_foreign_fact(sentence: str) -> None:
    assert foreign_facts(sentence, [SOURCE]) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "It reopened nine months after it had closed.",
        "Faults went up by two thirds.",
        "The panel refused or put conditions on 34 plans.",
        "Repairs were done by October 2023.",
        "Repairs were done by December 2020.",
        "Two thirds of visits were short.",
    ],
)
def test_what_does_not_follow_is_foreign(sentence: str) -> None:
    assert foreign_facts(sentence, [SOURCE])


def test_a_year_follows_from_the_one_before_where_the_source_says_so() -> None:
    [value] = values_in("in 2019")
    assert is_dated(value, ["It began in 2018 and grew the following summer."])
    assert not is_dated(value, ["It began in 2018 and grew."])
    assert not is_dated(value, ["It began in 2015 and grew the following summer."])
