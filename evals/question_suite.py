"""The suite of questions: what each answer holds, rests on and leaves out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

from assistant.answer import Answer, Status
from assistant.answerer import AskRequest
from assistant.conversation import Turn
from corpus.words import Hit
from evals.metrics.answers import citation_exactness, on_topic, sentence_support, within_length
from evals.metrics.nuggets import held, nugget_recall, words_of, words_read
from evals.metrics.retrieval import Retrieved, ndcg, ranks_found, recall_at, reciprocal_rank
from evals.question_files import read_questions
from evals.questions import Kind, Question
from evals.results import CaseResult, Metric, Section
from evals.systems import System, Workplace

RECALL_DEPTHS = (1, 3, 5, 8, 10, 20)
_DEEPEST = max(RECALL_DEPTHS)
_SHOWN_PASSAGES = 8
_EXCERPT = 160

_BY_DEPTH = tuple(
    Metric(
        f"evidence_recall_at_{k}",
        f"evidence recall@{k}",
        f"Share of the passages an answer needs that are among the first {k} found.",
    )
    for k in RECALL_DEPTHS
)

METRICS = (
    *_BY_DEPTH,
    Metric("mrr", "mean reciprocal rank", "1 / rank of the first passage needed."),
    Metric("ndcg_at_10", "nDCG@10", "Gain of the first ten passages over the best order."),
    Metric(
        "vital_recall",
        "vital nugget recall",
        "Share of the vital facts that the first words of the answer hold "
        "(200; lists 350, comparisons 300).",
    ),
    Metric("nugget_recall", "nugget recall", "The same over all facts, vital or not."),
    Metric("complete", "every vital fact", "Share of the questions with all their vital facts."),
    Metric(
        "citation_exactness",
        "citation exactness",
        "Share of quotations that equal the stored text at their place.",
    ),
    Metric(
        "sentence_support",
        "sentence support",
        "Share of sentences whose own citations hold their numbers and words.",
    ),
    Metric("on_topic", "on the topic", "Share of sentences that state or surround what was asked."),
    Metric("within_length", "within its length", "Share of answers that are short enough."),
    Metric("words", "words", "Length of an answer.", higher_is_better=False, unit="words"),
    Metric(
        "not_found_recall",
        "not-found recall",
        "Share of the questions the documents do not answer that are refused.",
    ),
    Metric(
        "false_refusal",
        "false refusals",
        "Share of the questions the documents do answer that are refused.",
        higher_is_better=False,
    ),
    Metric(
        "corrected",
        "false premises corrected",
        "Share of the questions built on a false premise that are corrected.",
    ),
)


class QuestionSuite:
    """Questions of a folder, put to a system, each answer scored."""

    name = "questions"
    title = "Questions"
    kinds: tuple[str, ...] = get_args(Kind)
    metrics = METRICS

    def cases(self, folder: Path, place: Workplace) -> list[Question]:
        """Return the questions of ``folder/questions``.

        Raises:
            EvaluationSetInvalid: the files hold mistakes; all are named.
        """
        return read_questions(place.texts, folder / "questions")

    def run(self, case: Question, system: System, place: Workplace) -> CaseResult:
        """Put one question to the system and score what comes back."""
        turns = tuple(Turn(turn.role, turn.content) for turn in case.history)
        started = time.perf_counter()
        answer = system.answer(AskRequest(case.question, turns))
        seconds = time.perf_counter() - started
        hits = system.retrieve(answer.standalone_question, _DEEPEST)
        own_texts = getattr(system, "own_texts", None)
        scores = dict(_scores(case, answer, hits, place, own_texts))
        return CaseResult(
            id=case.id,
            kind=case.kind,
            split=case.split,
            prompt=case.question,
            shown=answer.text,
            scores=scores,
            faults=tuple(_faults(case, answer, scores)),
            sections=_sections(case, answer, hits, None if own_texts else place),
            seconds=seconds,
            confidence=answer.confidence,
            answerable=case.expected in ("answered", "partly_answered"),
            digest=hashlib.sha256(case.model_dump_json().encode()).hexdigest()[:12],
        )


def _scores(
    case: Question,
    answer: Answer,
    hits: Sequence[Hit],
    place: Workplace,
    own_texts: Mapping[str, str] | None,
) -> Iterator[tuple[str, float]]:
    """Score an answer; in texts of the system's own the evidence has no known place."""
    located = bool(case.evidence) and own_texts is None
    if located:
        yield from _retrieval_scores(case, hits, place.texts)
    yield from _content_scores(case, answer)
    shown = (*answer.citations, *answer.nearest)
    if shown:
        yield "citation_exactness", citation_exactness(shown, own_texts or place.texts_by_id)
    if answer.sentences:
        yield "sentence_support", sentence_support(answer)
        yield "within_length", float(within_length(case, answer))
        yield "words", float(len(words_of(answer.text)))
        if located:
            yield "on_topic", on_topic(case, answer, place.texts)
    yield from _decision_scores(case, answer)


