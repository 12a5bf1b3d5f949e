"""Slack's Web API, as far as the bot uses it."""

from collections.abc import Mapping

from sandbox.api import about, chat, conversations, files, views
from sandbox.api.method import Method
from sandbox.arguments import Arguments
from sandbox.backend import Backend
from sandbox.refusals import ApiError
from sandbox.state import Json

METHODS: Mapping[str, Method] = {
    **about.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **views.METHODS,
}


def call(backend: Backend, name: str, token: str, given: Arguments) -> Json:
    """What a method answers. Raises Refusal. The caller holds the workspace's lock."""
    method = METHODS.get(name)
    if method is None:
        raise ApiError("unknown_method", req_method=name)
    _let_in(backend, method, token)
    return {"ok": True, **method.run(backend, given)}


def _let_in(backend: Backend, method: Method, token: str) -> None:
    app = backend.workspace.app
    if method.public:
        return
    if not token:
        raise ApiError("not_authed")
    if token not in (app.bot_token, app.app_token):
        raise ApiError("invalid_auth")
    if (token == app.app_token) != method.with_app_token:
        raise ApiError("not_allowed_token_type")
    if method.scope and method.scope not in app.scopes:
        raise ApiError("missing_scope", needed=method.scope, provided=",".join(sorted(app.scopes)))
