"""The settings: where they come from, what is refused and how, and that the token stays secret."""

import re
import tomllib
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from bot.config import DiscordSettings, Settings, SettingsError, load

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "MTAx.secret-token.value"  # noqa: S105 -- made up


@pytest.fixture(autouse=True)
def _empty_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, without settings of whoever runs the tests."""
    for name in ("CLAIMDESK_CONFIG", "CLAIMDESK_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def written(content: str, name: str = "claimdesk.toml") -> Path:
    """Write a settings file into the current folder."""
    path = Path.cwd() / name
    path.write_text(content, encoding="utf-8")
    return path


def keys(table: type[BaseModel], prefix: str = "") -> set[str]:
    """Return the dotted names of every setting."""
    found: set[str] = set()
    for name, field in table.model_fields.items():
        inner = field.annotation
        nested = isinstance(inner, type) and issubclass(inner, BaseModel)
        found |= keys(inner, f"{prefix}{name}.") if nested and isinstance(inner, type) else {prefix + name}
    return found


def test_without_a_file_everything_has_a_default() -> None:
    """No file and no environment is enough to start: UTC, the user's data folder, no token."""
    settings = load()
    assert settings.database == Path.cwd() / "data" / "claimdesk" / "claimdesk.ledger"
    assert (settings.zone, settings.index, settings.discord.secret()) == (UTC, None, None)
    assert settings.actor


def test_the_example_is_complete_and_loads() -> None:
    """Every setting stands in config.example.toml, commented or not, and the file loads as it is."""
    example = ROOT / "config.example.toml"
    text = example.read_text(encoding="utf-8")
    bare = tomllib.loads(re.sub("^# (?=[a-z_]+ = )", "", text, flags=re.MULTILINE))
    names = {f"{key}.{inner}" for key, value in bare.items() if isinstance(value, dict) for inner in value}
    names |= {key for key, value in bare.items() if not isinstance(value, dict)}
    assert names == keys(Settings)
    assert load(example).time_zone == "UTC"


def test_the_nearest_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """--config beats the variable, which beats the current folder, and any variable beats the file."""
    written('time_zone = "Europe/Paris"\n[log]\nlevel = "info"\n')
    other = written('time_zone = "Asia/Beirut"\n', "other.toml")
    third = written('actor = "third"\n', "third.toml")
    assert load().zone == ZoneInfo("Europe/Paris")
    monkeypatch.setenv("CLAIMDESK_CONFIG", str(other))
    assert load().zone == ZoneInfo("Asia/Beirut")
    assert load(third).actor == "third"
    monkeypatch.setenv("CLAIMDESK_TIME_ZONE", "Asia/Tokyo")
    monkeypatch.setenv("CLAIMDESK_LOG__FORMAT", "json")
    monkeypatch.setenv("CLAIMDESK_WORD_LISTS", "a.toml:b.toml")
    settings = load()
    assert (settings.zone, settings.log.format) == (ZoneInfo("Asia/Tokyo"), "json")
    assert settings.word_lists == (Path("a.toml"), Path("b.toml"))


def test_relative_paths_start_at_the_file(tmp_path: Path) -> None:
    """Paths in a settings file mean the same from wherever the program is started."""
    (tmp_path / "desk").mkdir()
    file = written(
        'database = "a.ledger"\nword_lists = ["w.toml", "~/x.toml"]\n[discord]\ntoken_file = "t"\n',
        "desk/s.toml",
    )
    settings = load(file)
    assert settings.database == file.parent / "a.ledger"
    assert settings.word_lists == (file.parent / "w.toml", Path("~/x.toml").expanduser())
    assert settings.discord.token_file == file.parent / "t"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('databse = "x"', "databse is no setting; the settings file takes database, index, time_zone"),
        ('[log]\nlevels = "info"', r"log.levels is no setting; \[log\] takes level, format"),
        ('[log]\nlevel = "loud"', "log.level takes debug, info, warning or error"),
        ('time_zone = "Mars/Olympus"', "time_zone takes an IANA time zone such as"),
        ('time_zone = "../../etc/passwd"', "time_zone takes an IANA time zone such as"),
        ("database = 7", "database takes the path of the ledger's file"),
        ("word_lists = [1]", "word_lists takes a list of paths"),
        ('actor = ""', "actor takes a name"),
        ('discord = "x"', "discord takes a table"),
        ('[discord]\nprefix = "a long prefix"', "discord.prefix takes one to ten characters"),
        ("[discord\n", "line 1, is no TOML"),
    ],
)
def test_a_wrong_key_or_value_is_refused_by_name(content: str, says: str) -> None:
    """A refusal is one sentence with the key's name and what is allowed."""
    with pytest.raises(SettingsError, match=says):
        load(written(content))


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("CLAIMDESK_DATABSE", "x", "CLAIMDESK_DATABSE in the environment names no setting"),
        ("CLAIMDESK_LOG__LEVELS", "x", "log.levels is no setting"),
        ("CLAIMDESK_LOG", "{", "CLAIMDESK_LOG takes a table with level and format"),
        ("CLAIMDESK_WORD_LISTS", "[", "word_lists takes a list of paths"),
        ("CLAIMDESK_CONFIG", "missing.toml", "missing.toml can't be read"),
    ],
)
def test_a_wrong_variable_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, says: str
) -> None:
    """The environment is checked as strictly as the file."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=says):
        load()


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings' repr, text and JSON nor any refusal around the token shows it."""
    monkeypatch.setenv("CLAIMDESK_DISCORD__TOKEN", TOKEN)
    settings = load()
    secret = settings.discord.secret()
    assert secret is not None
    assert secret.get_secret_value() == TOKEN
    shown = [repr(settings), str(settings), settings.model_dump_json(), repr(secret)]
    broken = (
        f'[discord]\ntoken = ["{TOKEN}"]',
        f'[discord]\ntokn = "{TOKEN}"',
        f'[discord]\ntoken = "{TOKEN}"\ntoken_file = "f"',
        f"[discord]\ntoken = {TOKEN}",
        f'[log]\nlevel = "{TOKEN}"',
    )
    monkeypatch.delenv("CLAIMDESK_DISCORD__TOKEN")
    for content in broken:
        with pytest.raises(SettingsError) as refusal:
            load(written(content))
        shown += [str(refusal.value), repr(refusal.value), repr(refusal.value.__cause__)]
    assert not [text for text in shown if TOKEN in text or "secret-token" in text]


def test_the_token_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    """A token file is read without the line break at its end, and one that is missing is named."""
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    secret = DiscordSettings(token_file=file).secret()
    assert secret is not None
    assert secret.get_secret_value() == TOKEN
    with pytest.raises(SettingsError, match=r"discord\.token_file names .*missing"):
        DiscordSettings(token_file=tmp_path / "missing").secret()
