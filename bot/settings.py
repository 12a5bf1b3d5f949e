"""Everything that is set from outside, read in one pass. All that is missing or bad is reported at once.

Secrets never show: not in the repr of Settings, not in a Problem.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from index.db.engine import TENANT, TENANT_NAME, Address, ServerAddress
from index.search.wordlist import word_rows
from loaders.limits import Allowance
from questions.vocabulary import PHRASES, vocabulary
from records.movements import STALE_DAYS

MEGABYTE = 1024 * 1024
LANGUAGES = ("da", "en")
SLACK = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")
SOCKET_MODE = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one setting. `kind` is a key of the catalogue's section `settings`."""

    name: str
    kind: str


class BadSettings(Exception):
    """Settings that cannot be used, with every problem that they have."""

    def __init__(self, problems: Collection[Problem]) -> None:
        super().__init__(", ".join(f"{problem.name}: {problem.kind}" for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Settings:
    db: Address = Path("sagsbot.db")
    tenant: str = TENANT
    words: Path | None = None
    language: str = "da"
    timezone: ZoneInfo = COPENHAGEN
    digest_channel: str | None = None
    alert_channel: str | None = None
    admins: tuple[str, ...] = ()
    closed_days: frozenset[date] = frozenset()
    christmas_closed: bool = False
    stale_days: int = STALE_DAYS
    largest_kept: int = 16 * MEGABYTE
    read_memory: int | None = None
    read_seconds: int | None = None
    log_people: bool = False
    log_format: str = "text"
    hold_confidential: bool = False
    slack_api_url: str = "https://slack.com/api/"
    slack_bot_token: str | None = field(default=None, repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)
    slack_app_token: str | None = field(default=None, repr=False)

    @property
    def allowed(self) -> Allowance:
        """What reading one file may take."""
        return Allowance(self.read_memory, self.read_seconds)


def read_settings(
    environment: Mapping[str, str], needed: Collection[str] = (), found: Collection[Problem] = ()
) -> Settings:
    """The settings of an environment. `needed` names the variables without which the command cannot work, `found` what
    was wrong with where they come from.

    An empty variable counts as not set. Raises BadSettings.
    """
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    problems = [*found]
    problems += [Problem(name, "missing") for name in needed if name not in given]
    values: dict[str, object] = {}
    for name, (attribute, parse, kind) in VARIABLES.items():
        if name in given:
            try:
                values[attribute] = parse(given[name])
            except ValueError:
                problems.append(Problem(name, kind))
    if problems:
        raise BadSettings(problems)
    read = Settings(**values)  # type: ignore[arg-type]  # VARIABLES names the fields and their types
    return replace(read, db=of_tenant(read.db, read.tenant))


def of_tenant(db: Address, tenant: str) -> Address:
    """Where a tenant's own rows are: a file of its own beside that of `default`, or its part of a server's database."""
    if isinstance(db, ServerAddress):
        return replace(db, tenant=tenant)
    return db if tenant == TENANT else db.parent / f"{db.stem}-{tenant}{db.suffix}"


def language_setting(environment: Mapping[str, str]) -> str:
    """The language to speak, also when the settings cannot be read."""
    wanted = environment.get("SAGSBOT_LANGUAGE", "").strip()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def _matching(pattern: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError
        return value

    return parse


def _words(value: str) -> Path:
    """A municipality's own words: a word list in the format of `index/search/words/README.md`, or, where its name ends
    in `.toml`, phrases of questions in that of `questions/words/README.md`."""
    path = Path(value)
    try:
        if path.suffix == PHRASES:
            vocabulary(path)
            return path
        if any(language not in LANGUAGES for language, *_ in word_rows(path)):
            raise ValueError(path)
    except (OSError, LookupError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError from error
    return path


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, OSError) as error:  # a folder of the zone data is an OSError
        raise ValueError from error


def _url(value: str) -> str:
    """An address of Slack's methods. The token goes there, so in the clear only to this machine."""
    parts = urlsplit(value)
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
        raise ValueError
    return value if value.endswith("/") else value + "/"


def _people(value: str) -> tuple[str, ...]:
    person = _matching(r"[UW][A-Z0-9]{2,}")
    return tuple(person(one) for one in re.split(r"[,\s]+", value) if one)


def _dates(value: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(one) for one in re.split(r"[,\s]+", value) if one)


def _yes(value: str) -> bool:
    answers = {"ja": True, "yes": True, "true": True, "1": True, "nej": False, "no": False, "false": False, "0": False}
    if value.casefold() not in answers:
        raise ValueError
    return answers[value.casefold()]


def _megabytes(value: str) -> int:
    """Bytes; 0 keeps no files."""
    size = int(value)
    if not 0 <= size <= 64:
        raise ValueError
    return size * MEGABYTE


def _memory(value: str) -> int:
    """Bytes."""
    size = int(value)
    if not 200 <= size <= 65_536:
        raise ValueError
    return size * MEGABYTE


def _seconds(value: str) -> int:
    seconds = int(value)
    if not 2 <= seconds <= 3_600:
        raise ValueError
    return seconds


def _days(value: str) -> int:
    days = int(value)
    if not 0 < days < 10_000:
        raise ValueError
    return days


_channel = _matching(r"[CGD][A-Z0-9]{2,}")

# The variable, the field that it fills, how it is read, and what to say when that fails.
VARIABLES: dict[str, tuple[str, Callable[[str], object], str]] = {
    "SAGSBOT_DB": ("db", Path, "bad_path"),
    "SAGSBOT_DATABASE_URL": ("db", ServerAddress.of, "bad_database_url"),  # where there is one, it is no file
    "SAGSBOT_TENANT": ("tenant", _matching(TENANT_NAME), "bad_tenant"),
    "SAGSBOT_WORDS": ("words", _words, "bad_words"),
    "SAGSBOT_LANGUAGE": ("language", _matching("|".join(LANGUAGES)), "bad_language"),
    "SAGSBOT_TIMEZONE": ("timezone", _zone, "bad_timezone"),
    "SAGSBOT_DIGEST_CHANNEL": ("digest_channel", _channel, "bad_channel"),
    "SAGSBOT_ALERT_CHANNEL": ("alert_channel", _channel, "bad_channel"),
    "SAGSBOT_ADMINS": ("admins", _people, "bad_people"),
    "SAGSBOT_CLOSED_DAYS": ("closed_days", _dates, "bad_dates"),
    "SAGSBOT_CHRISTMAS_CLOSED": ("christmas_closed", _yes, "bad_yes"),
    "SAGSBOT_STALE_DAYS": ("stale_days", _days, "bad_days"),
    "SAGSBOT_KEEP_FILES": ("largest_kept", _megabytes, "bad_megabytes"),
    "SAGSBOT_READ_MEMORY": ("read_memory", _memory, "bad_memory"),
    "SAGSBOT_READ_SECONDS": ("read_seconds", _seconds, "bad_seconds"),
    "SAGSBOT_LOG_PEOPLE": ("log_people", _yes, "bad_yes"),
    "SAGSBOT_LOG_FORMAT": ("log_format", _matching("text|json"), "bad_log_format"),
    "SAGSBOT_HOLD_CONFIDENTIAL": ("hold_confidential", _yes, "bad_yes"),
    "SLACK_API_URL": ("slack_api_url", _url, "bad_url"),
    "SLACK_BOT_TOKEN": ("slack_bot_token", _matching(r"(xoxe\.)?xoxb-\S+"), "bad_bot_token"),
    "SLACK_SIGNING_SECRET": ("slack_signing_secret", _matching(r"\S+"), "bad_secret"),
    "SLACK_APP_TOKEN": ("slack_app_token", _matching(r"xapp-\S+"), "bad_app_token"),
}
