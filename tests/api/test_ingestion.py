"""Reports brought in from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

REPAIRS = "# Repairs\n\nThe landlord pays for boiler repairs in every council home.\n"


@pytest.fixture
def prepared(tmp_path: Path, model_folder: Path) -> Path:
    """A data folder that holds the model and nothing else."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(model_folder)
    return data


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "repairs.md").write_text(REPAIRS)
    (folder / "rents.txt").write_text("Rents\n\nTenants pay their rent on the first Monday.\n")
    return folder


@pytest.mark.usefixtures("prepared")
def test_files_that_cannot_be_read_are_named_and_the_rest_is_indexed(
    muniment, reports: Path
) -> None:
    (reports / "binary.md").write_bytes(bytes(range(256)) * 20)
    (reports / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    (reports / "dangling.md").symlink_to(reports / "nowhere.md")
    (reports / "empty.md").write_text("")
    done = muniment("ingest", str(reports))
    assert (done.code, done.out) == (1, "")
    assert "Traceback" not in done.err
    said = dict(line.split(": ", 1) for line in done.err.splitlines() if ": " in line)
    for name in ("binary.md", "broken.pdf", "dangling.md", "empty.md"):
        assert said[name].startswith("NOT READ – ")
    assert said["repairs.md"].startswith("added, 1 passages")
    assert said["rents.txt"].startswith("added, 1 passages")
    asked = muniment("ask", "who pays for boiler repairs?", "--json")
    assert (asked.code, asked.json["status"]) == (0, "answered")
    assert "The landlord pays" in asked.json["answer"]


@pytest.mark.usefixtures("prepared")
def test_a_second_time_only_what_changed_is_read_again(muniment, reports: Path) -> None:
    def outcomes() -> dict[str, str]:
        done = muniment("ingest", str(reports), "--json")
        assert done.code == 0
        return {file["name"]: file["outcome"] for file in done.json["files"]}

    assert outcomes() == {"rents.txt": "added", "repairs.md": "added"}
    assert outcomes() == {"rents.txt": "unchanged", "repairs.md": "unchanged"}
    (reports / "repairs.md").write_text(REPAIRS.replace("landlord", "freeholder"))
    assert outcomes() == {"rents.txt": "unchanged", "repairs.md": "updated"}
    found = muniment("search", "boiler repairs", "-k", "5", "--json").json["passages"]
    assert "freeholder" in found[0]["shown"]
    assert not any("landlord" in passage["shown"] for passage in found)


@pytest.mark.usefixtures("prepared")
@pytest.mark.parametrize("named", ["missing.md", "empty-folder"])
def test_nothing_to_read_ends_with_1(muniment, tmp_path: Path, named: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    done = muniment("ingest", str(tmp_path / named))
    assert (done.code, done.out) == (1, "")
    assert named in done.err
    assert "Traceback" not in done.err
