"""Jobs: rows that a worker takes by lease and that outlive it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.jobs import JobFile, JobProgress, JobRows, JobState

FILES = [JobFile(0, "lamps.md", {"title": "Lamps"}), JobFile(1, "bins.pdf", {})]


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[JobRows]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue.jobs
    catalogue.close()


def test_a_job_is_queued_taken_told_and_done(jobs: JobRows) -> None:
    jobs.add("a", FILES)
    assert jobs.get("a").state is JobState.QUEUED
    assert jobs.get("a").files == tuple(FILES)
    taken = jobs.take("worker", 60)
    assert (taken.id, taken.state, taken.attempts) == ("a", JobState.RUNNING, 1)
    assert jobs.get("a").seconds_left is None
    jobs.renew("a", JobProgress(12, 80, "pages", "reading", 0.5), 60)
    told = jobs.get("a")
    assert (told.progress.done, told.progress.unit) == (12, "pages")
    assert told.seconds_left == pytest.approx(told.updated - told.started)
    read = replace(FILES[0], outcome="added", document_id="lamps", passages=3, detail="Fine.")
    jobs.finish_file("a", read)
    assert jobs.get("a").files == (read, FILES[1])
    jobs.finish("a", JobState.DONE, JobProgress(2, 2, share=1.0))
    assert (jobs.get("a").finished, jobs.get("a").seconds_left) == (True, 0)
    assert jobs.take("worker", 60) is None


def test_a_job_belongs_to_one_worker_until_its_lease_runs_out(jobs: JobRows) -> None:
    jobs.add("a", FILES)
    jobs.add("b", [])
    assert jobs.take("first", 60).id == "a"
    assert jobs.take("second", -1).id == "b"
    assert jobs.take("third", 60).id == "b"
    assert jobs.take("fourth", 60) is None
    jobs.release()
    again = jobs.take("fifth", 60)
    assert (again.id, again.attempts) == ("a", 2)


def test_a_catalogue_made_before_jobs_knew_of_ocr_is_used_on(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    Catalogue(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE jobs DROP COLUMN ocr")
    catalogue = Catalogue(path)
    catalogue.jobs.add("a", FILES)
    catalogue.jobs.add("b", FILES, ocr=True)
    assert [catalogue.jobs.get(job_id).ocr for job_id in ("a", "b")] == [False, True]
    catalogue.close()


def test_an_unknown_job_is_none(jobs: JobRows) -> None:
    assert jobs.get("none") is None


def test_what_ended_long_ago_is_forgotten(jobs: JobRows, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs.add("old", FILES)
    jobs.add("open", [])
    jobs.finish("old", JobState.FAILED, JobProgress())
    assert jobs.unfinished() == {"open"}
    assert jobs.get("old")
    monkeypatch.setattr("corpus.jobs.KEPT_SECONDS", -1)
    assert jobs.unfinished() == {"open"}
    assert jobs.get("old") is None
