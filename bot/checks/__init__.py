"""Is it set up right? A line for each thing, with how to fix it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bot import settings
from bot.checks import database, installation
from bot.checks.line import MISSING, NOTE, OK, Check
from bot.setting_sources import GivenSettings
from bot.settings import BadSettings, Settings
from templates import say


def run(given: GivenSettings, db: Path | None) -> list[Check]:
    """All checks, in the order in which things are set up. `db` is what the command line says in place of a setting."""
    language = settings.language_setting(given.values)
    try:
        read = settings.read_settings(given.values, found=given.problems)
    except BadSettings as bad:
        broken = _bad_settings(bad, language)
        return [*installation.run(language), *broken, *(database.run(db, language) if db else ())]
    fine = Check("settings", OK, say("check.settings_ok", language))
    return [
        *installation.run(language),
        fine,
        *database.run(db or read.db, language, read.hold_confidential),
        *_slack(read, language),
    ]


def good(checks: Sequence[Check]) -> bool:
    return all(check.state != MISSING for check in checks)


def as_json(checks: Sequence[Check]) -> dict[str, object]:
    return {"ok": good(checks), "checks": [asdict(check) for check in checks]}


def as_text(checks: Sequence[Check], language: str) -> str:
    """A line for each check: how it stands in a word, what it is about, what there is; below it how to fix it."""
    lines = []
    for check in checks:
        state, about = say(f"check.{check.state}", language), say(f"check.about_{check.name}", language)
        lines.append(f"{state:8} {about:12} {check.message}")
        lines += [f"{'':8} → {check.fix}"] if check.fix else []
    return "\n".join(lines)


def _bad_settings(bad: BadSettings, language: str) -> list[Check]:
    return [
        Check("settings", MISSING, problem.name, say(f"settings.{problem.kind}", language, name=problem.name))
        for problem in bad.problems
    ]


def _slack(read: Settings, language: str) -> Iterator[Check]:
    if read.slack_bot_token is None:
        yield Check("slack", NOTE, say("check.slack_none", language), say("check.slack_fix", language))
        return
    from bot.checks import slack  # noqa: PLC0415  # slack_sdk is slow to import

    yield from slack.run(read, language)
