"""What answers from the five reports."""

from __future__ import annotations

import pytest

from assistant.answerer import Answerer


@pytest.fixture(scope="session")
def answerer(reports_library) -> Answerer:
    return Answerer(reports_library)
