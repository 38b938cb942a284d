"""What ``muniment doctor`` tells of settings and health."""

from __future__ import annotations

import re
from pathlib import Path

from scripted_model import Reply, says, scripted_model

from api.doctor import what_leaves
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


def checks_with(muniment, data_folder: Path, base_url: str, **settings: str) -> dict:
    model = {"llm": "openai:scripted", "llm_base_url": base_url, **settings}
    done = muniment("doctor", "--json", data=data_folder, **model)
    return {check["name"]: check for check in done.json["checks"]}


def test_it_says_that_the_model_answers_how_fast_and_what_leaves(
    muniment, data_folder: Path
) -> None:
    with scripted_model(says("From nine to five [1].", first=0.3)) as model:
        checks = checks_with(muniment, data_folder, model.base_url)
    assert checks["language model"]["ok"]
    assert re.fullmatch(
        r"openai:scripted answers; first words after \d\.\d s, all after \d\.\d s",
        checks["language model"]["detail"],
    )
    assert checks["network"]["detail"].startswith("nothing leaves this machine")
    assert len(model.requests) == 1
    assert "Anytown" in model.prompts[0]


def test_it_says_what_to_do_where_the_model_does_not_answer(muniment, data_folder: Path) -> None:
    with scripted_model(Reply(status=401)) as model:
        checks = checks_with(muniment, data_folder, model.base_url)
    assert not checks["language model"]["ok"]
    assert "refused the key" in checks["language model"]["detail"]
    assert "MUNIMENT_LLM" in checks["language model"]["detail"]


def test_it_names_the_host_that_questions_and_passages_go_to() -> None:
    settings = Settings.model_validate(
        {"llm": "openai:gpt-x", "llm_base_url": "https://models.example/v1", "llm_api_key": "k"}
    )
    assert what_leaves(settings) == (
        "a question that the documents answer goes to models.example, with up to 8 passages; "
        "nothing else leaves this machine"
    )
