"""OCR asked for on the command line, in a request and by a setting; installed and not."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from scans import LAMPS, Scan, needs_ocr, typeset

PACKAGES = "Install the Debian packages ocrmypdf and tesseract-ocr"


@pytest.fixture
def data(tmp_path: Path, model_folder: Path) -> Path:
    """A data folder that holds the model and nothing else."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "models").symlink_to(model_folder)
    return folder


@pytest.fixture
def not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@needs_ocr
def test_a_scan_is_handed_in_to_a_server_read_and_answered_from(
    serve, muniment, data: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "lamps.pdf"
    scan.write_bytes(typeset([Scan(LAMPS)]))
    with httpx.Client(base_url=serve(data).address, timeout=60) as client:
        assert 'name="ocr"' in client.get("/upload").text
        refused = muniment("ingest", str(scan), "--json", data=data)
        assert "Have it read with OCR (--ocr)" in refused.json["files"][0]["detail"]
        done = muniment("ingest", "--ocr", str(scan), "--json", data=data)
        assert (done.code, done.json["files"][0]["outcome"]) == (0, "added")
        asked = client.post("/api/v1/ask", json={"question": "how many lamps were bought?"}).json()
        assert "forty lamps" in asked["answer"]
        [warning] = asked["warnings"]
        assert "The text of page 1 was recognised by OCR" in warning
        assert warning.split(": ", 1)[1] in client.get("/documents/lamps").text
        assert client.get("/api/v1/documents/lamps/file").content == scan.read_bytes()
    assert list((data / "uploads").iterdir()) == []


@needs_ocr
def test_a_setting_reads_every_scan(muniment, data: Path, tmp_path: Path) -> None:
    (tmp_path / "lamps.pdf").write_bytes(typeset([Scan(LAMPS)]))
    done = muniment("ingest", str(tmp_path / "lamps.pdf"), data=data, ocr="1")
    assert done.code == 0
    assert "lamps.pdf: added, 1 passage – The text of page 1 was recognised by OCR" in done.err


@pytest.mark.usefixtures("not_installed")
@pytest.mark.parametrize("by_setting", [False, True])
def test_where_it_is_not_installed_nothing_is_read(
    muniment, tmp_path: Path, by_setting: bool
) -> None:
    choice = {"ocr": "true"} if by_setting else {}
    option = () if by_setting else ("--ocr",)
    done = muniment("ingest", *option, str(tmp_path / "lamps.pdf"), **choice)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("muniment: OCR is not available: ocrmypdf and tesseract are not")
    assert PACKAGES in done.err
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("not_installed")
def test_a_server_without_it_says_so_and_offers_no_choice(serve, data: Path) -> None:
    with httpx.Client(base_url=serve(data).address, timeout=60) as client:
        assert 'name="ocr"' not in client.get("/upload").text
        files = {"files": ("lamps.md", LAMPS)}
        asked = client.post("/api/v1/documents", files=files, data={"ocr": "true"})
        assert (asked.status_code, PACKAGES in asked.json()["detail"]) == (503, True)
        unasked = client.post("/api/v1/documents", files=files, data={"ocr": "false"})
        assert unasked.status_code == 202
        unclear = client.post("/api/v1/documents", files=files, data={"ocr": "perhaps"})
        assert unclear.status_code == 422
        assert [error["field"] for error in unclear.json()["errors"]] == ["ocr"]


@pytest.mark.usefixtures("not_installed")
def test_the_doctor_says_that_it_is_missing_and_minds_where_it_is_wanted(
    muniment, data: Path
) -> None:
    done = muniment("doctor", data=data)
    assert done.code == 0
    assert "ok    ocr: OCR is not available" in done.out and PACKAGES in done.out
    wanted = muniment("doctor", data=data, ocr="1")
    assert (wanted.code, "FAIL  ocr: OCR is not available" in wanted.out) == (1, True)


@needs_ocr
def test_the_doctor_says_that_it_is_installed(muniment, data: Path) -> None:
    assert "ok    ocr: ocrmypdf and tesseract are installed" in muniment("doctor", data=data).out
