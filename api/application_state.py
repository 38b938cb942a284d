"""What a request can reach of the application."""

from __future__ import annotations

from fastapi import Request

from api.readiness import ReadinessCheck
from api.wiring import Assembly
from assistant.chain import AnswerChain
from ingest.worker import JobWorker


def assembly_of(request: Request) -> Assembly:
    """Return the library and answerer that this application serves."""
    assembly: Assembly = request.app.state.assembly
    return assembly


def chain_of(request: Request) -> AnswerChain:
    """Return the chain that this application answers with."""
    chain: AnswerChain = request.app.state.chain
    return chain


def worker_of(request: Request) -> JobWorker:
    """Return what reads the files that are handed in."""
    worker: JobWorker = request.app.state.worker
    return worker


def check_of(request: Request) -> ReadinessCheck:
    """Return what tells whether this application is ready."""
    check: ReadinessCheck = request.app.state.check
    return check
