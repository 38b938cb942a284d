"""Files handed in over HTTP, from the command line and in the browser's form."""

from __future__ import annotations

import io
import signal
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pdf_bombs import flate_bomb, operator_bomb

REPAIRS = "# Repairs\n\nThe landlord pays for boiler repairs in every council home.\n"
RENTS = "Rents\n\nTenants pay their rent on the first Monday.\n"
BROKEN = b"%PDF-1.7\nnothing of a PDF follows"
SOURCES = "| file | title | publisher |\n|--|--|--|\n| repairs.md | On Repairs | Lampwick |\n"


@pytest.fixture
def data(tmp_path: Path, model_folder: Path) -> Path:
    """A data folder that holds the model and nothing else."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "models").symlink_to(model_folder)
    return folder


@pytest.fixture
def client(serve, data: Path) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=serve(data).address, timeout=60) as client:
        yield client


def finished(
    client: httpx.Client, job: str, meanwhile: Callable[[dict[str, Any]], None] = lambda found: None
) -> dict[str, Any]:
    """Ask after a job until it has ended; ``meanwhile`` is called with how far it is."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = client.get(f"/api/v1/jobs/{job}").json()
        if found["state"] in ("done", "failed"):
            return found
        meanwhile(found)
        time.sleep(0.1)
    raise AssertionError(found)


def accepted(client: httpx.Client, **files: bytes | str) -> str:
    """Hand files in and return the id of their job."""
    parts = [("files", (name, content)) for name, content in files.items()]
    response = client.post("/api/v1/documents", files=parts)
    assert response.status_code == 202
    assert response.headers["location"] == f"/api/v1/jobs/{response.json()['job']}"
    return response.json()["job"]


def hand_in(client: httpx.Client, **files: bytes | str) -> dict[str, Any]:
    return finished(client, accepted(client, **files))


def outcomes(job: dict[str, Any]) -> dict[str, str]:
    return {file["name"]: file["outcome"] for file in job["files"]}


PHOTO = b"\xff\xd8\xff\xe0\0\x10JFIF"


