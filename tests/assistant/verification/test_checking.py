"""Sentences against sources: each with its verdict, and why."""

from __future__ import annotations

import pytest

from assistant.verification.checking import (
    Checked,
    SourceText,
    Verdict,
    Verifier,
    drawn_on,
    is_claim,
)
from assistant.verification.facts import Problem, ProblemKind

SUPPORTED, CONTRADICTED = Verdict.SUPPORTED, Verdict.CONTRADICTED
UNSUPPORTED, NOT_A_CLAIM = Verdict.UNSUPPORTED, Verdict.NOT_A_CLAIM

LAMPS = SourceText(
    "Norwich City Council repairs its street lamps itself. In 2009 it mended 4,120 lamps at a cost "
    "of £31,000. The contract was let for three years because the old lamps failed each winter.",
    ("Street lamps in Norwich", "Repairs"),
)
HELPERS = SourceText(
    "Ipswich gave grants to four charities that visit pensioners at home. Volunteers drive older "
    "residents to the surgery.",
    ("Helpers in Ipswich",),
)


@pytest.fixture(scope="module")
def verifier(embeddings) -> Verifier:
    return Verifier(embeddings.encode)


@pytest.fixture(scope="module")
def check(verifier: Verifier):
    return lambda sentence: verifier.check(sentence, [LAMPS, HELPERS])


def kinds(checked: Checked) -> set[str]:
    return {problem.kind.value for problem in checked.problems}


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Norwich City Council repairs its street lamps itself.", 0),
        ("The contract was let for three years.", 0),
        ("In 2009 it mended 4,120 lamps at a cost of £31,000.", 0),
        ("Ipswich gave grants to four charities that visit pensioners at home.", 1),
        ("Volunteers drive older residents to the surgery.", 1),
    ],
)
def test_what_a_source_says_is_supported_by_it(check, sentence: str, source: int) -> None:
    checked = check(sentence)
    assert (checked.verdict, checked.problems) == (SUPPORTED, ())
    assert checked.sources[0] == source
    assert 0 < checked.chance <= 1


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("In 2009 it mended 4,210 lamps at a cost of £31,000.", "number", "4,210"),
        ("In 2011 it mended 4,120 lamps at a cost of £31,000.", "date", "2011"),
        ("Ipswich gave grants to nine charities that visit pensioners.", "number", "nine"),
        ("Norwich gave grants to four charities in Leeds.", "place", "Leeds"),
        ("The street lamps of Norwich are repaired by Jane Marsh.", "name", "Jane Marsh"),
        ("Norwich says that “no street lamp is ever left dark”.", "quotation",
         "no street lamp is ever left dark"),
    ],
)  # fmt: skip
def test_a_fact_that_no_source_has_is_named(check, sentence: str, kind: str, text: str) -> None:
    checked = check(sentence)
    assert checked.verdict in (CONTRADICTED, UNSUPPORTED)
    assert Problem(ProblemKind(kind), text) in checked.problems


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("In 2009 it mended 4,210 lamps at a cost of £31,000.", CONTRADICTED),
        ("Norwich City Council repairs its street lamps itself for £12.", CONTRADICTED),
        ("Volunteers drive 40 older residents to the surgery.", UNSUPPORTED),
        ("Norwich says that “no street lamp is ever left dark”.", UNSUPPORTED),
        ("The trams of the harbour were sold to a brewery in 1950.", UNSUPPORTED),
    ],
)
def test_only_what_a_source_says_otherwise_is_contradicted(verifier, sentence, verdict) -> None:
    source = SourceText(LAMPS.text.replace("itself", "itself for £9"))
    assert verifier.check(sentence, [source, HELPERS]).verdict is verdict


@pytest.mark.parametrize(
    "sentence",
    [
        "Norwich City Council does not repair its street lamps itself.",
        "Volunteers never drive older residents to the surgery.",
    ],
)
def test_a_denial_of_what_a_source_says_is_contradicted(check, sentence: str) -> None:
    checked = check(sentence)
    assert (checked.verdict, kinds(checked)) == (CONTRADICTED, {"negation"})


