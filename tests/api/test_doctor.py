"""What ``muniment doctor`` tells of settings and health."""

from __future__ import annotations

from pathlib import Path

from api.settings import Settings


def test_it_prints_the_settings_in_force_and_what_works(muniment, data_folder: Path) -> None:
    done = muniment("doctor", "--json", data=data_folder, port="8123", log_level="error")
    assert (done.code, done.err) == (0, "")
    settings = done.json["settings"]
    assert settings.keys() == Settings.model_fields.keys()
    assert (settings["port"], settings["log_level"]) == (8123, "error")
    assert settings["data_dir"] == str(data_folder)
    checks = {check["name"]: check for check in done.json["checks"]}
    assert done.json["healthy"] is True
    assert all(check["ok"] for check in checks.values())
    assert "384 dimensions" in checks["model"]["detail"]
    assert checks["library"]["detail"].startswith("5 documents, ")


def test_it_sees_a_running_server(muniment, server) -> None:
    done = muniment("doctor", data=server.data)
    assert done.code == 0
    assert f"ok    server: runs at {server.address}" in done.out
    assert "ok    library: 5 documents, served" in done.out
    assert "DATA_DIR" in done.out


def test_it_says_what_is_wrong_and_ends_with_1(muniment, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    done = muniment("doctor")
    assert done.code == 1
    assert "FAIL  library: The data folder" in done.out
    assert "Traceback" not in done.out + done.err
