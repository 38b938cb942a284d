"""Everything that can go wrong, and the words an officer reads when it does.

    MunimentError
    ├── SetupError                 the machine or its settings need a fix
    │   ├── DataFolderInUse
    │   ├── DataFolderUnusable
    │   ├── DataFolderOfAnotherVersion
    │   ├── ModelUnusable
    │   ├── OcrMissing
    │   ├── TemplateInvalid
    │   └── LanguageModelUnusable
    ├── InputError                 what was sent cannot be used
    │   ├── QuestionInvalid
    │   ├── TextInvalid
    │   ├── DocumentUnknown
    │   ├── VersionUnknown
    │   ├── JobUnknown
    │   ├── FilesMissing
    │   ├── FileUnreadable
    │   ├── PlanUnreadable
    │   ├── PlanInvalid
    │   ├── TemplateUnknown
    │   ├── TimetableUnknown
    │   └── EvaluationSetInvalid
    ├── LanguageModelFailed        a language model gave nothing usable; never reaches an officer
    ├── AnswerStopped              whoever asked has gone, or stopped the answer
    └── LibraryDamaged             the index does not reach what the catalogue lists

Each message says what happened and what to do about it. Anything else that is
raised is a bug: it is logged with a reference and shown as calm text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path


class MunimentError(Exception):
    """Root of every failure that Muniment foresees; its text is fit to be shown."""


class SetupError(MunimentError):
    """The machine, its files or its settings must change before work can go on."""


class DataFolderInUse(SetupError):
    """Another process owns the data folder."""

    def __init__(self, folder: Path, owner: str = "") -> None:
        by = f" by {owner}" if owner else ""
        super().__init__(
            f"The data folder {folder} is in use{by}. Stop that process, "
            "or set MUNIMENT_DATA_DIR to another folder."
        )


class DataFolderUnusable(SetupError):
    """The data folder cannot be written: read-only, full or not a folder."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The data folder {folder} cannot be used: {reason}. Make it writable and free "
            "some space, or set MUNIMENT_DATA_DIR to another folder."
        )


class DataFolderOfAnotherVersion(SetupError):
    """The data folder was made by a version of Muniment that lays it out otherwise."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The data folder {folder} was made by another version of Muniment. Set "
            "MUNIMENT_DATA_DIR to a new folder and index again; the files as they were given "
            f"are kept in {folder / 'files'}."
        )


class ModelUnusable(SetupError):
    """The embedding model is missing or is not the one that was verified."""


class OcrMissing(SetupError):
    """Scans shall be read, and a command that reads them is not installed."""

    def __init__(self, commands: Sequence[str]) -> None:
        verb = "is" if len(commands) == 1 else "are"
        super().__init__(
            f"OCR is not available: {' and '.join(commands)} {verb} not installed. Install the "
            "Debian packages ocrmypdf and tesseract-ocr, or read without OCR."
        )


class TemplateInvalid(SetupError):
    """A template of plans holds a mistake; its file, the line from 1 and the reason are named."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"The template {file} cannot be used: line {line}: {reason}.")
        self.file = file
        self.line = line
        self.reason = reason


class LanguageModelUnusable(SetupError):
    """The language model named cannot be made: unknown, not installed, or without its key."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"The language model “{name}” cannot be used: {reason}")


class InputError(MunimentError):
    """What was sent cannot be used as it is."""


class QuestionInvalid(InputError):
    """The question is empty, too long or not readable text."""


class TextInvalid(InputError):
    """A text, or a source given with it, cannot be checked; ``field`` names which."""

    def __init__(self, message: str, field: str = "text") -> None:
        super().__init__(message)
        self.field = field


class DocumentUnknown(InputError):
    """No document has this id; the id is named only if it could be one."""

    def __init__(self, document_id: str) -> None:
        named = re.fullmatch(r"[\w.-]{1,80}", document_id)
        wanted = f"the id “{document_id}”" if named else "that id"
        super().__init__(f"No document has {wanted}. `muniment documents` lists those there are.")


class VersionUnknown(InputError):
    """A document has no version of this sha256, or several that begin so."""

    def __init__(self) -> None:
        super().__init__(
            "The document has no such version. Its list of versions names those there are."
        )


class JobUnknown(InputError):
    """No job has this id; what became of a job is kept for a month."""

    def __init__(self) -> None:
        super().__init__("There is no such job. What became of one is kept for a month.")


class FilesMissing(InputError):
    """Nothing was handed in to be read."""

    def __init__(self) -> None:
        super().__init__("There is no file to read. Choose one or more, or a zip of them.")


class FileUnreadable(InputError):
    """A file holds nothing that can be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class PlanUnreadable(InputError):
    """What was sent as an action plan holds none, or one that cannot be used."""


class PlanInvalid(InputError):
    """A plan cannot be drafted or dated from what was sent; ``field`` names what is wrong."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class TemplateUnknown(InputError):
    """There is no such template of plans; those that there are, are named."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(f"There is no such template. There are: {', '.join(known)}.")


class TimetableUnknown(InputError):
    """No document has this timetable."""

    def __init__(self) -> None:
        super().__init__(
            "There is no such timetable. `muniment timetable` lists those of the documents."
        )


class EvaluationSetInvalid(InputError):
    """Files of an evaluation set hold mistakes; all of them are named, a line each."""

    def __init__(self, mistakes: Sequence[object]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class LanguageModelFailed(MunimentError):
    """A language model gave nothing usable; the text completes “The language model …”.

    The answer is then the documents' own sentences, so that no officer waits for it in vain.
    ``refused`` is set where its server does not take the request as it is (HTTP 4xx).
    """

    def __init__(self, what: str, *, refused: bool = False) -> None:
        super().__init__(what)
        self.refused = refused


class AnswerStopped(MunimentError):
    """Whoever asked has gone, or has stopped the answer."""

    def __init__(self) -> None:
        super().__init__("The answer was stopped. Ask again for a whole one.")


class LibraryDamaged(MunimentError):
    """Search does not reach what the catalogue lists."""
