"""Whether documents hold an answer, decided before composing one."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from written_hits import equally_rare, hit, ranking

import assistant.decide
from assistant.answer import Status
from assistant.answerer import Answerer, AskRequest
from assistant.asked import Asked
from assistant.decide import (
    FEATURES,
    Evidence,
    counted_thing,
    features_of,
    is_counted,
    likeliest,
    model,
    strays,
    weighed,
)
from assistant.question import understood
from assistant.ranking import Ranking
from assistant.search import HybridSearch, RankedSearch

ON_THE_REPORTS = (
    "how did Lancashire contract the third sector?",
    "HART cost savings",
    "what does Kent want its transformation programme to achieve?",
    "who is Mark Lobban?",
    "BOPA who runs it",
    "What is the deadline for the final action plan?",
    "which bodies should sign off an age equality audit?",
    "what equality training do councillors in High Peak get?",
    "why do partnerships matter for older people?",
    "how is the Merseyside fire service involved with older people?",
)
ON_OTHER_SUBJECTS = (
    "what is the capital of France?",
    "how do I bake sourdough bread?",
    "Who won the 2010 World Cup?",
    "what is the speed limit on the M6?",
    "how do I renew my passport?",
    "Which football team plays at Old Trafford?",
    "What did Glasgow spend on tram lines?",
    "When are bins collected in Camden?",
    "tell me a joke",
    "asdf qwer zxcv",
)


@pytest.fixture(scope="module")
def weigh(reports_library):
    search = RankedSearch(HybridSearch(reports_library))

    def run(question: str) -> Evidence:
        return weighed(*search.ranked(understood(question)))

    return run


@pytest.mark.parametrize("question", ON_THE_REPORTS)
def test_what_the_reports_say_is_answered(answerer: Answerer, question: str) -> None:
    assert answerer.answer(AskRequest(question)).status is Status.ANSWERED


@pytest.mark.parametrize("question", ON_OTHER_SUBJECTS)
def test_what_the_reports_do_not_say_is_not_found(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(AskRequest(question))
    assert answer.status is Status.NOT_FOUND
    assert answer.sentences == ()
    assert answer.text.startswith("The documents do not say.")


@pytest.mark.parametrize("question", ON_THE_REPORTS + ON_OTHER_SUBJECTS)
def test_every_feature_is_a_number_and_every_refusal_has_a_reason(weigh, question: str) -> None:
    evidence = weigh(question)
    assert list(evidence.features) == list(FEATURES)
    assert all(math.isfinite(value) for value in evidence.features.values())
    assert 0 <= evidence.chance <= 1
    assert evidence.sufficient is (evidence.chance >= model().threshold)
    assert evidence.reason


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Glasgow spend on tram lines?", "Glasgow"),
        ("What did Birmingham do for carers?", "Birmingham"),
        ("what did birmingham do for carers?", "birmingham"),
        ("What did Milton Keynes do for carers?", "Milton Keynes"),
        ("What did Snettersby and Milton Keynes do for carers?", "Milton Keynes, Snettersby"),
    ],
)
def test_names_that_no_report_holds_are_refused_for_that_reason(weigh, question, names) -> None:
    evidence = weigh(question)
    assert not evidence.sufficient
    assert evidence.reason == f"Nothing found speaks of {names}."


def asked(question: str) -> Asked:
    return Asked.of(understood(question), equally_rare)


ANSWER = "The landlord pays for boiler repairs in Leeds."
FILLER = "Members of the forum met and talked about the weather again."
HITS = [hit([FILLER, ANSWER], document="a"), hit([FILLER, "It rained."], document="b")]


class TestFeatures:
    """What the chance is worked out from, on hits and odds written out here."""

    def of(self, question: str, *likely: str) -> dict[str, float]:
        return features_of(asked(question), ranking(HITS, *likely or ("landlord",)))

    @pytest.mark.parametrize(
        "question",
        ["who pays for boiler repairs in Leeds?", "how many?", "xyzzy", "list all towns", "when?"],
    )
    def test_each_is_named_once_and_is_finite(self, question: str) -> None:
        assert len(set(FEATURES)) == len(FEATURES)
        features = self.of(question)
        assert list(features) == list(FEATURES)
        assert all(math.isfinite(value) for value in features.values())

    def test_names_and_places_are_missing_where_they_are_not_said(self) -> None:
        missing = ("names missing at best", "names missing everywhere", "places missing everywhere")
        assert [self.of("who pays in Leeds?")[name] for name in missing] == [0, 0, 0]
        assert [self.of("who pays in Hove?")[name] for name in missing] == [1, 1, 1]
        assert [self.of("who pays?")[name] for name in missing] == [0, 0, 0]
        elsewhere = self.of("who pays in Leeds?", "rained")
        assert [elsewhere[name] for name in missing] == [1, 0, 0]

    def test_a_kind_of_answer_is_missing_where_no_sentence_gives_it(self) -> None:
        assert self.of("how much does it cost?")["clear kind missing everywhere"] == 1
        assert self.of("where are boilers repaired?")["clear kind missing everywhere"] == 0
        assert self.of("why are boilers repaired?")["clear kind asked"] == 0

    def test_words_of_the_question_are_looked_for_in_the_best_statement(self) -> None:
        name = "words meant by best statement"
        assert self.of("who pays for boiler repairs?")[name] == pytest.approx(1)
        assert self.of("who pays for boiler repairs?", "rained")[name] == 0

    def test_how_words_match_is_told_only_of_what_was_read_closely(self) -> None:
        assert self.of("who pays for boiler repairs?")["mean match, by the best"] == 0

    def test_a_single_statement_has_its_features_too(self) -> None:
        features = features_of(asked("who pays?"), ranking([hit([ANSWER])], "landlord"))
        assert features["best statement"] == features["second statement"]
        assert features["margin"] == 0


class TestReasons:
    """What an officer is told where the documents do not say."""

    def reason(self, question: str, hits=HITS) -> str:
        return weighed(asked(question), ranking(hits, "landlord")).reason

    def test_names_that_nothing_holds_come_first(self) -> None:
        assert self.reason("How much in Hove?") == "Nothing found speaks of Hove."
        missing = weighed(asked("Is Hove like Leeds?"), ranking(HITS, "landlord")).missing
        assert missing == ("hove",)

    def test_a_place_of_several_words_is_told_as_one(self) -> None:
        assert self.reason("How much in Milton Keynes?") == "Nothing found speaks of Milton Keynes."

    def test_a_kind_of_answer_that_nothing_gives_is_told(self) -> None:
        reason = self.reason("how much does a boiler cost?")
        assert reason == ("Passages speak of this, but none gives the number or money asked for.")

    def test_what_is_far_from_the_subject_is_told_from_what_does_not_cover_it(self) -> None:
        assert self.reason("why lamps?") == "No passage covers what is asked."
        far = [hit([FILLER], dense=0.1)]
        assert self.reason("why lamps?", far) == "No passage is about this."

    def test_the_nearest_passage_tells_what_is_about_the_subject_wherever_it_is_ranked(
        self,
    ) -> None:
        """Words alone may find the passage that is ranked first."""
        mixed = [hit([FILLER], dense=0.0), hit([ANSWER], document="b", dense=0.6)]
        assert self.reason("why lamps?", mixed) == "No passage covers what is asked."


def test_no_hits_are_no_evidence() -> None:
    evidence = weighed(asked("who chairs the board?"), Ranking((), ()))
    assert (evidence.sufficient, evidence.chance) == (False, 0)
    assert evidence.reason == "No passage is about this."
    assert list(evidence.features) == list(FEATURES)


def test_the_likeliest_statements_come_first_and_are_few() -> None:
    many = ranking([hit([f"Rule {n} is long." for n in range(50)])], **{"Rule 7 ": 3.0})
    likely = likeliest(many)
    assert likely[0].place.statement.shown == "Rule 7 is long."
    assert [one.score for one in likely] == sorted((one.score for one in likely), reverse=True)
    assert len(likely) < 20


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many lamps were mended?", {"lamp"}),
        ("how many of the older people are visited?", {"older", "peopl"}),
        ("How many street lamps?", {"street", "lamp"}),
        ("What is the number of charities?", {"chariti"}),
        ("Who mends lamps?", set()),
        ("how much do lamps cost?", set()),
    ],
)
def test_what_is_counted_is_told_from_the_question(question: str, counted: set[str]) -> None:
    assert counted_thing(question) == counted


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("It mended 4,120 lamps.", True),
        ("Four of the street lamps failed.", True),
        ("No lamp failed.", True),
        ("Lamps were mended.", False),
        ("It mended 4,120 boilers.", False),
        ("Lamps are dear, and where the board meets to talk about its plans 12 people sit.", False),
        ("", False),
    ],
)
def test_a_thing_is_counted_where_a_figure_stands_near_it(sentence: str, given: bool) -> None:
    assert is_counted(frozenset({"lamp"}), sentence) is given


def test_the_weights_that_are_shipped_name_every_feature() -> None:
    path = Path(assistant.decide.__file__).parent / "decision_weights.json"
    kept = json.loads(path.read_text("utf-8"))
    assert set(kept["weights"]) == {*FEATURES, "bias"}
    assert 0 < kept["threshold"] < 1
    assert all(math.isfinite(weight) for weight in kept["weights"].values())


def test_passages_on_another_subject_are_no_answer_whatever_the_odds() -> None:
    features = dict.fromkeys(FEATURES, 0.0)
    features |= {"words hardly matched, by the best": 0.9, "best cosine": 0.3}
    assert strays(features)
    assert not strays(features | {"best cosine": 0.5})
    assert not strays(features | {"words hardly matched, by the best": 0.5})


@pytest.mark.parametrize(
    "question",
    [
        "How do I bake sourdough bread?",
        "What is the upper age limit for fostering a dog?",
        "Which compiler flags speed up matrix multiplication?",
    ],
)
def test_questions_on_other_subjects_are_not_answered(reports_library, question: str) -> None:
    answer = Answerer(reports_library).answer(AskRequest(question))
    assert answer.status is Status.NOT_FOUND
    assert answer.nearest
