"""Block Kit on the page: every block that Slack takes is drawn, and what can be done with it is done."""

import json
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from templates import render_digest
from templates.picture import picture
from tests.sandbox.page_bot import Talk, button, mrkdwn, option, plain, raw
from tests.templates.made_digests import DIGESTS

CARDS = sorted((Path(__file__).parents[1] / "templates/cards").glob("*.json"))
TEXT = {"type": "text", "text": "løs tekst"}
SECTION = {"type": "rich_text_section", "elements": [TEXT]}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


def acting(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def asked(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": kind, **more}


OPTIONS = [option("Første", "1"), option("Anden", "2")]
# What is posted, and what can then be read or used: a CSS selector.
DRAWN = {
    "header": ({"type": "header", "text": plain("Overskrift")}, "h3"),
    "divider": ({"type": "divider"}, "hr"),
    "section": ({"type": "section", "text": mrkdwn("*fed*")}, ".section strong"),
    "fields": ({"type": "section", "fields": [mrkdwn("a"), plain("b")]}, ".fields .words:nth-child(2)"),
    "context": ({"type": "context", "elements": [plain("småt")]}, ".context"),
    "image": ({"type": "image", "image_url": "https://kk.dk/a.png", "alt_text": "Kort"}, "figure [role=img]"),
    "list": (rich({"type": "rich_text_list", "style": "bullet", "elements": [SECTION]}), ".rich-text ul li"),
    "quote": (rich({"type": "rich_text_quote", "elements": [TEXT]}), "blockquote"),
    "code": (rich({"type": "rich_text_preformatted", "elements": [TEXT]}), "pre"),
    "bold": (
        rich({"type": "rich_text_section", "elements": [{**TEXT, "style": {"bold": True, "italic": True}}]}),
        "em strong, strong em",
    ),
    "user": (rich({"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U0ADMIN"}]}), ".mention"),
    "markdown": ({"type": "markdown", "text": "# Titel\n- **fed**"}, ".markdown li strong"),
    "table": ({"type": "table", "rows": [[raw("a")], [raw("b")]]}, "table td"),
    "data_table": ({"type": "data_table", "caption": "Tal", "rows": [[raw("a")], [raw("b")]]}, "tbody th[scope=row]"),
    "alert": ({"type": "alert", "text": mrkdwn("Obs"), "level": "warning"}, ".block-alert.warning"),
    "card": ({"type": "card", "title": mrkdwn("Kort"), "actions": [button("Åbn", "open")]}, ".card .button"),
    "carousel": ({"type": "carousel", "elements": [{"type": "card", "title": plain("Kort")}]}, ".carousel .card"),
    "static_select": (acting(asked("static_select", options=OPTIONS)), "[role=combobox]"),
    "external_select": (acting(asked("external_select", placeholder=plain("Sag"))), "[role=combobox]"),
    "users_select": (acting(asked("users_select")), "[role=combobox]"),
    "channels_select": (acting(asked("channels_select")), "[role=combobox]"),
    "conversations_select": (acting(asked("conversations_select")), "[role=combobox]"),
    "multi_select": (
        {"type": "section", "text": plain("Vælg"), "accessory": asked("multi_static_select", options=OPTIONS)},
        ".select.many [role=combobox]",
    ),
    "datepicker": (acting(asked("datepicker", initial_date="2027-03-01")), "input[type=date]"),
    "timepicker": (acting(asked("timepicker", initial_time="08:30")), "input[type=time]"),
    "datetimepicker": (acting(asked("datetimepicker")), "input[type=datetime-local]"),
    "checkboxes": (acting(asked("checkboxes", options=OPTIONS)), "[role=group] input[type=checkbox]"),
    "radio_buttons": (acting(asked("radio_buttons", options=OPTIONS)), "[role=radiogroup] input[type=radio]"),
    "overflow": (acting(asked("overflow", options=OPTIONS)), ".button.overflow[aria-haspopup=menu]"),
    "input": (
        {"type": "input", "label": plain("Tekst"), "element": asked("plain_text_input", multiline=True)},
        "textarea.text-input",
    ),
    "number_input": (
        {"type": "input", "label": plain("Tal"), "element": asked("number_input", is_decimal_allowed=False)},
        "input[type=number]",
    ),
    "feedback_buttons": (
        {
            "type": "context_actions",
            "elements": [
                {
                    **asked("feedback_buttons"),
                    "positive_button": {"text": plain("Nyttigt"), "value": "1"},
                    "negative_button": {"text": plain("Ikke nyttigt"), "value": "0"},
                }
            ],
        },
        ".feedback[aria-pressed=false]",
    ),
}


def post(talk: Talk, blocks: list[dict[str, Any]], text: str = "Et kort") -> None:
    client = WebClient(talk.slack.app.bot_token, base_url=talk.slack.api_url)
    client.chat_postMessage(channel="C0ALMENT", text=text, blocks=blocks)


