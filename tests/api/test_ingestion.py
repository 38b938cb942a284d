"""Reports brought in from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

REPAIRS = "# Repairs\n\nThe landlord pays for boiler repairs in every council home.\n"
RENTS = "Rents\n\nTenants pay their rent on the first Monday.\n"
UNREADABLE = ("binary.md", "broken.pdf", "dangling.md", "empty.md")


@pytest.fixture
def prepared(tmp_path: Path, model_folder: Path) -> Path:
    """A data folder that holds the model and nothing else."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(model_folder)
    return data


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two reports, and four files that cannot be read."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "repairs.md").write_text(REPAIRS)
    (folder / "rents.txt").write_text(RENTS)
    (folder / "binary.md").write_bytes(bytes(range(256)) * 20)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    (folder / "dangling.md").symlink_to(folder / "nowhere.md")
    (folder / "empty.md").write_text("")
    return folder


@pytest.mark.usefixtures("prepared")
def test_a_folder_is_read_again_and_again(muniment, reports: Path) -> None:
    """What cannot be read is named, the rest is indexed; later only what changed is read."""
    first = muniment("ingest", str(reports))
    assert (first.code, first.out) == (1, "")
    assert "Traceback" not in first.err
    said = dict(line.split(": ", 1) for line in first.err.splitlines() if ": " in line)
    for name in UNREADABLE:
        assert said[name].startswith("NOT READ – ")
    assert said["repairs.md"].startswith("added, 1 passage")
    assert said["rents.txt"].startswith("added, 1 passage")

    second = muniment("ingest", str(reports), "--json")
    assert second.code == 1
    outcomes = {file["name"]: file["outcome"] for file in second.json["files"]}
    unreadable = dict.fromkeys(UNREADABLE, "failed")
    assert outcomes == {"rents.txt": "unchanged", "repairs.md": "unchanged", **unreadable}

    for name in UNREADABLE:
        (reports / name).unlink()
    (reports / "repairs.md").write_text(REPAIRS.replace("landlord", "freeholder"))
    third = muniment("ingest", str(reports), "--json")
    outcomes = {file["name"]: file["outcome"] for file in third.json["files"]}
    assert (third.code, outcomes) == (0, {"rents.txt": "unchanged", "repairs.md": "updated"})
    asked = muniment("ask", "who pays for boiler repairs?", "--json")
    assert (asked.code, asked.json["status"]) == (0, "answered")
    assert "The freeholder pays" in asked.json["answer"]
    assert "landlord" not in asked.out


@pytest.mark.usefixtures("prepared")
def test_what_a_folder_holds_besides_reports_is_said_in_a_line_a_reason(
    muniment, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    nothing = muniment("ingest", str(folder))
    assert nothing.code == 1
    assert "0.png, 1.png, 2.png and 2 more: passed over – it is a picture." in nothing.err
    assert "Nothing to index in" in nothing.err
    (folder / "repairs").write_text(REPAIRS)
    first = muniment("ingest", str(folder), "--json")
    outcomes = [file["outcome"] for file in first.json["files"]]
    assert (first.code, outcomes) == (0, ["passed_over"] * 5 + ["added"])
    assert all("picture" in file["detail"] for file in first.json["files"][:5])


@pytest.mark.usefixtures("prepared")
def test_a_file_that_is_named_is_said_to_be_unchanged(muniment, reports: Path) -> None:
    named = [str(reports / "repairs.md"), str(reports / "rents.txt")]
    muniment("ingest", *named)
    assert muniment("ingest", named[0]).err == "repairs.md: unchanged, 1 passage\n"
    for name in UNREADABLE:
        (reports / name).unlink()
    assert muniment("ingest", str(reports)).err == "2 files unchanged\n"


@pytest.mark.usefixtures("prepared")
@pytest.mark.parametrize("named", ["missing.md", "empty-folder"])
def test_nothing_to_read_ends_with_1(muniment, tmp_path: Path, named: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    done = muniment("ingest", str(tmp_path / named))
    assert (done.code, done.out) == (1, "")
    assert named in done.err
    assert "Traceback" not in done.err
