"""Where settings come from: the environment, `.env` in the working folder, files of secrets, a settings file.

The environment wins over `.env`, and both over the settings file. An empty value counts as not set.

A settings file may have a part for each of several tenants, `[tenants.odense]`: what stands there is that tenant's own,
and wins. What belongs to a workspace stands nowhere else.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot import settings
from bot.settings import VARIABLES, BadSettings, Problem, Settings
from index.db.engine import TENANT_NAME, ServerAddress

if TYPE_CHECKING:
    from dotenv.parser import Binding

FILE = "SAGSBOT_SETTINGS"
ENV_FILE = "SAGSBOT_ENV_FILE"
FOLDER = "SAGSBOT_SECRETS"  # where files of secrets are whose names say no folder
SECRETS = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SAGSBOT_DATABASE_URL")
SERVER = SECRETS[-1]
SECRET_FILES = {f"{name}_FILE": name for name in SECRETS}
SOURCES = (FILE, ENV_FILE, FOLDER, *SECRET_FILES)
# The names in a settings file: SAGSBOT_DIGEST_CHANNEL is digest_channel there.
KEYS = {name.removeprefix("SAGSBOT_").lower(): name for name in VARIABLES}
MOST = 1_000_000  # bytes of a file with settings or a secret
TENANTS, TENANT = "tenants", "SAGSBOT_TENANT"
# Never taken over from what is set for all: with another workspace's tokens one would answer for the other.
OF_WORKSPACE = (*SECRETS[:-1], "SAGSBOT_DIGEST_CHANNEL", "SAGSBOT_ALERT_CHANNEL", "SAGSBOT_ADMINS")
# A process has one log; the file of a tenant is named after it, beside that of `default`.
OF_ALL = ("SAGSBOT_LOG_PEOPLE", "SAGSBOT_LOG_FORMAT", "SAGSBOT_DB", TENANT)
# A tenant's part says where its secrets are: `slack_bot_token_env` is the name of a variable (in capital letters, as no
# secret is), `slack_bot_token_file` a file.
SECRET_KEYS = {key: name for key, name in KEYS.items() if name in SECRETS}
PLACES = tuple(f"{key}_{where}" for key in SECRET_KEYS for where in ("env", "file"))
VARIABLE = r"[A-Z][A-Z0-9_]*"
NOT_THERE = ("missing", "unreadable")


@dataclass(frozen=True, slots=True)
class GivenSettings:
    """The value of each variable, from whatever source, and what is wrong with the sources themselves."""

    values: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    tenants: "Mapping[str, GivenSettings]" = field(default_factory=dict)  # of several, where none is chosen
    tenant: str = ""  # whose part of a settings file they are from
    absent: Mapping[str, Problem] = field(default_factory=dict)  # what to say where a command needs this secret
    shares_server: bool = False  # has another tenant its rows in the same database?


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
    """The settings of an environment in which `.env` is already; `file` is the settings file of the command line.

    Where the file is for several tenants: those of the one that SAGSBOT_TENANT names, else of each, in `tenants`.
    """
    values = {name: value for name, value in environment.items() if value.strip()}
    secrets = _secrets(values)
    path = file or (Path(values[FILE]) if FILE in values else None)
    table, broken = _settings_file(path) if path else ({}, ())
    parts = table.pop(TENANTS, None)
    problems = (*secrets.problems, *broken, *_wrong(table))
    shared = GivenSettings({**dict(_values(table)), **values, **secrets.values}, problems)
    return shared if parts is None else _of_tenants(parts, shared)


def _secrets(values: Mapping[str, str]) -> GivenSettings:
    """What the files hold that variables as SLACK_BOT_TOKEN_FILE name."""
    found, problems = {}, []
    for variable, name in SECRET_FILES.items():
        if variable in values and name in values:
            problems.append(Problem(variable, "both"))
        elif variable in values:
            try:
                found[name] = _secret_in(values[variable], values)
            except (OSError, ValueError):
                problems.append(Problem(variable, "unreadable"))
    return GivenSettings(found, tuple(problems))


def _secret_in(file: str, environment: Mapping[str, str]) -> str:
    """Raises OSError and ValueError."""
    return _text(Path(environment.get(FOLDER, "").strip(), file)).strip()


def _text(path: Path) -> str:
    """Raises OSError, and ValueError for what is no text or no small file."""
    with path.open("rb") as file:
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise ValueError
    return data.decode("utf-8-sig")


def _settings_file(path: Path) -> tuple[dict[str, object], tuple[Problem, ...]]:
    import tomllib  # noqa: PLC0415  # where there is such a file

    try:
        return tomllib.loads(_text(path)), ()
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        return {}, (Problem(f"{path}:{line[1]}" if line else str(path), "bad_line"),)
    except (OSError, ValueError):
        return {}, (Problem(str(path), "unreadable"),)


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


# ---------------------------------------------------------------- several tenants


def read_tenant(found: GivenSettings, needed: Collection[str] = ()) -> Settings:
    """The settings of one tenant, whatever they were read from. Raises BadSettings, with the tenant in each problem."""
    if not found.tenant:
        return settings.read_settings(found.values, needed, found.problems)
    missing = [_missing(found, name) for name in needed if name not in found.values]
    try:
        read = settings.read_settings(found.values, (), (*found.problems, *missing))
    except BadSettings as bad:
        raise BadSettings([_named(one, found.tenant) for one in bad.problems]) from bad
    if found.shares_server and isinstance(read.db, ServerAddress):
        return replace(read, db=replace(read.db, among_others=True))
    return read


def read_tenants(found: GivenSettings, needed: Collection[str] = ()) -> tuple[Settings, ...]:
    """The settings of each tenant of a settings file. Raises BadSettings with all that is wrong with any of them."""
    read, problems = list[Settings](), [*found.problems]
    for part in found.tenants.values():
        try:
            read.append(read_tenant(part, needed))
        except BadSettings as bad:
            problems += bad.problems
    if problems := [*problems, *_twice(read)]:
        raise BadSettings(problems)
    return tuple(read)


def _missing(found: GivenSettings, name: str) -> Problem:
    """Where it was looked for; where nothing says where, the key that would."""
    key = next(key for key, of in SECRET_KEYS.items() if of == name)
    return found.absent.get(name, Problem(f"{TENANTS}.{found.tenant}.{key}_env", "secret_unnamed"))


def _named(problem: Problem, tenant: str) -> Problem:
    return replace(problem, name=f"{problem.name} ({tenant})") if problem.name in VARIABLES else problem


def _twice(read: Iterable[Settings]) -> Iterator[Problem]:
    """Two tenants with one app would each hear what is asked of the other."""
    for name in SECRETS[:-1]:
        tenants = defaultdict[str, list[str]](list)
        for one in read:
            if secret := getattr(one, VARIABLES[name][0]):
                tenants[secret].append(one.tenant)
        for same in tenants.values():
            if len(same) > 1:
                yield Problem(f"{name} ({', '.join(same)})", "same_secret")


def _of_tenants(parts: object, shared: GivenSettings) -> GivenSettings:
    """The settings of each tenant, or of the one that is chosen."""
    if not isinstance(parts, dict) or not parts:
        return replace(shared, problems=(*shared.problems, Problem(TENANTS, "no_tenants")))
    found = {name: _of_tenant(name, part, shared.values) for name, part in parts.items()}
    servers = Counter(one.values.get(SERVER) for one in found.values())
    found = {name: replace(one, shares_server=servers[one.values.get(SERVER)] > 1) for name, one in found.items()}
    shared = replace(shared, problems=(*shared.problems, *_of_nobody(parts, shared.values)))
    chosen = shared.values.get(TENANT, "").strip()
    if not chosen:
        return replace(shared, tenants=found)
    if chosen not in found:
        return replace(shared, problems=(*shared.problems, Problem(TENANT, "unknown_tenant")))
    return replace(found[chosen], problems=(*shared.problems, *found[chosen].problems))


def _of_nobody(parts: Mapping[str, object], values: Mapping[str, str]) -> Iterator[Problem]:
    """What belongs to a workspace and is set for all, unless a tenant's part names it as where its own secret is."""
    named = {part.get(key) for part in parts.values() if isinstance(part, dict) for key in PLACES}
    yield from (Problem(name, "of_one_tenant") for name in OF_WORKSPACE if name in values and name not in named)


