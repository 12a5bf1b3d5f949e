"""Is it set up right? A line for each thing, with how to fix it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from bot import settings
from bot.checks import database, installation
from bot.checks.line import MISSING, NOTE, OK, Check
from bot.setting_sources import GivenSettings, read_tenant, read_tenants
from bot.settings import BadSettings, Problem, Settings
from templates import say


def run(given: GivenSettings, db: Path | None) -> list[Check]:
    """All checks, in the order in which things are set up. `db` is what the command line says in place of a setting.

    Where the settings are for several tenants, the lines about each follow one another.
    """
    language = settings.language_setting(given.values)
    try:
        several = read_tenants(given)
        read = several or (read_tenant(given),)
    except BadSettings as bad:
        broken = _bad_settings(bad, language)
        return [*installation.run(language), *broken, *(database.run(db, language) if db else ())]
    fine = Check("settings", OK, say("check.settings_ok", language))
    found = [*installation.run(language), fine]
    for one in read:
        absent = (given.tenants[one.tenant] if several else given).absent.values()
        path = f"/slack/events/{one.tenant}" if several else "/slack/events"
        of = [*database.run(db or one.db, language, one.hold_confidential), *_slack(one, absent, path, language)]
        found += [replace(check, tenant=one.tenant) for check in of] if several else of
    return found


def good(checks: Sequence[Check]) -> bool:
    return all(check.state != MISSING for check in checks)


def as_json(checks: Sequence[Check]) -> dict[str, object]:
    """With the tenant of a line where there are several."""
    return {"ok": good(checks), "checks": [_object(check) for check in checks]}


def _object(check: Check) -> dict[str, object]:
    return {name: value for name, value in asdict(check).items() if name != "tenant" or value}


def as_text(checks: Sequence[Check], language: str) -> str:
    """A line for each check: how it stands in a word, what it is about, what there is; below it how to fix it. Those of
    a tenant stand below its name."""
    lines, tenant = [], ""
    for check in checks:
        if check.tenant != tenant:
            tenant = check.tenant
            lines.append(f"\n{tenant}")
        state, about = say(f"check.{check.state}", language), say(f"check.about_{check.name}", language)
        lines.append(f"{state:8} {about:12} {check.message}")
        lines += [f"{'':8} → {check.fix}"] if check.fix else []
    return "\n".join(lines)


def _bad_settings(bad: BadSettings, language: str) -> list[Check]:
    return [_bad_setting(problem, language) for problem in bad.problems]


def _bad_setting(problem: Problem, language: str) -> Check:
    return Check("settings", MISSING, problem.name, say(f"settings.{problem.kind}", language, name=problem.name))


def _slack(read: Settings, absent: Collection[Problem], path: str, language: str) -> Iterator[Check]:
    """`absent`: what is wrong with the places that a tenant's tokens are said to be in."""
    yield from (_bad_setting(problem, language) for problem in absent)
    if absent:
        return
    if read.slack_bot_token is None:
        yield Check("slack", NOTE, say("check.slack_none", language), say("check.slack_fix", language))
        return
    from bot.checks import slack  # noqa: PLC0415  # slack_sdk is slow to import

    yield from slack.run(read, language, path)
