"""The settings: frozen, read once from one TOML file and the environment, which wins."""

import getpass
import json
import os
import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

import platformdirs
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as SourceError

APP: Final = "claimdesk"
FILE: Final = "claimdesk.toml"
PREFIX: Final = "CLAIMDESK_"
WHERE: Final = f"{PREFIX}CONFIG"  # the environment variable that names the settings file
NESTED: Final = "__"
_UTC: Final = "UTC"


class SettingsError(Exception):
    """Settings that can't be used; the text names the key and what it takes, and never a value."""


def _home(path: Path) -> Path:
    return path.expanduser()


def _zone(name: str) -> str:
    try:
        if name != _UTC:
            ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        raise ValueError("unknown") from error
    return name


def _listed(value: object) -> object:
    """Return a list for what the environment gives: a JSON list, or paths joined as in PATH."""
    if not isinstance(value, str):
        return value
    return (
        json.loads(value)
        if value.lstrip().startswith("[")
        else [part for part in value.split(os.pathsep) if part]
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return APP


def _default_database() -> Path:
    return platformdirs.user_data_path(APP) / f"{APP}.ledger"


LogLevel = Literal["debug", "info", "warning", "error"]
Folder = Annotated[Path, AfterValidator(_home)]


class Table(BaseModel):
    """A table of the settings file: frozen, an unknown key is an error, and errors show no values."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class LogSettings(Table):
    """What is logged, on standard error."""

    level: LogLevel = Field("warning", description="debug, info, warning or error")
    format: Literal["text", "json"] = Field("text", description="text, or json for one JSON object a line")


class DiscordSettings(Table):
    """How the Discord bot signs in and what its commands begin with."""

    token: SecretStr | None = Field(
        None, description="the bot's token as text; give this or token_file, not both"
    )
    token_file: Folder | None = Field(None, description="the path of a file that holds nothing but the token")
    prefix: str = Field("!", min_length=1, max_length=10, description="one to ten characters")
    api: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = Field(
        None, description="an http or https address, such as http://127.0.0.1:8080/api/v10"
    )
    gateway: Annotated[str, StringConstraints(pattern=r"^wss?://\S+$")] | None = Field(
        None, description="a ws or wss address"
    )

    def secret(self) -> SecretStr | None:
        """Return the token from wherever it is kept, None where none is set.

        Raises SettingsError where the token's file can't be read.
        """
        if self.token_file is None:
            return self.token
        try:
            return SecretStr(self.token_file.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError):
            raise SettingsError(
                f"discord.token_file names {self.token_file}, which can't be read; "
                "it takes the path of a file that holds nothing but the token."
            ) from None


class IngestSettings(Table):
    """What may be fetched and read as an article."""

    allow_hosts: tuple[Annotated[str, StringConstraints(pattern=r"^[^\s/@?#]{1,255}$")], ...] = Field(
        (), description="a list of hosts such as wiki.example, or wiki.example:8080 with a port"
    )
    seconds: int = Field(30, ge=1, le=300, description="a whole number from 1 to 300")
    mebibytes: int = Field(16, ge=1, le=100, description="a whole number from 1 to 100")


class Settings(BaseSettings):
    """Everything that a newsroom can set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=NESTED,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
    )

    database: Folder = Field(default_factory=_default_database, description="the path of the ledger's file")
    index: Folder | None = Field(None, description="the path of the folder of the search index")
    time_zone: Annotated[str, AfterValidator(_zone)] = Field(
        _UTC, description="an IANA time zone such as Europe/Beirut"
    )
    word_lists: Annotated[tuple[Folder, ...], NoDecode, BeforeValidator(_listed)] = Field(
        (), description="a list of paths of word list files"
    )
    actor: str = Field(
        default_factory=_user, min_length=1, max_length=100, description="a name of one to 100 characters"
    )
    log: LogSettings = Field(LogSettings(), description="a table with level and format")
    discord: DiscordSettings = Field(
        DiscordSettings(), description="a table with token, token_file, prefix, api and gateway"
    )

    ingest: IngestSettings = Field(
        IngestSettings(), description="a table with allow_hosts, seconds and mebibytes"
    )

    @property
    def zone(self) -> tzinfo:
        """The time zone in which a whole day ends."""
        return UTC if self.time_zone == _UTC else ZoneInfo(self.time_zone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, whose content is what the constructor is given."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


def load(path: Path | None = None) -> Settings:
    """Return the settings from a file and the environment.

    The file is `path`, else the one that $CLAIMDESK_CONFIG names, else ./claimdesk.toml, else claimdesk.toml
    in the user's configuration folder; the last two may be missing. Relative paths in it start at its folder.
    Raises SettingsError for what can't be used, by key, without its value.
    """
    content = _content(path)
    _refuse_unknown_variables(os.environ)
    try:
        settings = Settings(**content)
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None
    except SourceError as error:
        key = str(error).split('"')[1]
        raise SettingsError(f"{PREFIX}{key.upper()} takes {_takes((key,))}, written as JSON.") from None
    if settings.discord.token is not None and settings.discord.token_file is not None:
        raise SettingsError("discord.token and discord.token_file are both set; keep one of them.")
    return settings


def _content(path: Path | None) -> dict[str, Any]:
    named = path or (Path(os.environ[WHERE]) if os.environ.get(WHERE) else None)
    nearby = (Path(FILE), platformdirs.user_config_path(APP) / FILE)
    file = named or next((file for file in nearby if file.is_file()), None)
    if file is None:
        return {}
    file = file.expanduser()
    try:
        with file.open("rb") as stream:
            return _resolved(tomllib.load(stream), file.absolute().parent)
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"The settings file {file} can't be read; name a TOML file in UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        where = f", line {place.group(1)}," if place else ""
        raise SettingsError(f"The settings file {file}{where} is no TOML; see config.example.toml.") from None


def _resolved(content: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the file's content with its relative paths starting at its folder."""

    def at(path: object) -> object:
        return folder / Path(path).expanduser() if isinstance(path, str) and path else path

    for key in {"database", "index"} & content.keys():
        content[key] = at(content[key])
    if isinstance(lists := content.get("word_lists"), list):
        content["word_lists"] = [at(path) for path in lists]
    if isinstance(discord := content.get("discord"), dict) and "token_file" in discord:
        discord["token_file"] = at(discord["token_file"])
    return content


def _refuse_unknown_variables(environment: Mapping[str, str]) -> None:
    for variable in environment:
        name = variable.upper().removeprefix(PREFIX)
        if variable.upper().startswith(PREFIX) and variable.upper() != WHERE:
            key = name.partition(NESTED)[0].lower()
            if key not in Settings.model_fields:
                raise SettingsError(
                    f"{variable} in the environment names no setting; it takes one of {_keys(Settings)}."
                )


def _explain(error: ValidationError) -> str:
    """Return the first fault as one sentence: the key and what it takes, never the value."""
    found = error.errors(include_input=False, include_context=False, include_url=False)[0]
    place = tuple(str(part) for part in found["loc"])
    if found["type"] == "extra_forbidden":
        table = _table(place[:-1])
        inside = f"[{'.'.join(place[:-1])}]" if place[:-1] else "the settings file"
        return f"{'.'.join(place)} is no setting; {inside} takes {_keys(table)}."
    known = tuple(part for part in place if not part.isdigit())
    return f"{'.'.join(known)} takes {_takes(known)}."


def _table(place: tuple[str, ...]) -> type[BaseModel]:
    table: type[BaseModel] = Settings
    for part in place:
        inner = table.model_fields[part].annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            table = inner
    return table


def _keys(table: type[BaseModel]) -> str:
    return ", ".join(table.model_fields)


def _takes(place: tuple[str, ...]) -> str:
    return _table(place[:-1]).model_fields[place[-1]].description or "another value"
