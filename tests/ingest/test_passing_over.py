"""What a folder or an archive holds besides documents is passed over, and said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from office_makers import saved, zipped

from corpus.library import Library
from ingest.gathering import files_in
from ingest.passing_over import why_passed_over
from ingest.pipeline import ingest

LAMPS = "The borough of Lampwick lights every street.\n"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF"
CODE = "def lamps(count):\n    return {name: [0] for name in range(count) if name > 1}\n"


def word(words: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(words)
    return saved(made)


FILES = {
    "Report no suffix": b"%PDF-1.4 nothing more",
    "report.dat": word(LAMPS),
    "minutes": LAMPS.encode(),
    "scan.jpg": JPEG,
    "lamps.py": CODE.encode(),
}
LITTER = dict.fromkeys(
    ("Thumbs.db", ".DS_Store", "~$lamps.docx", ".cache/lamps.md", "__MACOSX/lamps.md"),
    LAMPS.encode(),
)


def packed(folder: Path) -> Path:
    path = folder / "reports.zip"
    path.write_bytes(zipped({**FILES, **LITTER}))
    return path


def unpacked(folder: Path) -> Path:
    for name, content in {**FILES, **LITTER}.items():
        path = folder / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "reports"


@pytest.mark.parametrize("given", [packed, unpacked])
def test_documents_are_told_by_their_content_and_the_rest_is_listed_with_a_reason(
    make_library: Callable[..., Library], tmp_path: Path, given: Callable[[Path], Path]
) -> None:
    results = ingest(make_library(), [given(tmp_path)], lambda name, done, total: None)
    found = {result.name.removeprefix("reports.zip/"): result for result in results}
    assert {name: str(result.outcome) for name, result in found.items()} == {
        "Report no suffix": "failed",
        "lamps.py": "passed_over",
        "minutes": "added",
        "report.dat": "added",
        "scan.jpg": "passed_over",
    }
    assert "it is a picture" in found["scan.jpg"].detail
    assert "it is code or data" in found["lamps.py"].detail


def test_what_is_given_by_its_path_is_never_passed_over(tmp_path: Path) -> None:
    for name, content in (("lamps.py", CODE), ("notes", "")):
        (tmp_path / name).write_text(content)
        assert [file.passed_over for file in files_in([tmp_path / name])] == [""]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("data.json", json.dumps([{"ward": "North", "lamps": 4}] * 9).encode(), "code or data"),
        ("run", b"#!/bin/sh\necho the lamps of the borough are lit\n", "code or data"),
        ("clip.mp4", b"\0\0\0\x18ftypmp42", "a sound or a film"),
        ("plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a picture"),
        ("pack", b"7z\xbc\xaf\x27\x1c", "packed in a format"),
        ("shape.shp", bytes(range(256)), "neither text nor a document"),
        (".gitkeep", b"", "empty"),
    ],
)
def test_the_reason_says_what_a_file_is(name: str, content: bytes, reason: str) -> None:
    assert reason in why_passed_over(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("damaged.pdf", b""),
        ("picture.pdf", JPEG),
        ("table", b"| ward | lamps |\n| --- | --- |\n| North & East | 4 |\n"),
        ("page.cgi", b"<!doctype html><title>Lamps</title>"),
        ("old", b"{\\rtf1 Lamps}"),
        ("letter", "The caf\u00e9 costs \u00a34.\n".encode("cp1252")),
    ],
)
def test_what_may_be_a_document_is_read_or_refused_by_its_reader(name: str, content: bytes) -> None:
    assert why_passed_over(name, content) == ""


def test_a_text_that_is_cut_within_a_character_is_text() -> None:
    text = "Pâté and café.\n" * 2000
    assert why_passed_over("menu", text.encode()[:8192]) == ""