def _retrieval_scores(
    case: Question, hits: Sequence[Hit], texts: Mapping[str, str]
) -> Iterator[tuple[str, float]]:
    ranks = ranks_found(case, _retrieved(hits), texts)
    for k in RECALL_DEPTHS:
        yield f"evidence_recall_at_{k}", recall_at(ranks, k)
    yield "mrr", reciprocal_rank(ranks)
    yield "ndcg_at_10", ndcg(ranks)


def _content_scores(case: Question, answer: Answer) -> Iterator[tuple[str, float]]:
    if not case.nuggets:
        return
    read = words_read(case, answer.text) if answer.sentences else ""
    yield "nugget_recall", nugget_recall(case.nuggets, read)
    vital = [nugget for nugget in case.nuggets if nugget.vital]
    if vital:
        recall = nugget_recall(vital, read)
        yield "vital_recall", recall
        yield "complete", float(recall == 1)


def _decision_scores(case: Question, answer: Answer) -> Iterator[tuple[str, float]]:
    refused = answer.status is Status.NOT_FOUND
    if case.expected == "not_found":
        yield "not_found_recall", float(refused)
    elif case.expected == "corrected":
        yield "corrected", float(answer.status is Status.CORRECTED)
    else:
        yield "false_refusal", float(refused)


def _faults(case: Question, answer: Answer, scores: Mapping[str, float]) -> Iterator[str]:
    refused = answer.status is Status.NOT_FOUND
    if refused != (case.expected == "not_found"):
        says = "say" if refused else "do not say"
        yield f"{'refused' if refused else 'answered'}, though the documents {says}"
    elif scores.get("corrected", 1) < 1:
        yield "not corrected, though the documents contradict the question"
    elif not refused:
        read = words_read(case, answer.text)
        missed = (n for n in case.nuggets if n.vital and not held(n, read))
        yield from (f"missed: {nugget.fact}" for nugget in missed)
    if scores.get("citation_exactness", 1) < 1:
        yield "a quotation differs from the stored text"
    if scores.get("sentence_support", 1) < 1:
        yield "a sentence is not carried by its citations"
    if scores.get("within_length", 1) < 1:
        yield "too long"


def _sections(
    case: Question, answer: Answer, hits: Sequence[Hit], place: Workplace | None
) -> tuple[Section, ...]:
    sections = []
    if answer.standalone_question != case.question:
        sections.append(Section("Asked as", (answer.standalone_question,)))
    if case.evidence and place:
        ranks = ranks_found(case, _retrieved(hits), place.texts)
        lines = tuple(
            f"{f'found at rank {rank}' if rank else f'not among the first {_DEEPEST}'}: "
            f"“{_excerpt(evidence.quote)}” ({evidence.document})"
            for rank, evidence in zip(ranks, case.needed, strict=True)
        )
        sections.append(Section("Where the evidence stood", lines))
    retrieved = tuple(
        f"{rank}. [{hit.score:.2f}] {' > '.join((hit.document.source.title, *hit.passage.section))}"
        f" — {_excerpt(hit.passage.shown)}"
        for rank, hit in enumerate(hits[:_SHOWN_PASSAGES], start=1)
    )
    sections.append(Section("What was retrieved", retrieved))
    return tuple(sections)


def _retrieved(hits: Sequence[Hit]) -> list[Retrieved]:
    return [Retrieved(hit.document.source.name, hit.passage.span) for hit in hits]


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[:_EXCERPT].rstrip() + "…"
