"""A language model's opinion of answers, beside the patterns'; it never gates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from evals.metrics.nuggets import held, words_read
from evals.questions import Nugget, Question
from evals.results import JudgeAgreement, SuiteRun

_RULES = (Path(__file__).parent / "judge_prompt.txt").read_text("utf-8")
_MOST_NAMED = 50


def judged(
    model: BaseChatModel, name: str, questions: Sequence[Question], run: SuiteRun, jobs: int = 4
) -> JudgeAgreement:
    """Ask the model of each vital fact whether the answer states it, and compare.

    kappa = (agreement - chance) / (1 - chance) (Cohen, A coefficient of agreement for
    nominal scales, 1960); 0.0 where both always say the same one thing.
    """
    shown = {case.id: case.shown for case in run.cases}
    asked = [
        (question, nugget, words_read(question, shown[question.id]))
        for question in questions
        if question.id in shown
        for nugget in question.nuggets
        if nugget.vital
    ]
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        opinions = list(pool.map(lambda each: _opinion(model, each[0], each[1], each[2]), asked))
    readable = [
        (question, nugget, opinion, held(nugget, text))
        for (question, nugget, text), opinion in zip(asked, opinions, strict=True)
        if opinion is not None
    ]
    pairs = [(opinion, pattern) for _, _, opinion, pattern in readable]
    agreement = sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0
    return JudgeAgreement(
        model=name,
        facts=len(pairs),
        agreement=agreement,
        kappa=kappa(pairs),
        unreadable=len(asked) - len(pairs),
        differing=tuple(
            f"{question.id}: {'judge' if opinion else 'patterns'} alone found “{nugget.fact}”"
            for question, nugget, opinion, pattern in readable
            if opinion != pattern
        )[:_MOST_NAMED],
    )


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Return Cohen's kappa of two judges' verdicts, in [-1, 1]."""
    if not pairs:
        return 0.0
    agreement = sum(a == b for a, b in pairs) / len(pairs)
    first, second = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return (agreement - chance) / (1 - chance) if chance < 1 else 0.0


def _opinion(model: BaseChatModel, question: Question, nugget: Nugget, text: str) -> bool | None:
    """Return the model's verdict, None if it gives neither yes nor no."""
    if not text:
        return False
    asked = f"Question: {question.question}\n\nAnswer:\n{text}\n\nFact: {nugget.fact}"
    reply = model.invoke([SystemMessage(_RULES), HumanMessage(asked)]).text
    found = re.match(r"\W*(yes|no)\b", reply, re.IGNORECASE)
    return found[1].lower() == "yes" if found else None
