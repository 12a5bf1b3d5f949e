"""Is it set up right? A line for each thing, with what mends it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from http.client import HTTPException
from pathlib import Path

from bot import settings
from bot.settings import BadSettings, Settings
from index.database import Unusable
from index.store import Store
from templates import say

OK, NOTE, MISSING = "ok", "note", "missing"
SLACK_WAIT_S = 10


@dataclass(frozen=True, slots=True)
class Check:
    """One line. `state` is "ok", "note" (works, but know this) or "missing" (does not); `mend` says what to do."""

    name: str
    state: str
    message: str
    mend: str = ""


def run(environment: Mapping[str, str], db: Path | None) -> list[Check]:
    """All checks, in the order in which things are set up. `db` is what the command line says in place of a setting."""
    language = settings.language_of(environment)
    try:
        read = settings.read(environment)
    except BadSettings as bad:
        return [*_bad_settings(bad, language), *(_database(db, language) if db else ())]
    fine = Check("settings", OK, say("check.settings_ok", language))
    return [fine, *_database(db or read.db, language), *_slack(read, language)]


def good(checks: Sequence[Check]) -> bool:
    return all(check.state != MISSING for check in checks)


def as_json(checks: Sequence[Check]) -> dict[str, object]:
    return {"ok": good(checks), "checks": [asdict(check) for check in checks]}


def _bad_settings(bad: BadSettings, language: str) -> list[Check]:
    return [
        Check("settings", MISSING, problem.name, say(f"settings.{problem.kind}", language, name=problem.name))
        for problem in bad.problems
    ]


# ---------------------------------------------------------------- the database


def _database(path: Path, language: str) -> Iterator[Check]:
    try:
        with closing(Store(path, create=False)) as store:
            damage, documents, version = store.file.damage(), store.documents(), store.file.sqlite_version
    except Unusable as broken:
        yield Check("database", MISSING, str(path), say(f"database.{broken.reason}", language, path=path))
        return
    if damage:
        yield Check("database", MISSING, damage, say("database.damaged", language, path=path))
    else:
        yield Check("database", OK, str(path))
    yield sqlite_check(version, language)
    if documents:
        yield Check("documents", OK, say("check.documents_ok", language, count=len(documents)))
    else:
        yield Check("documents", MISSING, say("check.documents_none", language), say("check.documents_mend", language))


def sqlite_check(version: tuple[int, ...], language: str) -> Check:
    """Says so when SQLite has the fault that may, very rarely, lose pages when two connections end a log at once.

    It is in 3.7.0 to 3.51.2, but for 3.50.7 and 3.44.6 (sqlite.org/wal.html#walresetbug).
    """
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    printed = ".".join(map(str, version))
    if mended:
        return Check("sqlite", OK, printed)
    return Check("sqlite", NOTE, printed, say("check.sqlite_old", language))


# ---------------------------------------------------------------- Slack


def _slack(read: Settings, language: str) -> Iterator[Check]:
    if read.slack_bot_token is None:
        yield Check("slack", NOTE, say("check.slack_none", language), say("check.slack_mend", language))
        return
    yield _token(read, language)
    if read.slack_signing_secret is None and read.slack_app_token is None:
        name = "SLACK_SIGNING_SECRET"
        yield Check("slack", MISSING, name, say("settings.missing", language, name=name))


def _token(read: Settings, language: str) -> Check:
    """Ask Slack whose token it is. Nothing is written there, and the token goes nowhere else."""
    from slack_sdk import WebClient  # noqa: PLC0415  # slow to import
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415

    client = WebClient(read.slack_bot_token, base_url=read.slack_api_url, timeout=SLACK_WAIT_S, retry_handlers=[])
    try:
        who = client.auth_test()
    except SlackApiError as error:
        said = error.response.get("error", "")
        return Check("slack", MISSING, str(said), say("check.slack_refused", language, error=said))
    except (OSError, HTTPException) as error:
        told = say("check.slack_unreachable", language, address=read.slack_api_url)
        return Check("slack", MISSING, type(error).__name__, told)
    return Check("slack", OK, say("check.slack_ok", language, team=who["team"], user=who["user"]))


def as_text(checks: Sequence[Check], language: str) -> str:
    """A line for each check: how it stands in a word, what it is about, what there is; below it what mends it."""
    lines = []
    for check in checks:
        state, about = say(f"check.{check.state}", language), say(f"check.about_{check.name}", language)
        lines.append(f"{state:8} {about:12} {check.message}")
        lines += [f"{'':8} → {check.mend}"] if check.mend else []
    return "\n".join(lines)