def _of_tenant(name: str, part: object, shared: Mapping[str, str]) -> GivenSettings:
    """What holds for one tenant. A token that is not there is missed by what needs it, as whoever loads documents needs
    none; but without its server's address a tenant would be given another database."""
    if not isinstance(part, dict) or not re.fullmatch(TENANT_NAME, name):
        return GivenSettings({}, (Problem(f"{TENANTS}.{name}", "bad_tenant"),), tenant=name)
    plain = {key: value for key, value in part.items() if key not in PLACES}
    problems = [*_wrong(plain), *(Problem(key, "of_all_tenants") for key in plain if KEYS.get(key) in OF_ALL)]
    problems = [replace(one, name=f"{TENANTS}.{name}.{one.name}") for one in problems]
    values, absent = dict(_values(plain)), dict[str, Problem]()
    for key, variable in SECRET_KEYS.items():
        secret = _secret(name, part, key, shared)
        if isinstance(secret, str):
            values[variable] = secret
        elif secret and secret.kind in NOT_THERE and variable != SERVER:
            absent[variable] = secret
        elif secret:
            problems.append(secret)
    inherited = {key: value for key, value in shared.items() if key not in OF_WORKSPACE}
    return GivenSettings({**inherited, **values, TENANT: name}, tuple(problems), tenant=name, absent=absent)


def _secret(tenant: str, part: Mapping[str, object], key: str, environment: Mapping[str, str]) -> str | Problem | None:
    """A secret's value, or what is wrong with the place that it is said to be in; None where nothing is said."""
    variable, file, place = part.get(f"{key}_env"), part.get(f"{key}_file"), f"{TENANTS}.{tenant}.{key}"
    if variable is not None and file is not None:
        return Problem(f"{place}_file", "both_places")
    if file is not None:
        try:
            return _secret_in(str(file), environment) or Problem(f"{place}_file", "unreadable")
        except (OSError, ValueError):
            return Problem(f"{place}_file", "unreadable")
    if variable is not None and not re.fullmatch(VARIABLE, str(variable)):
        return Problem(f"{place}_env", "bad_variable")
    return None if variable is None else environment.get(str(variable)) or Problem(f"{variable} ({tenant})", "missing")
