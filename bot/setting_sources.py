"""Where settings come from: the environment, `.env` in the working folder, files of secrets, a settings file.

The environment wins over `.env`, and both over the settings file. An empty value counts as not set.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import VARIABLES, Problem

if TYPE_CHECKING:
    from dotenv.parser import Binding

FILE = "SAGSBOT_SETTINGS"
ENV_FILE = "SAGSBOT_ENV_FILE"
SECRETS = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SAGSBOT_DATABASE_URL")
SECRET_FILES = {f"{name}_FILE": name for name in SECRETS}
SOURCES = (FILE, ENV_FILE, *SECRET_FILES)
# The names in a settings file: SAGSBOT_DIGEST_CHANNEL is digest_channel there.
KEYS = {name.removeprefix("SAGSBOT_").lower(): name for name in VARIABLES}
MOST = 1_000_000  # bytes of a file with settings or a secret


@dataclass(frozen=True, slots=True)
class GivenSettings:
    """The value of each variable, from whatever source, and what is wrong with the sources themselves."""

    values: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def env_file(environment: Mapping[str, str]) -> GivenSettings:
    """What `.env` says, or the file that SAGSBOT_ENV_FILE names. A folder of that name, as of a venv, is none."""
    named = environment.get(ENV_FILE, "").strip()
    path = Path(named or ".env")
    if not (named or path.is_file()):
        return GivenSettings({})
    from dotenv.parser import parse_stream  # noqa: PLC0415  # where there is such a file

    try:
        with path.open(encoding="utf-8-sig") as file:
            lines = list(parse_stream(file))
    except (OSError, UnicodeDecodeError):
        return GivenSettings({}, (Problem(str(path), "unreadable"),))
    wrong = tuple(Problem(f"{path}:{one.original.line}", "bad_line") for one in lines if _is_broken(one))
    return GivenSettings({one.key: one.value for one in lines if one.key and one.value}, wrong)


def _is_broken(one: "Binding") -> bool:
    return one.error or (one.key is not None and one.value is None)


def given(environment: Mapping[str, str], file: Path | None = None) -> GivenSettings:
    """The settings of an environment in which `.env` is already; `file` is the settings file of the command line."""
    values = {name: value for name, value in environment.items() if value.strip()}
    secrets = _secrets(values)
    path = file or (Path(values[FILE]) if FILE in values else None)
    written = _settings_file(path) if path else GivenSettings({})
    return GivenSettings({**written.values, **values, **secrets.values}, (*secrets.problems, *written.problems))


def _secrets(values: Mapping[str, str]) -> GivenSettings:
    """What the files hold that variables as SLACK_BOT_TOKEN_FILE name."""
    found, problems = {}, []
    for variable, name in SECRET_FILES.items():
        if variable in values and name in values:
            problems.append(Problem(variable, "both"))
        elif variable in values:
            try:
                found[name] = _text(Path(values[variable])).strip()
            except (OSError, ValueError):
                problems.append(Problem(variable, "unreadable"))
    return GivenSettings(found, tuple(problems))


def _text(path: Path) -> str:
    """Raises OSError, and ValueError for what is no text or no small file."""
    with path.open("rb") as file:
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise ValueError
    return data.decode("utf-8-sig")


def _settings_file(path: Path) -> GivenSettings:
    import tomllib  # noqa: PLC0415  # where there is such a file

    try:
        table = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        return GivenSettings({}, (Problem(f"{path}:{line[1]}" if line else str(path), "bad_line"),))
    except (OSError, ValueError):
        return GivenSettings({}, (Problem(str(path), "unreadable"),))
    return GivenSettings(dict(_values(table)), tuple(_wrong(table)))


def _values(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        written = _written(value)
        if key in KEYS and KEYS[key] not in SECRETS and written is not None and written.strip():
            yield KEYS[key], written


def _wrong(table: Mapping[str, object]) -> Iterator[Problem]:
    """Keys that nobody reads, secrets, and values of another shape. A value is in none of them."""
    for key, value in table.items():
        if key not in KEYS:
            yield Problem(key, "unknown_key")
        elif KEYS[key] in SECRETS:
            yield Problem(key, "secret_in_file")
        elif _written(value) is None:
            yield Problem(key, VARIABLES[KEYS[key]][2])


def _written(value: object) -> str | None:
    """A value of TOML as the environment would have it; None for a shape that no setting has."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(one, str | date) for one in value):
        return ",".join(str(_written(one)) for one in value)
    return None
