"""A small bot on Bolt, to talk to the local Slack over HTTP and over Socket Mode."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot import serve
from bot.slack.server import build_server
from sandbox import Installation, LocalSlack
from tests.slack_http import serving
from tests.waiting import CEILING_S

SHARE = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {
            "type": "button",
            "action_id": "share",
            "value": "HA06",
            "text": {"type": "plain_text", "text": "Del i kanalen"},
        },
        {"type": "button", "action_id": "owner", "value": "HA06", "text": {"type": "plain_text", "text": "Sæt ejer"}},
    ],
}
NOTE = {
    "type": "input",
    "block_id": "note",
    "label": {"type": "plain_text", "text": "Note"},
    "element": {"type": "plain_text_input", "action_id": "text"},
}
MODAL = {
    "type": "modal",
    "callback_id": "owner",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "Sæt ejer"},
    "submit": {"type": "plain_text", "text": "Gem"},
    "blocks": [NOTE],
}
HOME = {"type": "home", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Dine sager"}}]}


def installation() -> Installation:
    return Installation(shortcuts={"search": "Søg"}, message_shortcuts={"attach": "Knyt til sag"})


def client(slack: LocalSlack) -> WebClient:
    return WebClient(slack.app.bot_token, base_url=slack.api_url, retry_handlers=[])


def build(slack: LocalSlack, heard: list[dict[str, Any]]) -> App:
    """Answers everything that can be done to it; `heard` gets every body."""
    app = App(client=client(slack), signing_secret=slack.app.signing_secret)
    Listeners.of(app)

    @app.middleware
    def listen(body: dict[str, Any], next: Any) -> Any:
        heard.append(body)
        return next()

    _talks(app)
    _clicks(app)
    unhurried(app)
    return app


class Listeners(Executor):
    """The threads of an app's listeners. A delivery is settled when it is acknowledged: what its listener does then
    would come into the next test."""

    def __init__(self, threads: Executor) -> None:
        self._threads = threads
        self._begun: list[Future[Any]] = []

    @classmethod
    def of(cls, app: App) -> "Listeners":
        """Those of an app, which are counted from now on."""
        runner = app.listener_runner
        if not isinstance(runner.listener_executor, cls):
            runner.listener_executor = cls(runner.listener_executor)
        return runner.listener_executor

    def submit(self, work: Callable[..., Any], /, *given: Any, **more: Any) -> Future[Any]:
        begun = self._threads.submit(work, *given, **more)
        self._begun.append(begun)
        return begun

    def rest(self) -> None:
        """Returns when none is at work."""
        begun, self._begun = self._begun, []
        assert not wait(begun, CEILING_S).not_done, "a listener does not end"


def forget(slack: LocalSlack, app: App | None = None, homes: bool = True) -> None:
    """Nothing is said, shown or ordered, and a while has passed: what a test waits for can come from itself alone."""
    if app:
        slack.settle()
        Listeners.of(app).rest()
    slack.advance(60)
    workspace = slack.workspace
    with workspace.changing():
        for conversation in workspace.conversations.values():
            conversation.messages.clear()
        for kept in (workspace.modals, workspace.prompts, workspace.notices, workspace.warnings):
            kept.clear()
        if homes:
            workspace.homes.clear()
        slack.backend.script.clear()


def unhurried(app: App) -> None:
    """On a busy machine a handler may acknowledge later than Bolt waits for it."""
    for listener in app._listeners:
        listener.ack_timeout = CEILING_S


def _talks(app: App) -> None:
    @app.command("/sag")
    def command(ack: Any, respond: Any, command: dict[str, Any]) -> None:
        ack()
        respond(text=f"Svar: {command['text']}", blocks=[SHARE])

    @app.command("/case")
    def with_the_acknowledgement(ack: Any) -> None:
        ack("At once")

    @app.event("app_mention")
    def mention(event: dict[str, Any], say: Any) -> None:
        say(text="Nævnt", thread_ts=event.get("thread_ts") or event["ts"])

    @app.event("message")
    def direct(event: dict[str, Any], say: Any) -> None:
        if event["channel_type"] == "im" and "subtype" not in event:
            say(text=f"Selv {event['text']}")

    @app.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=HOME)
        else:
            prompts = [{"title": "Røde sager", "message": "røde"}]
            client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], thread_ts="", prompts=prompts)

    @app.event("file_shared")
    def file(event: dict[str, Any], client: WebClient) -> None:
        found = client.files_info(file=event["file_id"])["file"]
        client.chat_postMessage(channel=event["channel_id"], text=f"Indlæse {found['name']}?")


def _clicks(app: App) -> None:
    @app.action("share")
    def share(ack: Any, respond: Any, body: dict[str, Any]) -> None:
        ack()
        respond(text=f"{body['user']['name']} delte {body['actions'][0]['value']}", response_type="in_channel")
        respond(delete_original=True)

    @app.action("owner")
    def owner(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.view("owner")
    def owned(ack: Any, view: dict[str, Any], client: WebClient, body: dict[str, Any]) -> None:
        text = view["state"]["values"]["note"]["text"]["value"]
        if text == "nej":
            ack(response_action="errors", errors={"note": "Ikke nej"})
            return
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text=f"Gemt: {text}")

    @app.view_closed("owner")
    def closed(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text="Lukket")

    @app.shortcut("search")
    def search(ack: Any, shortcut: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=MODAL)

    @app.shortcut("attach")
    def attach(ack: Any, shortcut: dict[str, Any], respond: Any) -> None:
        ack()
        respond(text=f"Knyttet: {shortcut['message']['text']}")


@contextmanager
def connected(slack: LocalSlack, app: App, transport: str) -> Iterator[SocketModeHandler | None]:
    """The bot at work over "http" or "socket"."""
    if transport == "http":
        with serving(build_server(app, slack.app.signing_secret, 0, "127.0.0.1")) as address:
            slack.deliver_to(f"{address}/slack/events")
            yield None
            slack.deliver_to(None)
        return
    handler = SocketModeHandler(app, slack.app.app_token, web_client=client(slack), ping_interval=0.5)
    handler.connect()
    slack.wait_until(lambda: bool(slack.backend.sockets.connections))
    yield handler
    hang_up(slack, handler)


def hang_up(slack: LocalSlack, handler: SocketModeHandler) -> None:
    """From this end first: the SDK's own `close` waits for its next read to time out, for three seconds."""
    handler.client.auto_reconnect_enabled = handler.client.default_auto_reconnect_enabled = False
    slack.backend.sockets.disconnect(None)
    slack.wait_until(lambda: not handler.client.is_connected())
    serve.hang_up([handler])
