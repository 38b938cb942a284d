"""API keys: who may use the API, and what a file of keys may hold."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from api.key_file import read_keys
from corpus.errors import SetupError

QUESTION = {"question": "who runs BOPA?"}


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        (b"alpha\n", ("alpha",)),
        (b"# of the planning system\nalpha\n\n  beta  \r\n", ("alpha", "beta")),
        (b"\xef\xbb\xbfalpha\r\n", ("alpha",)),
    ],
)
def test_a_file_holds_a_key_a_line(tmp_path: Path, content: bytes, keys: tuple[str, ...]) -> None:
    (tmp_path / "keys").write_bytes(content)
    assert read_keys(tmp_path / "keys") == keys


@pytest.mark.parametrize("content", [b"", b"\n \n", b"# nothing but this\n", b"\xff\xfe\x00"])
def test_a_file_without_a_readable_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keys").write_bytes(content)
    with pytest.raises(SetupError, match="MUNIMENT_API_KEYS_FILE"):
        read_keys(tmp_path / "keys")


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetupError, match="cannot be read"):
        read_keys(tmp_path / name)


def test_with_keys_the_api_answers_their_holders_alone(
    serve, muniment, data_folder: Path, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    keys.write_text("# officers\nalpha-key\nbeta-key\n")
    address = serve(data_folder, api_keys_file=str(keys)).address

    def asked(authorization: str | None) -> httpx.Response:
        headers = {"Authorization": authorization} if authorization else {}
        return httpx.post(f"{address}/api/v1/ask", json=QUESTION, headers=headers, timeout=60)

    wrong = (None, "Bearer wrong", "Bearer", "Basic alpha-key", "alpha-key", "Bearer alpha-key2")
    for authorization in wrong:
        refused = asked(authorization)
        assert refused.status_code == 401
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["www-authenticate"] == "Bearer"
        assert "alpha" not in refused.text
    for authorization in ("Bearer alpha-key", "bearer beta-key"):
        assert "Age Concern" in asked(authorization).json()["answer"]
    for path in ("/api/v1/documents", "/api/v1/nothing", "/api/v1/openapi.json"):
        assert httpx.get(address + path).status_code == 401
    assert httpx.delete(f"{address}/api/v1/documents/any").status_code == 401
    assert httpx.get(f"{address}/healthz").status_code == 200

    without = muniment("documents", data=data_folder)
    assert (without.code, without.out) == (1, "")
    assert "Bearer" in without.err
    holder = muniment("documents", "--json", data=data_folder, api_keys_file=str(keys))
    assert len(holder.json["documents"]) == 5