def test_what_stands_in_another_s_place_is_less_likely(check) -> None:
    right = check("In 2009 Norwich mended 4,120 street lamps and Ipswich gave grants.")
    wrong = check("In 2009 Ipswich mended 4,120 street lamps and Norwich gave grants.")
    assert wrong.chance < right.chance / 2


def test_neighbours_of_a_chosen_sentence_are_looked_at_within_its_source() -> None:
    from types import SimpleNamespace

    from assistant.verification.checking import _with_neighbours

    parts = [SimpleNamespace(source=n // 4, read=n) for n in range(8)]
    assert _with_neighbours(parts, [0]) == [0, 1, 2]
    assert _with_neighbours(parts, [3]) == [1, 2, 3]
    assert _with_neighbours(parts, [1, 6]) == [0, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "sentence",
    [
        "Buses to the harbour run all night.",
        "Teachers welcomed a new library for the village school.",
    ],
)
def test_what_no_source_speaks_of_is_unsupported(check, sentence: str) -> None:
    checked = check(sentence)
    assert checked.verdict is UNSUPPORTED
    assert kinds(checked) == {"claim"}


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Norwich repairs its lamps.", True),
        ("It cost £3.", True),
        ("It let six contracts.", True),
        ("How many lamps are there?", False),
        ("Dear all,", False),
        ("Conclusion", False),
    ],
)
def test_questions_greetings_and_headings_are_no_claims(check, sentence: str, claim: bool) -> None:
    assert is_claim(sentence) is claim
    if not claim:
        assert check(sentence) == Checked(sentence, NOT_A_CLAIM)


@pytest.mark.parametrize("sources", [[], [SourceText("")], [SourceText(" \n—\n")]])
def test_without_sources_nothing_is_supported(verifier: Verifier, sources) -> None:
    checked = verifier.check("Norwich repairs its lamps.", sources)
    assert checked.verdict is UNSUPPORTED
    assert (checked.sources, checked.nearest, kinds(checked)) == ((), "", {"claim"})


def test_the_nearest_sentence_is_of_the_first_source(check) -> None:
    checked = check("Older people are driven to the surgery by volunteers.")
    assert checked.nearest == "Volunteers drive older residents to the surgery."
    assert checked.sources[0] == 1


def test_a_sentence_draws_on_as_many_as_bring_its_words(verifier: Verifier) -> None:
    sentence = "Norwich mended 4,120 lamps and Ipswich gave grants to four charities."
    assert set(verifier.check(sentence, [LAMPS, HELPERS]).sources) == {0, 1}


def test_sources_are_read_once_for_a_whole_text(embeddings) -> None:
    """More sentences than are kept would else be read again for each sentence checked."""
    read: list[int] = []

    def counted(texts):
        read.append(len(texts))
        return embeddings.encode(texts)

    verifier = Verifier(counted)
    source = SourceText("\n".join(f"Lamp {number} of the harbour is lit." for number in range(600)))
    for number in (3, 4, 5):
        verifier.check(f"Lamp {number} of the harbour is lit.", [source])
    assert sum(read) <= 600 + 3


def test_features_have_a_column_for_each_name(verifier: Verifier) -> None:
    from assistant.verification.features import NAMES

    row = verifier.features("Norwich repairs its lamps.", [LAMPS])
    assert row.shape == (len(NAMES),)


def test_the_first_chosen_holds_most_of_the_words(embeddings) -> None:
    from assistant.verification.alignment import Read

    texts = ["Buses were late.", "Volunteers drive older residents.", "The surgery is near."]
    sentence = "Volunteers drive residents to the surgery."
    claim, *sources = [
        Read(text, encoded)
        for text, encoded in zip(
            [sentence, *texts], embeddings.encode([sentence, *texts]), strict=True
        )
    ]
    assert drawn_on(claim, sources) == [1, 2]
