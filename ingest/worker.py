"""Takes jobs by lease and reads their files, in a thread of the server.

What a killed server left undone is taken up at the next start, from the first file that
is not done; ids are hashes of contents, so the end is the same.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from corpus.errors import DataFolderUnusable, MunimentError
from corpus.jobs import MOST_ATTEMPTS, Job, JobFile, JobProgress, JobState, new_job_id
from corpus.library import Library
from ingest.gathering import FoundFile
from ingest.limited import LimitedReader
from ingest.ocr import check_installed
from ingest.pipeline import Intake, Outcome, Watcher
from ingest.sources import SourceNote
from ingest.uploads import Upload, UploadFolder

LEASE_SECONDS = 900.0
"""Longer than a page may take; renewed with each report of progress."""

_READING_SHARE = 0.3
"""Share of a file's time that reading takes; embedding takes the rest."""

_REPORT_SECONDS = 0.3
_NOTHING_READ = "No file could be read."

log = logging.getLogger(__name__)


class JobWorker:
    """Accepts files, and works on them one job after another once it is started.

    Args:
        library: where documents go.
        reader: reads files; closed by ``stop``.
        ocr: whether scanned pages are read in every job, not only in those that ask for it.
    """

    def __init__(
        self,
        library: Library,
        reader: LimitedReader,
        *,
        ocr: bool = False,
    ) -> None:
        self._library = library
        self._jobs = library.jobs
        self._reader = reader
        self._ocr = ocr
        self._uploads = UploadFolder(library.folder / "uploads")
        self._wake, self._stopped = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def accept(self, uploads: Iterable[Upload], *, ocr: bool = False) -> str:
        """Keep files and queue a job over them, which reads scanned pages too with ``ocr``;
        return its id.

        Raises:
            DataFolderUnusable: the disk is full.
            OcrMissing: scanned pages shall be read, and what reads them is not installed.
        """
        ocr = ocr or self._ocr
        if ocr:
            check_installed()
        self.start()
        job_id = new_job_id()
        try:
            self._jobs.add(job_id, self._uploads.keep(job_id, uploads), ocr=ocr)
        except OSError as error:
            self._uploads.erase_job(job_id)
            reason = error.strerror or str(error)
            raise DataFolderUnusable(self._library.folder, reason) from error
        except BaseException:
            self._uploads.erase_job(job_id)
            raise
        self._wake.set()
        return job_id

    def start(self) -> None:
        """Start working, first on what an earlier process left undone; once is enough."""
        with self._lock:
            if self._thread is None:
                self._jobs.release()
                self._uploads.erase_all_but(self._jobs.unfinished())
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Stop after the file at hand, or by ending its reading; the rest waits as rows."""
        self._stopped.set()
        self._wake.set()
        self._reader.kill()
        if self._thread:
            self._thread.join(timeout=10)
        self._reader.close()

    def _work(self) -> None:
        while not self._stopped.is_set():
            self._wake.clear()
            try:
                while not self._stopped.is_set() and (job := self._jobs.take(_me(), LEASE_SECONDS)):
                    self._run(job)
            except Exception:  # the disk is full, say; the job keeps its row and is tried again
                log.exception("a job cannot be noted")
                self._stopped.wait(5)
            self._wake.wait(timeout=30)

    def _run(self, job: Job) -> None:
        try:
            if job.attempts > MOST_ATTEMPTS:
                raise MunimentError("The server ended each time it worked on this. Upload less.")
            for file in job.files:
                if not file.outcome and not self._stopped.is_set():
                    self._take_in(job, file)
            if self._stopped.is_set():
                return
            self._finish(job.id)
        except MunimentError as failure:
            self._give_up(job.id, str(failure))
        except Exception:
            log.exception("job %s", job.id)
            self._give_up(job.id, "Something went wrong that should not have. Upload it again.")

    def _take_in(self, job: Job, file: JobFile) -> None:
        report = _Report(self._library, job, file)
        watcher = Watcher(report.embedded, report.read)
        intake = Intake(self._library, self._reader, watcher, ocr=job.ocr)
        content = partial(self._uploads.content, job.id, file)
        found = FoundFile(file.name, SourceNote(**file.note), content, file.asked_for)
        result = intake.file(found)
        if self._stopped.is_set() and result.outcome is Outcome.FAILED:
            return  # perhaps only because its reader was ended
        done = replace(
            file,
            outcome=result.outcome,
            document_id=result.document_id,
            passages=result.passages,
            detail=result.detail,
        )
        self._jobs.finish_file(job.id, done)
        self._uploads.erase(job.id, file)

    def _finish(self, job_id: str) -> None:
        job = self._jobs.get(job_id)
        files = job.files if job else ()
        failed = all(file.outcome in (Outcome.FAILED, Outcome.PASSED_OVER) for file in files)
        state = JobState.FAILED if failed else JobState.DONE
        detail = _NOTHING_READ if failed else f"{len(files)} file{'s' if len(files) != 1 else ''}"
        self._jobs.finish(job_id, state, JobProgress(len(files), len(files), "files", detail, 1.0))
        self._uploads.erase_job(job_id)

    def _give_up(self, job_id: str, detail: str) -> None:
        self._jobs.finish(job_id, JobState.FAILED, JobProgress(detail=detail))
        self._uploads.erase_job(job_id)


class _Report:
    """Notes how far one file of a job is, some times a second."""

    def __init__(self, library: Library, job: Job, file: JobFile) -> None:
        self._library = library
        self._job = job
        self._file = file
        self._at = 0.0

    def read(self, name: str, done: int, total: int) -> None:
        """Pages are read."""
        detail = f"reading {name}, page {min(done + 1, total)} of {total}"
        self._note("pages", done, total, detail, _READING_SHARE * done / max(total, 1))

    def embedded(self, name: str, done: int, total: int) -> None:
        """Units are embedded."""
        share = _READING_SHARE + (1 - _READING_SHARE) * done / max(total, 1)
        self._note("units", done, total, f"indexing {name}", share)

    def _note(self, unit: str, done: int, total: int, detail: str, share: float) -> None:
        now = time.monotonic()
        if now - self._at < _REPORT_SECONDS and done:
            return
        self._at = now
        whole = (self._file.position + share) / max(len(self._job.files), 1)
        progress = JobProgress(done, total, unit, detail, whole)
        self._library.jobs.renew(self._job.id, progress, LEASE_SECONDS)


def _me() -> str:
    return f"process {os.getpid()}"