def test_every_block_and_element_is_drawn(talk: Talk) -> None:
    """As what it is, for the eye and for a screen reader; nothing is left out or unknown."""
    talk.go("alment")
    for name, (block, selector) in DRAWN.items():
        talk.slack.advance(2)  # Slack takes a message a second
        post(talk, [block])
        talk.page.wait(f"document.querySelector('#main .message:last-child :is({selector})')")
        assert talk.page.count("#main .unknown") == 0, name
    assert not talk.page.problems


def test_a_block_that_is_not_known_is_named(talk: Talk) -> None:
    """What the page cannot draw is not left out in silence."""
    drawn = "import('/js/blocks.js').then(m => m.blocks([{type: 'hologram'}], {names: {}}).textContent)"
    assert "hologram" in talk.page.run(drawn)


def test_the_cards_of_the_bot_are_drawn(talk: Talk) -> None:
    """Every card that the templates print shows all of its blocks and nothing unknown."""
    talk.go("alment")
    newest = "document.querySelector('#main .message:last-child .blocks')"
    for posted, file in enumerate(CARDS, 1):
        stored = json.loads(file.read_text(encoding="utf-8"))
        blocks = stored["blocks"] if isinstance(stored, dict) else stored
        talk.slack.advance(2)  # Slack takes a message a second
        post(talk, blocks)
        talk.page.wait(f"document.querySelectorAll('#main .message .blocks').length === {posted}")
        assert talk.page.run(f"{newest}.childElementCount") == len(blocks), file.stem
        assert (talk.page.count("#main .unknown"), talk.page.problems) == (0, []), file.stem


def test_a_picture_out_of_slacks_files_is_drawn(talk: Talk) -> None:
    """The digest with its picture, as the bot posts it: loaded whole, with its words for those who do not see it."""
    png = picture(DIGESTS["digest"], "da") or b""
    client = WebClient(talk.slack.app.bot_token, base_url=talk.slack.api_url)
    key = client.files_upload_v2(filename="status.png", content=png)["file"]["id"]
    card = render_digest(DIGESTS["digest"], "da", picture=key)
    talk.go("alment")
    post(talk, card.blocks, card.text[:3000])
    talk.page.wait("document.querySelector('#main figure img')?.naturalWidth === 860")
    assert "Status over tid" in talk.page.run("document.querySelector('#main figure img').alt")
    assert not talk.page.problems


def test_a_data_table_is_paged_sorted_and_searched(talk: Talk) -> None:
    """As Slack does in its client: without the app."""
    talk.go("besparelser")
    talk.write("/sag tabel")
    talk.page.see("1–5 af 12 rækker", ".table-foot")
    talk.page.click(".table-foot .button", "Næste")
    talk.page.see("6–10 af 12 rækker", ".table-foot")
    talk.page.click(".sort", "Besparelse")
    talk.page.click(".sort", "Besparelse")
    assert talk.page.text("tbody tr td") == "1200"
    assert talk.page.run("document.querySelector('th[aria-sort=descending]').innerText.trim()").startswith("Besparelse")
    talk.page.click("input[type=search]")
    talk.page.write("indkøb")
    talk.page.see("1–3 af 3 rækker", ".table-foot")


def test_a_choice_is_sent_and_kept(talk: Talk) -> None:
    """What is chosen in a message reaches the app and stands there after the page is read again."""
    talk.go("alment")
    post(talk, [acting(asked("static_select", options=OPTIONS))])
    talk.page.click(".message [role=combobox]")
    talk.page.click(".message .option", "Anden")
    talk.page.wait("document.querySelector('.message [role=combobox]').value === 'Anden'")
    talk.slack.wait_until(lambda: bool(talk.slack.messages("#alment")[-1].inputs.get("U0KONTORCHEF")))
    talk.page.open(talk.slack.url)
    talk.page.wait("document.querySelector('.message [role=combobox]').value === 'Anden'")


def test_what_is_written_in_a_modal_survives_its_update(talk: Talk) -> None:
    talk.ask()
    talk.page.click(".button", "Sæt ejer")
    talk.page.click("dialog [data-action=why]")
    talk.page.write("Halvt skrevet")
    talk.page.click("dialog .button", "Hent igen")
    talk.page.see("Hentet igen", "dialog h2")
    assert talk.page.run("document.querySelector('dialog [data-action=why]').value") == "Halvt skrevet"


def test_a_press_that_nobody_answers_says_so(talk: Talk) -> None:
    """The button is let go again, and the trouble stands at the message."""
    talk.ask()
    talk.slack.fault("interactive", "lose")
    talk.page.click(".button", "Følg")
    talk.page.see("Appen svarede ikke i tide. Prøv igen.", ".message .problem")
    talk.page.wait("!document.querySelector('.button.busy')")


def test_suggested_prompts_are_buttons_that_ask(talk: Talk) -> None:
    """The agent's messages tab offers them above the field."""
    with talk.slack.workspace.changing():
        channel = talk.slack.workspace.direct("U0KONTORCHEF").id
        prompts = [{"title": "Røde sager", "message": "Vis røde sager"}]
        talk.slack.workspace.prompts[channel] = {"title": "Spørg for eksempel", "prompts": prompts}
    talk.page.click(".prompts .button", "Røde sager")
    talk.page.see("Vis røde sager", ".message")
