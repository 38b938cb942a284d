"""Settings from the environment, and what is refused there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings, load_settings, shown
from corpus.errors import SetupError


def test_every_setting_has_a_default() -> None:
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.data_dir == Path("data").resolve()
    assert (settings.corpus_dir / "SOURCES.md").exists()
    assert settings.api_keys_file is None
    assert (settings.llm, settings.database_url, settings.embedding_model) == ("", "", "")


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("variable", "value", "name", "read"),
    [
        ("MUNIMENT_HOST", "::1", "host", "::1"),
        ("MUNIMENT_PORT", "0", "port", 0),
        ("MUNIMENT_PORT", "65535", "port", 65535),
        ("MUNIMENT_DATA_DIR", "/srv/muniment", "data_dir", Path("/srv/muniment")),
        ("MUNIMENT_DATA_DIR", "~/library", "data_dir", Path.home() / "library"),
        ("MUNIMENT_DATA_DIR", "", "data_dir", Path("data").resolve()),
        ("MUNIMENT_CORPUS_DIR", "/srv/reports", "corpus_dir", Path("/srv/reports")),
        ("MUNIMENT_MAX_BODY_BYTES", "10000", "max_body_bytes", 10_000),
        ("MUNIMENT_OCR", "1", "ocr", True),
        ("MUNIMENT_LOG_LEVEL", "error", "log_level", "error"),
        ("MUNIMENT_API_KEYS_FILE", "/etc/keys", "api_keys_file", Path("/etc/keys")),
    ],
)
def test_a_variable_sets_its_setting(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, name: str, read: object
) -> None:
    monkeypatch.setenv(variable, value)
    assert getattr(load_settings(), name) == read


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MUNIMENT_PORT", "65536"),
        ("MUNIMENT_PORT", "-1"),
        ("MUNIMENT_PORT", "http"),
        ("MUNIMENT_MAX_BODY_BYTES", "9999"),
        ("MUNIMENT_MAX_BODY_BYTES", "2000000001"),
        ("MUNIMENT_LOG_LEVEL", "loud"),
    ],
)
def test_a_value_out_of_bounds_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SetupError, match=f"{variable} cannot be used"):
        load_settings()


@pytest.mark.parametrize("variable", ["MUNIMENT_DATADIR", "MUNIMENT_PORTS", "MUNIMENT_"])
def test_an_unknown_variable_is_refused_and_the_known_are_listed(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "1")
    with pytest.raises(SetupError, match=rf"{variable} is not a setting.*MUNIMENT_DATA_DIR"):
        load_settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MUNIMENT_DATABASE_URL", "postgresql://127.0.0.1/muniment"),
    ],
)
def test_a_setting_that_has_no_use_yet_is_refused(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SetupError, match=f"{variable} is set, but .* Unset it"):
        load_settings()


def test_settings_do_not_change_afterwards() -> None:
    with pytest.raises(ValidationError):
        load_settings().port = 1


def test_all_settings_are_shown_as_plain_values() -> None:
    found = shown(load_settings())
    assert found.keys() == Settings.model_fields.keys()
    assert found["data_dir"] == str(Path("data").resolve())
    assert all(isinstance(value, str | int | None) for value in found.values())


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MUNIMENT_LLM", "some-model"),
        ("MUNIMENT_LLM_BASE_URL", "127.0.0.1:11434"),
        ("MUNIMENT_LLM_TIMEOUT_SECONDS", "0"),
        ("MUNIMENT_LLM_MAX_TOKENS", "1"),
        ("MUNIMENT_LLM_PASSAGES", "31"),
    ],
)
def test_a_model_that_cannot_be_meant_is_refused(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SetupError, match=f"{variable} cannot be used"):
        load_settings()


def test_keys_and_passwords_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUNIMENT_LLM_API_KEY", "sk-secret")
    monkeypatch.setenv("MUNIMENT_LLM_BASE_URL", "https://clerk:hunter2@models.example/v1")
    found = str(shown(load_settings()))
    assert "sk-secret" not in found
    assert "hunter2" not in found
    assert "@models.example/v1" in found
