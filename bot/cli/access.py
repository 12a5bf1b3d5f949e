"""`sagsbot access`: who may do what."""

import click

from bot.access import ROLES, Right, is_allowed, rights
from bot.access.audiences import limited_actions
from bot.cli.base import JSON, with_settings, write_json
from bot.settings import Settings
from templates import say
from templates.catalogue import called


@click.command()
@JSON
@with_settings
def access(as_json: bool, read: Settings) -> None:
    """Who may do what: each action with the roles that may, as this installation holds it.

    The other roles come from the database: who owns a case, who follows it, who answers for its unit.
    """
    if as_json:
        write_json(_objects(read))
    else:
        click.echo(_text(read))


def _objects(read: Settings) -> list[dict[str, object]]:
    return [
        {"data": one.data, "action": one.action, "roles": [role for role in ROLES if _may(one, role, read)]}
        for one in rights()
    ]


def _text(read: Settings) -> str:
    """A line for each action: what it is, and who may."""
    language = read.language
    lines = [say("access.title", language)]
    if not read.admins:
        lines.append(say("access.no_admins", language))
    names = {one.name: called(one.name.replace(".", "_"), "rights", language) for one in rights()}
    wide = max(map(len, names.values()))
    for one in rights():
        roles = [role for role in ROLES if _may(one, role, read)]
        who = [called(role, "people", language) for role in (["everybody"] if "everybody" in roles else roles)]
        lines.append(f"{names[one.name]:<{wide}}  {', '.join(who)}")
    return "\n".join(lines)


def _may(one: Right, role: str, read: Settings) -> bool:
    return is_allowed(one.name, [role], bool(read.admins), limited_actions(read))
