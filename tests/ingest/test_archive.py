"""Zip archives of reports, brought in file by file."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from office_makers import saved, zipped

from corpus.errors import FileUnreadable
from corpus.library import Library
from ingest.archive import is_archive, members_of
from ingest.gathering import displayed, files_in
from ingest.pipeline import ingest
from ingest.readers import extracted

LAMPS = "# On Lamps\n\nThe borough of Lampwick lights every street.\n"


def word(words: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(words)
    return saved(made)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with good members, bad ones and litter."""
    path = tmp_path / "reports.zip"
    path.write_bytes(
        zipped(
            {
                "lamps.md": LAMPS,
                "2010/may/bins.docx": word("The borough of Binfield empties every bin."),
                "2010/empty.md": "",
                "../outside.md": LAMPS,
                "/etc/absolute.md": LAMPS,
                "inner.zip": zipped({"deep.md": LAMPS}),
                "__MACOSX/lamps.md": "litter",
                ".DS_Store": "litter",
                "~$bins.docx": "litter",
                "photo.jpg": "litter",
                "SOURCES.md": "| file |\n",
            }
        )
    )
    return path


def test_an_archive_brings_in_its_reports_and_a_bad_member_stops_no_other(
    make_library: Callable[..., Library], archive: Path
) -> None:
    library = make_library()
    results = ingest(library, [archive], lambda name, done, total: None)
    assert {result.name: str(result.outcome) for result in results} == {
        "reports.zip/../outside.md": "failed",
        "reports.zip//etc/absolute.md": "failed",
        "reports.zip/2010/empty.md": "failed",
        "reports.zip/2010/may/bins.docx": "added",
        "reports.zip/inner.zip": "failed",
        "reports.zip/lamps.md": "added",
        "reports.zip/photo.jpg": "passed_over",
    }
    reasons = {result.name.split("/")[-1]: result.detail for result in results}
    assert "leads out of the archive" in reasons["outside.md"]
    assert "leads out of the archive" in reasons["absolute.md"]
    assert "a zip inside a zip is not opened" in reasons["inner.zip"]
    assert "empty" in reasons["empty.md"]
    again = ingest(library, [archive], lambda name, done, total: None)
    assert (
        sorted(str(r.outcome) for r in again)
        == ["failed"] * 4 + ["passed_over"] + ["unchanged"] * 2
    )


TABLE = "| file | title | publisher |\n|-|-|-|\n| lamps.md | {} | Lampwick |\n"


@pytest.mark.parametrize(
    "files",
    [
        {"SOURCES.md": TABLE.format("Lighting")},
        {"SOURCES.md": TABLE.format("Lighting"), "old/SOURCES.md": TABLE.format("Old")},
        {"reports/SOURCES.md": TABLE.format("Lighting"), "__MACOSX/SOURCES.md": "litter"},
    ],
    ids=["at its top", "and one below", "in its one folder"],
)
def test_the_notes_in_an_archive_tell_of_its_files_before_those_beside_it(
    tmp_path: Path, files: dict[str, str]
) -> None:
    path = tmp_path / "reports.zip"
    path.write_bytes(zipped({**files, "reports/lamps.md": LAMPS, "bins.md": LAMPS}))
    outside = TABLE.format("Beside").replace(
        "| lamps.md", "| bins.md | Bins | Binfield |\n| lamps.md"
    )
    (tmp_path / "SOURCES.md").write_text(outside)
    titles = {file.name: (file.note.title, file.note.publisher) for file in files_in([path])}
    assert titles == {
        "reports.zip/bins.md": ("Bins", "Binfield"),
        "reports.zip/reports/lamps.md": ("Lighting", "Lampwick"),
    }


@pytest.mark.parametrize(
    "told",
    [b"\xff\xfe\0", TABLE.encode() + random.Random(0).randbytes(1 << 20), b"no table"],
    ids=["no text", "too large", "no table"],
)
def test_notes_in_an_archive_that_cannot_be_read_are_passed_over(
    tmp_path: Path, told: bytes
) -> None:
    path = tmp_path / "reports.zip"
    path.write_bytes(zipped({"SOURCES.md": told, "lamps.md": LAMPS}))
    found = [(file.name, file.note.title, file.content()) for file in files_in([path])]
    assert found == [("reports.zip/lamps.md", "", LAMPS.encode())]


def test_an_archive_in_a_folder_is_opened_too_and_takes_the_notes_of_the_folder(
    archive: Path,
) -> None:
    (archive.parent / "plain.txt").write_text("Words.")
    (archive.parent / "SOURCES.md").write_text("| file | title |\n|-|-|\n| lamps.md | Lighting |\n")
    found = {file.name: file.note.title for file in files_in([archive.parent])}
    assert found["reports.zip/lamps.md"] == "Lighting"
    assert "plain.txt" in found


def test_an_archive_is_told_by_its_content_and_no_office_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "reports.bin").write_bytes(zipped({"lamps.md": LAMPS}))
    (tmp_path / "renamed.zip").write_bytes(word("Words."))
    (tmp_path / "text.zip").write_text("Words.")
    assert is_archive(tmp_path / "reports.bin")
    assert not is_archive(tmp_path / "renamed.zip")
    assert not is_archive(tmp_path / "text.zip")
    assert not is_archive(tmp_path / "missing.zip")


@pytest.mark.parametrize("share", [0.2, 0.9])
def test_a_damaged_archive_is_one_failure_with_advice(archive: Path, share: float) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * share)])
    [file] = files_in([archive])
    assert file.name == "reports.zip"
    with pytest.raises(FileUnreadable, match=r"damaged or was cut short\. Download or export"):
        file.content()


def test_a_locked_member_is_refused_with_advice(tmp_path: Path) -> None:
    content = bytearray(zipped({"lamps.md": LAMPS}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    (tmp_path / "locked.zip").write_bytes(content)
    [member] = members_of(tmp_path / "locked.zip", "locked.zip")
    with pytest.raises(FileUnreadable, match="locked with a password"):
        member.content()


def test_a_member_that_was_altered_is_refused_with_advice(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("lamps.md", LAMPS)
    (tmp_path / "a.zip").write_bytes(out.getvalue().replace(b"Lampwick", b"Limpwick", 1))
    [member] = members_of(tmp_path / "a.zip", "a.zip")
    with pytest.raises(FileUnreadable, match="damaged"):
        member.content()


def test_an_archive_given_as_a_document_is_refused_with_advice() -> None:
    with pytest.raises(FileUnreadable, match="an archive of files"):
        extracted("reports.pdf", zipped({"lamps.md": LAMPS}))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("n\u202egnp.md", "ngnp.md"),
        ("../../etc/\0x\n.md", "../../etc/x.md"),
        ("\u202e", "unnamed"),
        ("a  b.md", "a b.md"),
    ],
)
def test_a_name_is_cleaned_to_be_shown(name: str, shown: str) -> None:
    assert displayed(name) == shown


def test_a_long_name_is_cut_in_the_middle_and_stays_apart_from_others() -> None:
    names = [f"{'Blåbær ' * 20}{number}{'x' * 160}.docx" for number in (1, 2)]
    shown = [displayed(name) for name in names]
    assert all(len(name) == 120 and name.endswith("xxx.docx") for name in shown)
    assert shown[0] != shown[1] and shown[0].startswith("Blåbær Blåbær")
    assert displayed("x" * 300 + "." + "y" * 300) != displayed("x" * 301 + "." + "y" * 300)
    assert len(displayed("x" * 300 + "." + "y" * 300)) <= 120
