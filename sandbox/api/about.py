"""Who is asking, who is there, and the small things: people, the team, reactions, sockets, agent messages, checks."""

from sandbox import payloads
from sandbox.api.method import Method, bot_conversation, one_page
from sandbox.arguments import Arguments
from sandbox.backend import Backend
from sandbox.blocks import check_message, check_view
from sandbox.refusals import ApiError, with_problems
from sandbox.state import Json, User
from sandbox.workspace import TEAM, TEAM_NAME

PROMPTS = 4


def auth_test(backend: Backend, given: Arguments) -> Json:
    workspace, app = backend.workspace, backend.workspace.app
    who = {"user": workspace.people[app.user].handle, "user_id": app.user, "bot_id": app.bot, "app_id": app.id}
    return {"url": f"{workspace.base}/", "team": TEAM_NAME, "team_id": TEAM, "is_enterprise_install": False, **who}


def api_test(backend: Backend, given: Arguments) -> Json:
    if given.text("error"):
        raise ApiError(given.text("error"))
    return {"args": {name: value for name, value in given.given.items() if name != "token"}}


def bots_info(backend: Backend, given: Arguments) -> Json:
    app = backend.workspace.app
    if given.text("bot") not in ("", app.bot):
        raise ApiError("bot_not_found")
    return {"bot": {"id": app.bot, "deleted": False, "name": app.name, "app_id": app.id, "user_id": app.user}}


def team_info(backend: Backend, given: Arguments) -> Json:
    return {"team": payloads.team()}


def users_info(backend: Backend, given: Arguments) -> Json:
    return {"user": payloads.user(backend.workspace, _person(backend, given.needed("user")))}


def users_list(backend: Backend, given: Arguments) -> Json:
    people = [payloads.user(backend.workspace, person) for person in backend.workspace.people.values()]
    found, more = one_page(people, given, otherwise=1_000, most=1_000)
    return {"members": found, "cache_ts": int(backend.workspace.clock.now()), **more}


def users_by_email(backend: Backend, given: Arguments) -> Json:
    email = given.needed("email")
    for person in backend.workspace.people.values():
        if person.email == email and not person.deleted:
            return {"user": payloads.user(backend.workspace, person)}
    raise ApiError("users_not_found")


def _person(backend: Backend, key: str) -> User:
    """By id only, as Slack wants it."""
    if key not in backend.workspace.people:
        raise ApiError("user_not_found")
    return backend.workspace.people[key]


def add_reaction(backend: Backend, given: Arguments) -> Json:
    who, bot = _reacted(backend, given), backend.workspace.app.user
    if bot in who:
        raise ApiError("already_reacted")
    who.append(bot)
    return {}


def remove_reaction(backend: Backend, given: Arguments) -> Json:
    who, bot = _reacted(backend, given), backend.workspace.app.user
    if bot not in who:
        raise ApiError("no_reaction")
    who.remove(bot)
    return {}


def _reacted(backend: Backend, given: Arguments) -> list[str]:
    """Who has reacted so, on the message that is meant."""
    conversation = bot_conversation(backend, given.needed("channel"))
    message = backend.workspace.message(conversation.id, given.needed("timestamp"))
    return message.reactions.setdefault(given.needed("name").strip(":"), [])


def open_connection(backend: Backend, given: Arguments) -> Json:
    return {"url": backend.sockets.new_address()}


def set_status(backend: Backend, given: Arguments) -> Json:
    """What the bot says that it is doing; an empty text takes it away."""
    backend.workspace.statuses[_thread(backend, given)] = given.text("status")
    return {}


def set_title(backend: Backend, given: Arguments) -> Json:
    backend.workspace.titles[_thread(backend, given)] = given.needed("title")
    return {}


def set_prompts(backend: Backend, given: Arguments) -> Json:
    conversation = bot_conversation(backend, given.needed("channel_id"))
    prompts = given.structure("prompts")
    shaped = isinstance(prompts, list) and all(isinstance(p, dict) and {"title", "message"} <= set(p) for p in prompts)
    if not shaped or not 1 <= len(prompts) <= PROMPTS:
        raise with_problems("invalid_arguments", [f"between 1 and {PROMPTS} prompts with title and message"])
    backend.workspace.prompts[conversation.id] = {"title": given.text("title"), "prompts": prompts}
    return {}


def _thread(backend: Backend, given: Arguments) -> str:
    conversation = bot_conversation(backend, given.needed("channel_id"))
    if given.text("thread_ts"):
        backend.workspace.message(conversation.id, given.text("thread_ts"))
    return f"{conversation.id}/{given.text('thread_ts')}"


def validate(backend: Backend, given: Arguments) -> Json:
    """`blocks` of a message or a whole `view`."""
    view = given.structure("view")
    blocks = given.structure("blocks", "invalid_blocks_format")
    problems = check_view(view) if view else check_message(blocks or [])
    if problems:
        raise with_problems("invalid_blocks", problems)
    return {}


def group_members(backend: Backend, given: Arguments) -> Json:
    """Who is in a user group, but for those who have left."""
    people = backend.workspace.groups.get(given.needed("usergroup"))
    if people is None:
        raise ApiError("no_such_subteam")
    return {"users": [who for who in people if not backend.workspace.people[who].deleted]}


METHODS = {
    "auth.test": Method(auth_test),
    "api.test": Method(api_test, public=True),
    "bots.info": Method(bots_info, "users:read"),
    "team.info": Method(team_info, "team:read"),
    "users.info": Method(users_info, "users:read"),
    "users.list": Method(users_list, "users:read"),
    "users.lookupByEmail": Method(users_by_email, "users:read.email"),
    "usergroups.users.list": Method(group_members, "usergroups:read"),
    "reactions.add": Method(add_reaction, "reactions:write"),
    "reactions.remove": Method(remove_reaction, "reactions:write"),
    "apps.connections.open": Method(open_connection, with_app_token=True),
    "assistant.threads.setStatus": Method(set_status, "assistant:write"),
    "assistant.threads.setTitle": Method(set_title, "assistant:write"),
    "assistant.threads.setSuggestedPrompts": Method(set_prompts, "assistant:write"),
    "blocks.validate": Method(validate, public=True),
}
