"""A small app for the page to talk with: cards, a form, a Home and suggestions, all made up here."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.slack.server import build_server
from sandbox import LocalSlack
from tests.browser import Page
from tests.sandbox import sandbox_bot
from tests.waiting import PATIENT, until

Json = dict[str, Any]
HOSTILE = '<img src=x onerror="document.title=1"> *fed* <!channel> <https://evil.example|her> & "citat"'
TOPICS = ("Robotter i rengøringen", "Fælles indkøb af madvarer", "Digital post til borgere", "Energi i bygninger")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(text: str, action_id: str, value: str = "v", **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": value, **more}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def card(note: str = "Ikke fulgt") -> list[Json]:
    return [
        {"type": "header", "text": plain("HA06 Robotter i rengøringen")},
        {"type": "context", "elements": [mrkdwn("Læst som: *status* · kode HA06")]},
        {
            "type": "section",
            "fields": [
                mrkdwn("*Status*\n🔴 Rød"),
                mrkdwn("*Besparelse*\n1.200 t.kr."),
                mrkdwn("*Ejer*\n_ingen_"),
                mrkdwn("*Frist*\n1. maj 2026"),
            ],
        },
        {"type": "section", "text": mrkdwn(f"Følger: {note}"), "accessory": button("Åbn", "open")},
        {"type": "divider"},
        {
            "type": "actions",
            "elements": [
                button("Følg", "follow", style="primary"),
                button("Sæt ejer", "owner"),
                button(
                    "Slet",
                    "delete",
                    style="danger",
                    confirm={
                        "title": plain("Slet kortet?"),
                        "text": mrkdwn("Det kan *ikke* fortrydes."),
                        "confirm": plain("Slet"),
                        "deny": plain("Behold"),
                        "style": "danger",
                    },
                ),
                {
                    "type": "overflow",
                    "action_id": "more",
                    "options": [option("Vis kilden", "source"), option("Hent som CSV", "csv")],
                },
            ],
        },
    ]


def hostile() -> list[Json]:
    text = {"type": "text", "text": escaped(HOSTILE)}
    return [
        {"type": "header", "text": plain(escaped(HOSTILE)[:150])},
        {"type": "section", "text": plain(escaped(HOSTILE))},
        {"type": "section", "text": mrkdwn(escaped(HOSTILE))},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [text]}]},
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [{"type": "link", "url": "javascript:document.title=2", "text": "et link"}],
                }
            ],
        },
        {"type": "context", "elements": [mrkdwn("<javascript:document.title=3|klik> <https://kk.dk|kk.dk>")]},
        {"type": "markdown", "text": "**fed** [klik](javascript:document.title=4) <b>ikke fed</b>"},
    ]


def table() -> Json:
    rows = [[raw("Sag"), raw("Besparelse")]]
    rows += [
        [raw(f"{title} {n}"), {"type": "raw_number", "value": n * 100, "text": f"{n * 100}"}]
        for n, title in enumerate(TOPICS * 3, 1)
    ]
    return {"type": "data_table", "caption": "Sager under 1 mio. kr.", "page_size": 5, "rows": rows}


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def form(title: str = "Sæt ejer") -> Json:
    people = {"type": "users_select", "action_id": "person", "placeholder": plain("Vælg en person")}
    case = {
        "type": "external_select",
        "action_id": "case",
        "min_query_length": 2,
        "placeholder": plain("Skriv to tegn"),
    }
    why = {"type": "plain_text_input", "action_id": "why", "multiline": True, "max_length": 300}
    ticks = {"type": "checkboxes", "action_id": "ticks", "options": [option("Giv besked", "tell"), option("Følg", "f")]}
    when = {"type": "datepicker", "action_id": "when", "initial_date": "2027-03-01"}
    return {
        "type": "modal",
        "callback_id": "owner_form",
        "title": plain(title),
        "submit": plain("Gem"),
        "close": plain("Annuller"),
        "blocks": [
            {"type": "input", "block_id": "person", "label": plain("Ejer"), "element": people},
            {"type": "input", "block_id": "case", "label": plain("Sag"), "element": case, "optional": True},
            {"type": "input", "block_id": "when", "label": plain("Fra"), "element": when},
            {
                "type": "input",
                "block_id": "why",
                "label": plain("Begrundelse"),
                "hint": plain("Ses af den nye ejer"),
                "element": why,
            },
            {"type": "actions", "block_id": "again", "elements": [button("Hent igen", "again")]},
            {"type": "input", "block_id": "ticks", "label": plain("Valg"), "element": ticks, "optional": True},
        ],
    }


def home(pressed: int = 0) -> Json:
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("Mine sager")},
            {"type": "section", "text": mrkdwn(f"Trykket *{pressed}* gange"), "accessory": button("Tæl", "count")},
            {"type": "divider"},
            {"type": "section", "text": mrkdwn("Hjælp: skriv `/sag hjælp`")},
        ],
    }


def listen(app: App) -> None:
    pressed: list[str] = []

    @app.command("/sag")
    def asked(ack: Any, respond: Any, command: Json) -> None:
        ack()
        blocks = {"fjendtlig": hostile(), "tabel": [table()]}.get(command["text"], card())
        respond(text=f"Svar på {command['text']}", blocks=blocks)

    @app.event("app_mention")
    def mentioned(event: Json, say: Any) -> None:
        say(text="HA06 er rød", blocks=card(), thread_ts=event.get("thread_ts", event["ts"]))

    @app.event("message")
    def heard(event: Json, say: Any) -> None:
        if "subtype" not in event:
            say(text=f"Du skrev: {event['text']}")

    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=home(len(pressed)))

    @app.event("file_shared")
    def shared(event: Json, client: WebClient) -> None:
        client.chat_postMessage(channel=event["channel_id"], text=f"Fik filen {event['file_id']}")

    @app.action("follow")
    def follow(ack: Any, respond: Any) -> None:
        ack()
        respond(text="Fulgt", blocks=card("du følger sagen"), replace_original=True)

    @app.action("owner")
    def owner(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form())

    @app.action("again")
    def again(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        client.views_update(view_id=body["view"]["id"], view=form("Hentet igen"))

    @app.action("count")
    def count(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        pressed.append(body["user"]["id"])
        client.views_publish(user_id=body["user"]["id"], view=home(len(pressed)))

    @app.action("delete")
    def delete(ack: Any, respond: Any) -> None:
        ack()
        respond(delete_original=True)

    @app.action("more")
    @app.action("open")
    def other(ack: Any) -> None:
        ack()

    @app.options("case")
    def options(ack: Any, body: Json) -> None:
        ack(options=[option(topic, topic) for topic in TOPICS if body["value"].lower() in topic.lower()])

    @app.view("owner_form")
    def sent(ack: Any, body: Json, view: Json, client: WebClient) -> None:
        values = view["state"]["values"]
        if values["why"]["why"]["value"] == "kort":
            ack(response_action="errors", errors={"why": "Skriv lidt mere."})
            return
        ack()
        owner = values["person"]["person"]["selected_user"]
        client.chat_postMessage(channel=body["user"]["id"], text=f"Ejer: <@{owner}>")

    @app.shortcut("search")
    @app.shortcut("note")
    def shortcut(ack: Any, shortcut: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=form())


_address = [0]  # the port of this process's first one; 0 until then


def _at_the_same_address() -> LocalSlack:
    """A new local Slack where the one before was: Chromium keeps the scripts and styles of an address, compiled. The
    page itself and all that it is told come from the new one."""
    try:
        slack = LocalSlack(_address[0], patience=PATIENT)
    except OSError:  # somebody else has taken it meanwhile
        slack = LocalSlack(patience=PATIENT)
    _address[0] = slack.server.port
    for path, file in slack.server.pages.items():
        if not path.endswith(("/", ".html")):
            slack.server.pages[path] = replace(file, headers={"Cache-Control": "max-age=86400"})
    return slack


@contextmanager
def running() -> Iterator[LocalSlack]:
    """A local Slack with the small app behind it, over HTTP: a socket takes seconds to close."""
    with _at_the_same_address() as slack:
        slack.app.shortcuts = {"search": "Søg i sager"}
        slack.app.message_shortcuts = {"note": "Vedhæft som note"}
        secret = slack.app.signing_secret
        app = App(client=WebClient(slack.app.bot_token, base_url=slack.api_url), signing_secret=secret)
        listen(app)
        sandbox_bot.unhurried(app)
        with build_server(app, secret, 0, "127.0.0.1") as server:
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            slack.deliver_to(f"http://127.0.0.1:{server.server_address[1]}/slack/events")
            yield slack
            slack.settle()
            server.shutdown()


@dataclass(frozen=True)
class Seat:
    """A place at the page of a local Slack."""

    page: Page

    def go(self, place: str) -> None:
        """To a channel by its name, or to the app."""
        self.page.click("#side .place", place)
        self.page.see(place, "#main h1")

    def write(self, text: str, where: str = "#composer-text") -> None:
        """Write a message or a command and send it with Enter."""
        self.page.click(where)
        self.page.write(text)
        self.page.key("Enter")
        self.page.wait(f"!document.querySelector('{where}').value")

    def act_as(self, name: str) -> None:
        self.page.click("#who")
        self.page.click("[role=menuitemradio]", name)
        self.page.see(name, "#who .name")


@dataclass(frozen=True)
class Talk(Seat):
    """A local Slack and its page; `done` returns when the bot has done all that it was asked."""

    slack: LocalSlack
    done: Callable[[], object] = lambda: None

    def rest(self) -> None:
        """Until nothing more comes of what was done: the page has sent it, the bot has answered, the page shows that.
        What is pressed before may be drawn anew under the press, or be answered in the middle of what comes next."""
        until(self._rests, "rest on the page")

    def _rests(self) -> bool:
        self.page.wait("window.asking === 0")
        self.slack.settle()
        self.done()
        version = self.slack.workspace.version
        self.page.wait(f"window.asking === 0 && document.body.dataset.drawn >= {version}")
        return version == self.slack.workspace.version

    def ask(self) -> None:
        """A card in #besparelser that only the one who asks sees."""
        self.go("besparelser")
        self.write("/sag status på HA06")
        self.page.see("HA06 Robotter", ".message")
