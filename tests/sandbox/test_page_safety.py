"""What others wrote stays text on the page, and the page calls nobody but its own server."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox.replies import PAGE_FOLDER, pages
from tests.browser import Page
from tests.sandbox import page_bot
from tests.sandbox.page_bot import HOSTILE, Talk, mrkdwn

# Ways in which text becomes markup or code.
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*['\"`]"
)


def scripts() -> list[Path]:
    return sorted((PAGE_FOLDER / "js").glob("*.js"))


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.name)
def test_no_script_makes_markup_out_of_text(script: Path) -> None:
    assert not MARKUP.search(script.read_text(encoding="utf-8"))


def test_the_page_has_no_script_or_style_within_it() -> None:
    """So that the policy can forbid them."""
    page = pages()["/"].content.decode()
    assert "'unsafe-inline'" not in page
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", page)
    assert not re.search(r"https?://", page)


def test_hostile_text_stays_text(talk: Talk) -> None:
    """In every kind of text of Block Kit: no element, no script, no link that runs one, no mention of everybody."""
    title = talk.page.run("document.title")
    talk.write("/sag fjendtlig")
    talk.page.see("onerror", ".message")
    assert talk.page.count(".message img:not(.avatar img)") == 0
    assert talk.page.count(".message .mention") == 0
    assert talk.page.text(".block-header") == HOSTILE
    hrefs = talk.page.run("[...document.querySelectorAll('.message a')].map(a => a.href)")
    assert all(href.startswith("https://") for href in hrefs)
    assert talk.page.run("document.title") == title


def test_hostile_text_of_people_stays_text_too(talk: Talk) -> None:
    talk.go("alment")
    talk.write(HOSTILE)
    talk.page.see("<img src=x", ".message")
    assert talk.page.count(".message img:not(.avatar img)") == 0
    assert talk.page.count(".message .mention") == 0


def test_a_script_that_slips_in_does_not_run(talk: Talk) -> None:
    """The policy forbids scripts in the page and from elsewhere."""
    talk.page.run(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.bad = 1'}))"
    )
    assert talk.page.run("window.bad") is None
    assert any("Content Security Policy" in problem for problem in talk.page.problems)


def test_pictures_from_elsewhere_are_named_and_not_fetched(talk: Talk) -> None:
    """A card must not make a reader's browser call someone else's server."""
    image = {"type": "image", "image_url": "https://elsewhere.example/a.png", "alt_text": "Et diagram"}
    section = {"type": "section", "text": mrkdwn("Se her"), "accessory": image}
    post(talk, [section, image])
    talk.page.see("Et diagram", ".image-elsewhere")
    origins = talk.page.run("performance.getEntriesByType('resource').map(one => new URL(one.name).origin)")
    assert set(origins) == {talk.slack.url}


def post(talk: Talk, blocks: list[dict[str, Any]]) -> None:
    client = WebClient(talk.slack.app.bot_token, base_url=talk.slack.api_url)
    client.chat_postMessage(channel="C0ALMENT", text="Et kort", blocks=blocks)
    talk.go("alment")


CASES = [
    ("*fed* og _kursiv_ og ~ude~", "<strong>fed</strong> og <em>kursiv</em> og <s>ude</s>"),
    ("2*3*4 snake_case_navn", "2*3*4 snake_case_navn"),
    ("*_begge_*", "<strong><em>begge</em></strong>"),
    ("`a &lt; b`", "<code>a &lt; b</code>"),
    ("```to\nlinjer```", "<pre>to\nlinjer</pre>"),
    ("``` uden ende", "``` uden ende"),
    ("&gt; citat\nnormal", "<blockquote>citat</blockquote>normal"),
    ("en\nto", "en<br>to"),
    ("<@U0OEKONOM>", '<span class="mention">@Økonom</span>'),
    ("<#C0ALMENT|x>", '<span class="mention">#alment</span>'),
    ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
    (":tada: :ukendt:", "🎉 :ukendt:"),
    ("<javascript:alert(1)|klik>", "klik"),
    ("<!date^1700000000^{date_num}|før>", "<time>14.11.2023</time>"),
]


DRAWN = r"""async (sources) => {
const {mrkdwn} = await import('/js/mrkdwn.js'), {names} = await import('/js/store.js');
return sources.map((source) => {
  const box = document.createElement('div');
  box.append(...mrkdwn(source, names));
  return new XMLSerializer().serializeToString(box).replace(/^<div[^>]*>|<\/div>$/g, '').replaceAll('<br />', '<br>');
}); }"""


@pytest.fixture(scope="module")
def marked(chromium: Page) -> list[str]:
    """Every case as the page draws it."""
    with page_bot.running() as slack:
        chromium.open(slack.url)
        chromium.wait("document.querySelector('#side .place')")
        sources = json.dumps([source for source, _ in CASES])
        return list(chromium.run(f"({DRAWN})({sources})"))


@pytest.mark.parametrize("number", range(len(CASES)), ids=[source for source, _ in CASES])
def test_mrkdwn_is_drawn_as_slack_draws_it(marked: list[str], number: int) -> None:
    assert marked[number] == CASES[number][1]


def test_a_link_opens_elsewhere_and_tells_nothing(talk: Talk) -> None:
    post(talk, [{"type": "section", "text": mrkdwn("<https://kk.dk/a?b=1&amp;c=2|kk>")}])
    talk.page.see("kk", ".message a")
    link = "document.querySelector('.message a')"
    assert talk.page.run(f"[{link}.href, {link}.target, {link}.rel]") == [
        "https://kk.dk/a?b=1&c=2",
        "_blank",
        "noopener noreferrer",
    ]
