"""The question set as a task of Inspect, the UK AI Security Institute's evaluation framework.

Needs the extra ``muniment[inspect]`` in an environment of its own, since Inspect asks for
older versions of some packages. ``inspect eval evals/inspect_task.py --model mockllm/model
-T data=FOLDER`` asks the assistant over the library in FOLDER; without ``data``, Inspect's
model is asked by itself, with no documents, which shows what a model knows already.
"""

from __future__ import annotations

from pathlib import Path

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageUser,
    ModelOutput,
)
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, generate, solver

from assistant.answerer import Answerer, AskRequest
from assistant.conversation import Turn
from corpus.embedding import embeddings_named
from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from evals.metrics.nuggets import held, nugget_recall, words_read
from evals.questions import Question, load_questions


@task
def muniment_questions(data: str = "", split: str = "test", limit: int = 0) -> Task:
    """Questions whose answers are in the documents, scored by vital nugget recall.

    Args:
        data: a data folder with an indexed library and its models; empty asks the model.
        split: ``test`` or ``tune``.
        limit: at most so many questions; 0 for all.
    """
    asked = [q for q in load_questions() if q.split == split and any(n.vital for n in q.nuggets)]
    samples = [_sample(question) for question in asked[: limit or None]]
    return Task(
        dataset=MemoryDataset(samples, name="muniment-questions"),
        solver=assistant(data) if data else generate(),
        scorer=vital_nuggets(),
    )


@solver
def assistant(data: str) -> Solver:
    """Answer with Muniment over the library in ``data``; Inspect's model is not called."""
    embeddings = embeddings_named("", Path(data) / "models")
    library = Library(Path(data), lambda: embeddings, embedding_name=DEFAULT_MODEL)
    answerer = Answerer(library)

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        question = Question.model_validate(state.metadata["question"])
        turns = tuple(Turn(turn.role, turn.content) for turn in question.history)
        answer = answerer.answer(AskRequest(question.question, turns))
        state.output = ModelOutput.from_content("muniment/extractive", answer.text)
        return state

    return solve


@scorer(metrics=[mean(), stderr()])
def vital_nuggets() -> Scorer:
    """Score an answer by the share of the vital facts that its first words hold."""

    async def score(state: TaskState, target: Target) -> Score:
        question = Question.model_validate(state.metadata["question"])
        vital = [nugget for nugget in question.nuggets if nugget.vital]
        read = words_read(question, state.output.completion)
        missed = [nugget.fact for nugget in vital if not held(nugget, read)]
        return Score(
            value=nugget_recall(vital, read),
            answer=state.output.completion,
            explanation="; ".join(f"missed: {fact}" for fact in missed),
        )

    return score


def _sample(question: Question) -> Sample:
    turns: list[ChatMessage] = [
        ChatMessageUser(content=turn.content)
        if turn.role == "user"
        else ChatMessageAssistant(content=turn.content)
        for turn in question.history
    ]
    return Sample(
        id=question.id,
        input=[*turns, ChatMessageUser(content=question.question)],
        target=[nugget.fact for nugget in question.nuggets if nugget.vital],
        metadata={"question": question.model_dump(mode="json")},
    )
