"""Every setting: one model, read once from the environment and nowhere else."""

from __future__ import annotations

import os
import re
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SetupError

PREFIX = "MUNIMENT_"
_PLANNED = ("database_url",)
"""Named already, so that set-ups can rely on the name; a value is refused until it works."""

_MASK = "********"
_IN_ADDRESS = re.compile(r"(\w://)[^/@\s]+@")
"""A user's name and password in an address."""

_REPORTS = Path(__file__).parent.parent / "corpus" / "reports"


class Settings(BaseSettings):
    """Settings, each from the environment variable of its name with ``MUNIMENT_`` in front."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid"
    )

    host: str = Field("127.0.0.1", description="Address to serve at.")
    port: int = Field(8000, ge=0, le=65535, description="Port to serve at; 0 takes a free one.")
    data_dir: Path = Field(Path("data"), description="Folder below which everything is written.")
    corpus_dir: Path = Field(
        _REPORTS, description="Reports that `make run` and a bare `muniment ingest` index."
    )
    embedding_model: str = Field(
        "",
        description=(
            "Empty for all-MiniLM-L6-v2, which is installed, or `sentence-transformers:` and the "
            "folder of another model."
        ),
    )
    database_url: str = Field("", description="Empty for SQLite in the data folder.")
    llm: str = Field(
        "",
        pattern=r"^(|[\w-]+:\S.*)$",
        description=(
            "Language model that writes answers and drafts, `provider:model` as LangChain's "
            "`init_chat_model` takes it; empty to answer with the documents' own sentences."
        ),
    )
    llm_base_url: str = Field(
        "",
        pattern=r"^(|https?://\S+)$",
        description="Address of the model's server, where it is not the provider's own.",
    )
    llm_api_key: SecretStr | None = Field(
        None, description="Key for the model's server; else the provider's own variable is used."
    )
    llm_timeout_seconds: int = Field(
        30,
        ge=1,
        le=600,
        description="Seconds that the model may take for an answer or a draft in all.",
    )
    llm_max_tokens: int = Field(
        700, ge=50, le=8000, description="Tokens that the model may write for an answer."
    )
    llm_passages: int = Field(
        8, ge=1, le=30, description="Passages that the model is given for an answer."
    )
    api_keys_file: Path | None = Field(
        None, description="File with one API key a line; without it the API asks for none."
    )
    max_body_bytes: int = Field(
        50_000_000, ge=10_000, le=2_000_000_000, description="Largest request body, in bytes."
    )
    read_seconds: int = Field(
        60, ge=1, le=3600, description="Processor seconds that reading a page may take."
    )
    read_megabytes: int = Field(
        1024, ge=128, le=65536, description="Memory that reading a file may take, in MB."
    )
    read_pages: int = Field(
        3000, ge=1, le=100_000, description="Pages that a file may have to be read."
    )
    ocr: bool = Field(
        False, description="Whether scanned pages are always read, as `--ocr` asks for once."
    )
    templates_dir: Path | None = Field(
        None,
        description=(
            "Folder of the council's own templates of plans; `templates` in the data folder if "
            "left out."
        ),
    )
    log_level: str = Field(
        "info", pattern="^(debug|info|warning|error)$", description="Least severe log line shown."
    )


def load_settings() -> Settings:
    """Return the settings in force.

    Raises:
        SetupError: a value is out of bounds, or a ``MUNIMENT_`` variable is not a setting.
    """
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SetupError(
            f"{unknown[0]} is not a setting. The settings are {', '.join(sorted(known))}."
        )
    try:
        settings = Settings.model_validate({})
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{str(first['loc'][0]).upper()}"
        raise SetupError(f"{name} cannot be used: {first['msg']}. See docs/settings.md.") from error
    for name in _PLANNED:
        if getattr(settings, name):
            raise SetupError(
                f"{PREFIX}{name.upper()} is set, but this version has no use for it yet. Unset it."
            )
    return settings.model_copy(update={"data_dir": settings.data_dir.expanduser().resolve()})


def shown(settings: Settings) -> dict[str, object]:
    """Return the settings for display, secrets masked."""
    return {name: _shown(value) for name, value in settings.model_dump().items()}


def _shown(value: object) -> object:
    if isinstance(value, SecretStr):
        return _MASK
    if isinstance(value, str):
        return _IN_ADDRESS.sub(rf"\1{_MASK}@", value)
    return str(value) if isinstance(value, Path) else value