def zipped(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def wards(name: str) -> str:
    """Write a report of 120 sections, each of one passage."""
    told = (f"## Ward {n}\n\nWard {n} of {name} bought {n * 7} lamps." for n in range(120))
    return f"# Report {name}\n\n" + "\n\n".join(told)


def test_files_are_read_and_answered_from_and_a_bad_one_stops_no_other(client, data) -> None:
    job = hand_in(client, **{"repairs.md": REPAIRS, "broken.pdf": BROKEN, "SOURCES.md": SOURCES})
    assert (job["state"], job["done"], job["total"], job["unit"]) == ("done", 2, 2, "files")
    assert outcomes(job) == {"repairs.md": "added", "broken.pdf": "failed"}
    assert (job["share"], job["seconds_left"]) == (1, 0)
    [warning] = job["warnings"]
    assert warning.startswith("broken.pdf: ")
    document = client.get(f"/api/v1/documents/{job['files'][0]['document']}").json()
    assert (document["title"], document["publisher"]) == ("On Repairs", "Lampwick")
    asked = client.post("/api/v1/ask", json={"question": "who pays for boiler repairs?"}).json()
    assert "The landlord pays" in asked["answer"]
    assert list((data / "uploads").iterdir()) == []


def test_a_zip_is_unpacked_and_what_is_known_is_recognised(client) -> None:
    job = hand_in(client, **{"all.zip": zipped(**{"a/repairs.md": REPAIRS, "b/rents.txt": RENTS})})
    assert outcomes(job) == {"all.zip/a/repairs.md": "added", "all.zip/b/rents.txt": "added"}
    again = hand_in(client, **{"copy.md": REPAIRS})
    assert outcomes(again) == {"copy.md": "same"}
    assert "the same as all.zip/a/repairs.md" in again["files"][0]["detail"]
    assert len(client.get("/api/v1/documents").json()["documents"]) == 2


def test_what_a_zip_holds_besides_documents_is_listed_in_its_job(client) -> None:
    job = hand_in(client, **{"all.zip": zipped(**{"photo.jpg": PHOTO, "Repairs 2010": REPAIRS})})
    assert outcomes(job) == {"all.zip/photo.jpg": "passed_over", "all.zip/Repairs 2010": "added"}
    assert any("photo.jpg: it is a picture" in warning for warning in job["warnings"])
    alone = hand_in(client, **{"photos.zip": zipped(**{"photo.jpg": PHOTO})})
    assert (alone["state"], alone["detail"]) == ("failed", "No file could be read.")
    page = client.get(f"/jobs/{alone['id']}").text
    assert "passed over" in page


def test_the_notes_in_a_zip_tell_of_its_files(client) -> None:
    hand_in(client, **{"all.zip": zipped(**{"SOURCES.md": SOURCES, "repairs.md": REPAIRS})})
    [document] = client.get("/api/v1/documents").json()["documents"]
    assert (document["title"], document["publisher"]) == ("On Repairs", "Lampwick")


def test_a_job_of_which_nothing_can_be_read_has_failed(client) -> None:
    job = hand_in(client, **{"broken.pdf": BROKEN})
    assert (job["state"], job["detail"]) == ("failed", "No file could be read.")


BOMBS = {
    "text operators": (operator_bomb, ("takes too long, more than 2 seconds", "too much memory")),
    "Flate in Flate": (flate_bomb, ("unpacks to", "too much memory")),
}


@pytest.mark.parametrize("bomb", BOMBS, ids=str)
def test_a_bomb_fails_alone_while_the_server_answers(serve, data: Path, bomb: str) -> None:
    made, said = BOMBS[bomb]
    content = made()
    limits = {"read_seconds": "2", "read_megabytes": "400"}
    answered: list[dict[str, Any]] = []
    with httpx.Client(base_url=serve(data, **limits).address, timeout=60) as client:
        hand_in(client, **{"repairs.md": REPAIRS})

        def ask(found: dict[str, Any]) -> None:
            if found["files"][0]["outcome"] is None:
                question = {"question": "who pays for boiler repairs?"}
                answered.append(client.post("/api/v1/ask", json=question).json())

        job = accepted(client, **{"bomb.pdf": content, "rents.txt": RENTS})
        done = finished(client, job, ask)
        assert outcomes(done) == {"bomb.pdf": "failed", "rents.txt": "added"}
        [warning] = done["warnings"]
        assert warning.startswith("bomb.pdf: ") and any(words in warning for words in said)
        assert answered and all("The landlord pays" in one["answer"] for one in answered)
        alone = hand_in(client, **{"bomb.pdf": content})
        assert (alone["state"], alone["detail"]) == ("failed", "No file could be read.")
        assert any(words in alone["files"][0]["detail"] for words in said)
        assert client.get("/readyz").json()["status"] == "ready"


@pytest.mark.parametrize(
    "name", ["../../etc/x.md", "n\u202egnp.md", "x" * 300 + ".md", "a\\b.md", "<script>.md"]
)
def test_the_name_of_an_upload_is_for_show_alone(client, data: Path, name: str) -> None:
    before = {path for path in data.parent.rglob("*") if path.is_file()}
    job = hand_in(client, **{name: REPAIRS})
    [file] = job["files"]
    assert file["outcome"] == "added"
    assert "\u202e" not in file["name"] and len(file["name"]) <= 120
    assert client.get(f"/documents/{file['document']}").status_code == 200
    made = {path for path in data.parent.rglob("*") if path.is_file()} - before
    assert all(data in path.parents for path in made)


@pytest.mark.parametrize(
    "sent",
    [
        {"files": []},
        {"data": {"files": "no file"}},
        {"json": {"files": []}},
        {"content": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
    ],
    ids=["none", "a field", "JSON", "cut off", "no boundary"],
)
def test_what_is_no_form_with_files_is_a_problem(client, sent: dict[str, Any]) -> None:
    response = client.post("/api/v1/documents", **sent)
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


def test_a_form_from_another_site_is_refused(client) -> None:
    foreign = {"Origin": "http://elsewhere.example"}
    for path in ("/api/v1/documents", "/upload", "/documents/x/delete"):
        response = client.post(path, files={"files": ("a.md", REPAIRS)}, headers=foreign)
        assert response.status_code == 403
    assert client.get("/api/v1/documents").json()["documents"] == []


def test_an_unknown_job_is_a_problem(client) -> None:
    response = client.get("/api/v1/jobs/none")
    assert (response.status_code, response.json()["title"]) == (404, "Not Found")


def test_a_killed_server_takes_its_jobs_up_again(serve, data: Path) -> None:
    first = serve(data)
    files = [("files", (f"{name}.md", wards(name))) for name in ("a", "b", "c", "d")]
    with httpx.Client(base_url=first.address, timeout=60) as client:
        job = client.post("/api/v1/documents", files=files).json()["job"]
        while not client.get("/api/v1/jobs/" + job).json()["files"][0]["outcome"]:
            time.sleep(0.05)
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    with httpx.Client(base_url=serve(data).address, timeout=60) as client:
        done = finished(client, job)
        assert done["state"] == "done"
        assert [file["passages"] for file in done["files"]] == [120] * 4
        assert client.get("/readyz").json()["status"] == "ready"
        assert len(client.get("/api/v1/documents").json()["documents"]) == 4
    assert list((data / "uploads").iterdir()) == []


def test_the_command_line_hands_in_to_a_running_server(
    client, muniment: Callable, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    (folder / "2010").mkdir(parents=True)
    (folder / "2010" / "repairs.md").write_text(REPAIRS)
    (folder / "broken.pdf").write_bytes(BROKEN)
    (folder / "SOURCES.md").write_text(SOURCES)
    first = muniment("ingest", str(folder), "--json", data=data)
    assert first.code == 1
    found = {file["name"]: file["outcome"] for file in first.json["files"]}
    assert found == {"2010/repairs.md": "added", "broken.pdf": "failed"}
    [document] = client.get("/api/v1/documents").json()["documents"]
    assert document["title"] == "On Repairs"
    (folder / "broken.pdf").unlink()
    assert muniment("ingest", str(folder), "--json", data=data).json["files"][0]["outcome"] == (
        "unchanged"
    )
    client.delete(f"/api/v1/documents/{document['id']}")
    again = muniment("ingest", str(folder), "--json", data=data)
    assert (again.code, again.json["files"][0]["outcome"]) == (0, "removed")
    named = muniment("ingest", str(folder / "2010" / "repairs.md"), "--json", data=data)
    assert named.json["files"][0]["outcome"] == "added"


def test_the_pages_lead_from_the_form_to_the_documents_and_back(client) -> None:
    assert 'href="/upload"' in client.get("/documents").text
    assert 'type="file"' in client.get("/upload").text
    nothing = client.post("/upload", files={"files": ("", b"")})
    assert nothing.status_code == 422 and "There is no file to read" in nothing.text
    sent = client.post("/upload", files={"files": ("repairs.md", REPAIRS)})
    assert sent.status_code == 303
    finished(client, sent.headers["location"].rsplit("/", 1)[-1])
    page = client.get(sent.headers["location"])
    assert "Documents added" in page.text and 'http-equiv="refresh"' not in page.text
    assert 'href="/documents/repairs"' in page.text
    assert "Delete “Repairs”?" in client.get("/documents/repairs/delete").text
    gone = client.post("/documents/repairs/delete")
    assert (gone.status_code, gone.headers["location"]) == (303, "/documents")
    assert client.get("/documents/repairs").status_code == 404
