"""The Web API of the local Slack, as slack_sdk uses it."""

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from sandbox import Installation, LocalSlack, Patience
from sandbox.api import METHODS
from tests.sandbox.sandbox_bot import HOME, MODAL, SHARE, client, forget
from tests.waiting import PATIENT

CHEF = "U0KONTORCHEF"


@pytest.fixture(scope="module")
def running() -> Iterator[LocalSlack]:
    with LocalSlack(patience=PATIENT) as slack:
        yield slack


@pytest.fixture
def slack(running: LocalSlack) -> LocalSlack:
    forget(running)
    return running


@pytest.fixture
def web(slack: LocalSlack) -> WebClient:
    return client(slack)


def refused(call: Callable[[], Any]) -> dict[str, Any]:
    """Slack's answer to a call that it refuses."""
    with pytest.raises(SlackApiError) as caught:
        call()
    answer = caught.value.response
    return answer.data if isinstance(answer.data, dict) else {"error": answer.data}


def test_the_bot_is_told_who_it_is(web: WebClient) -> None:
    answer = web.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team"]) == ("U0SAGSBOT", "B0SAGSBOT", "Sandvig")
    assert "chat:write" in answer.headers["X-OAuth-Scopes"]


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-guessed", "invalid_auth"), ("xapp-local-slack", "not_allowed_token_type")],
)
def test_a_wrong_token_is_refused(slack: LocalSlack, token: str, error: str) -> None:
    assert refused(lambda: WebClient(token, base_url=slack.api_url).auth_test())["error"] == error


def test_sockets_are_opened_with_the_apps_own_token(slack: LocalSlack) -> None:
    web = WebClient(slack.app.app_token, base_url=slack.api_url)
    assert web.apps_connections_open(app_token=slack.app.app_token)["url"].startswith("ws://127.0.0.1:")


def test_a_missing_scope_is_named() -> None:
    with LocalSlack(app=Installation(scopes={"users:read"}), patience=PATIENT) as slack:
        answer = refused(lambda: client(slack).chat_postMessage(channel="C0ALMENT", text="a"))
    assert (answer["error"], answer["needed"], answer["provided"]) == ("missing_scope", "chat:write", "users:read")


def test_a_message_is_kept_and_read_back(slack: LocalSlack, web: WebClient) -> None:
    """With its metadata, which only history gives when it is asked to."""
    key = {"event_type": "post", "event_payload": {"key": "abc"}}
    sent = web.chat_postMessage(channel="C0ALMENT", text="hej", blocks=[SHARE], metadata=key)
    (first, *_) = web.conversations_history(channel="C0ALMENT", include_all_metadata=True)["messages"]
    assert (first["ts"], first["metadata"]) == (sent["ts"], key)
    assert "metadata" not in web.conversations_history(channel="C0ALMENT")["messages"][0]


def test_history_is_paged_newest_first(slack: LocalSlack, web: WebClient) -> None:
    sent = [slack.post_as("Økonom", "#ledelse", str(n)).ts for n in range(5)]
    first = web.conversations_history(channel="C0LEDELSE", limit=3)
    second = web.conversations_history(channel="C0LEDELSE", limit=3, cursor=first["response_metadata"]["next_cursor"])
    assert [m["ts"] for m in [*first["messages"], *second["messages"]]] == sent[::-1]
    assert (first["has_more"], second["has_more"]) == (True, False)
    between = web.conversations_history(channel="C0LEDELSE", oldest=sent[1], latest=sent[3])
    assert [m["ts"] for m in between["messages"]] == [sent[2]]


def test_answers_stand_in_their_thread(slack: LocalSlack, web: WebClient) -> None:
    asked = slack.post_as("Økonom", "#besparelser", "?")
    web.chat_postMessage(channel="C0BESPAREL", text="!", thread_ts=asked.ts)
    whole = web.conversations_replies(channel="C0BESPAREL", ts=asked.ts)["messages"]
    assert [m["text"] for m in whole] == ["?", "!"]
    assert whole[0]["reply_count"] == 1
    assert web.conversations_history(channel="C0BESPAREL")["messages"][0]["ts"] == asked.ts


def test_a_message_is_changed_and_taken_back(web: WebClient) -> None:
    sent = web.chat_postMessage(channel="C0ALMENT", text="a")
    web.chat_update(channel="C0ALMENT", ts=sent["ts"], text="b")
    assert web.conversations_history(channel="C0ALMENT")["messages"][0]["text"] == "b"
    web.chat_delete(channel="C0ALMENT", ts=sent["ts"])
    assert refused(lambda: web.chat_update(channel="C0ALMENT", ts=sent["ts"], text="c"))["error"] == "message_not_found"


def test_only_one_person_sees_an_ephemeral_message(slack: LocalSlack, web: WebClient) -> None:
    """It is in no history and cannot be changed."""
    sent = web.chat_postEphemeral(channel="C0ALMENT", user=CHEF, text="hemmeligt")["message_ts"]
    assert sent not in [m["ts"] for m in web.conversations_history(channel="C0ALMENT")["messages"]]
    assert sent not in [m.ts for m in slack.messages("#alment", "Økonom")]
    assert sent in [m.ts for m in slack.messages("#alment", "Kontorchef")]
    assert refused(lambda: web.chat_update(channel="C0ALMENT", ts=sent, text="b"))["error"] == "message_not_found"


REFUSED: dict[str, Callable[[WebClient], Any]] = {
    "channel_not_found": lambda web: web.chat_postMessage(channel="C0NOWHERE", text="a"),
    "not_in_channel": lambda web: web.chat_postMessage(channel="C0OEKONOMI", text="a"),
    "msg_too_long": lambda web: web.chat_postMessage(channel="C0ALMENT", text="x" * 40_001),
    "invalid_blocks": lambda web: web.chat_postMessage(channel="C0ALMENT", text="a", blocks=[{"type": "chart"}]),
    "invalid_blocks_format": lambda web: web.chat_postMessage(channel="C0ALMENT", text="a", blocks="["),
    "msg_blocks_too_long": lambda web: web.chat_postMessage(
        channel="C0ALMENT", text="a", blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_000}}] * 4
    ),
    "cannot_reply_to_message": lambda web: web.chat_postMessage(channel="C0ALMENT", text="a", thread_ts="1.1"),
    "invalid_metadata_format": lambda web: web.chat_postMessage(channel="C0ALMENT", text="a", metadata={"key": "a"}),
    "user_not_in_channel": lambda web: web.chat_postEphemeral(channel="C0ALMENT", user="U0NOBODY", text="a"),
    "message_not_found": lambda web: web.chat_getPermalink(channel="C0ALMENT", message_ts="1.1"),
    "thread_not_found": lambda web: web.conversations_replies(channel="C0ALMENT", ts="1.1"),
    "invalid_cursor": lambda web: web.conversations_list(cursor="x"),
    "invalid_limit": lambda web: web.conversations_list(limit=0),
    "invalid_types": lambda web: web.conversations_list(types="all"),
    "user_not_found": lambda web: web.users_info(user="U0NOBODY"),
    "users_not_found": lambda web: web.users_lookupByEmail(email="ingen@sandvig.example"),
    "invalid_trigger_id": lambda web: web.views_open(trigger_id="1.2", view=MODAL),
    "invalid_arguments": lambda web: web.views_open(trigger_id="1.2", view=MODAL | {"colour": "red"}),
    "not_found": lambda web: web.views_update(view_id="V0NONE", view=MODAL),
    "file_not_found": lambda web: web.files_info(file="F0NONE"),
    "no_reaction": lambda web: unreact(web, web.chat_postMessage(channel="C0BESPAREL", text="a")["ts"]),
    "unknown_method": lambda web: web.api_call("chat.shout"),
}


def unreact(web: WebClient, ts: str) -> None:
    web.reactions_remove(channel="C0BESPAREL", timestamp=ts, name="eyes")


@pytest.mark.parametrize("error", REFUSED)
def test_slacks_own_word(web: WebClient, error: str) -> None:
    assert refused(lambda: REFUSED[error](web))["error"] == error


def test_each_fault_in_blocks_is_named(web: WebClient) -> None:
    answer = refused(lambda: web.chat_postMessage(channel="C0ALMENT", text="a", blocks=[{"type": "chart"}]))
    assert answer["response_metadata"]["messages"] == ["[ERROR] unsupported type: chart [json-pointer:/blocks/0/type]"]


@pytest.mark.filterwarnings("ignore:The top-level `text` argument")
def test_a_message_without_text_is_noted(slack: LocalSlack, web: WebClient) -> None:
    web.chat_postMessage(channel="C0ALMENT", blocks=[SHARE])
    assert list(slack.workspace.warnings) == ["a message in C0ALMENT: no text beside the blocks"]


def test_only_ones_own_messages_are_changed(slack: LocalSlack, web: WebClient) -> None:
    ts = slack.post_as("Økonom", "#alment", "mit").ts
    assert refused(lambda: web.chat_update(channel="C0ALMENT", ts=ts, text="a"))["error"] == "cant_update_message"
    assert refused(lambda: web.chat_delete(channel="C0ALMENT", ts=ts))["error"] == "cant_delete_message"


def test_too_fast_is_refused_with_how_long_to_wait(slack: LocalSlack, web: WebClient) -> None:
    """A few at once are taken; other channels go on."""
    for n in range(5):
        web.chat_postMessage(channel="C0ALMENT", text=str(n))
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel="C0ALMENT", text="6")
    answer = caught.value.response
    assert (answer.status_code, answer.headers["Retry-After"], answer["error"]) == (429, "1", "ratelimited")
    web.chat_postMessage(channel="C0BESPAREL", text="a")
    slack.advance(1)
    web.chat_postMessage(channel="C0ALMENT", text="6")


def test_conversations(slack: LocalSlack, web: WebClient) -> None:
    names = {c["name"] for c in web.conversations_list(types="public_channel,private_channel")["channels"]}
    mine = {c["name"] for c in web.users_conversations(types="public_channel,private_channel")["channels"]}
    assert mine < names
    assert names == {"alment", "besparelser", "økonomi", "ledelse"}
    assert web.conversations_info(channel="C0OEKONOMI")["channel"]["is_member"] is False
    assert CHEF in web.conversations_members(channel="C0ALMENT")["members"]
    direct = web.conversations_open(users=[CHEF])["channel"]["id"]
    assert web.chat_postMessage(channel=CHEF, text="a")["channel"] == direct


def test_user_groups(slack: LocalSlack, web: WebClient) -> None:
    slack.workspace.groups["S0LEDERE"] = [CHEF]
    assert web.usergroups_users_list(usergroup="S0LEDERE")["users"] == [CHEF]
    assert refused(lambda: web.usergroups_users_list(usergroup="S0INGEN"))["error"] == "no_such_subteam"


def test_joining_opens_a_channel() -> None:
    with LocalSlack(patience=PATIENT) as slack:
        client(slack).conversations_join(channel="C0OEKONOMI")
        assert client(slack).chat_postMessage(channel="C0OEKONOMI", text="a")["ok"]


def test_people(web: WebClient) -> None:
    assert web.users_info(user=CHEF)["user"]["real_name"] == "Kontorchef"
    assert len(web.users_list()["members"]) == 5
    assert web.users_lookupByEmail(email="oekonom@sandvig.example")["user"]["id"] == "U0OEKONOM"
    assert web.bots_info(bot="B0SAGSBOT")["bot"]["user_id"] == "U0SAGSBOT"
    assert web.team_info()["team"]["name"] == "Sandvig"


def test_reactions(slack: LocalSlack, web: WebClient) -> None:
    sent = web.chat_postMessage(channel="C0BESPAREL", text="a")
    web.reactions_add(channel="C0BESPAREL", timestamp=sent["ts"], name="eyes")
    again = refused(lambda: web.reactions_add(channel="C0BESPAREL", timestamp=sent["ts"], name="eyes"))
    assert again["error"] == "already_reacted"
    assert slack.messages("#besparelser")[-1].reactions == {"eyes": ["U0SAGSBOT"]}


def test_the_agents_words(slack: LocalSlack, web: WebClient) -> None:
    direct = web.conversations_open(users=[CHEF])["channel"]["id"]
    ts = slack.post_as("Kontorchef", "@bot", "hej").ts
    web.assistant_threads_setStatus(channel_id=direct, thread_ts=ts, status="leder …")
    web.assistant_threads_setTitle(channel_id=direct, thread_ts=ts, title="Hej")
    assert slack.state()["statuses"] == {f"{direct}/{ts}": "leder …"}
    web.chat_postMessage(channel=direct, thread_ts=ts, text="svar")
    assert slack.state()["statuses"] == {}, "gone as soon as the app says something there"
    prompts = [{"title": "a", "message": "b"}] * 5
    five = refused(lambda: web.assistant_threads_setSuggestedPrompts(channel_id=direct, thread_ts=ts, prompts=prompts))
    assert five["error"] == "invalid_arguments"


@pytest.mark.filterwarnings("ignore:The top-level `text` argument")
def test_nothing_said_is_refused(web: WebClient) -> None:
    assert refused(lambda: web.chat_postMessage(channel="C0ALMENT", text=""))["error"] == "no_text"


# ---------------------------------------------------------------- views


def trigger(slack: LocalSlack) -> str:
    return slack.workspace.new_trigger(CHEF)


def test_a_trigger_works_once(slack: LocalSlack, web: WebClient) -> None:
    key = trigger(slack)
    assert web.views_open(trigger_id=key, view=MODAL)["view"]["state"]["values"]["note"]["text"]["value"] is None
    assert refused(lambda: web.views_open(trigger_id=key, view=MODAL))["error"] == "exchanged_trigger_id"


def test_a_trigger_works_for_three_seconds(slack: LocalSlack, web: WebClient) -> None:
    """Slack's own limit; the tests of other things are given more."""
    assert Patience().trigger_s == 3
    key = trigger(slack)
    slack.advance(PATIENT.trigger_s + 1)
    assert refused(lambda: web.views_open(trigger_id=key, view=MODAL))["error"] == "expired_trigger_id"


def test_a_view_is_updated_by_its_newest_hash(slack: LocalSlack, web: WebClient) -> None:
    view = web.views_open(trigger_id=trigger(slack), view=MODAL)["view"]
    web.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
    old = refused(lambda: web.views_update(view_id=view["id"], hash=view["hash"], view=MODAL))
    assert old["error"] == "hash_conflict"


def test_three_modals_are_stacked(slack: LocalSlack, web: WebClient) -> None:
    view = web.views_open(trigger_id=trigger(slack), view=MODAL)["view"]["id"]
    for _ in range(2):
        web.views_push(trigger_id=slack.workspace.new_trigger(CHEF, view), view=MODAL)
    key = slack.workspace.new_trigger(CHEF, view)
    assert refused(lambda: web.views_push(trigger_id=key, view=MODAL))["error"] == "push_limit_reached"


def test_a_home_is_published(slack: LocalSlack, web: WebClient) -> None:
    first = web.views_publish(user_id=CHEF, view=HOME)["view"]
    web.views_publish(user_id=CHEF, view=HOME, hash=first["hash"])
    home = slack.home("Kontorchef")
    assert home
    assert home.id == first["id"]


# ---------------------------------------------------------------- files and answers


def test_a_file_goes_up_and_comes_down(slack: LocalSlack, web: WebClient) -> None:
    """In three calls; it is downloaded with the token, and without it there is only the page to sign in."""
    web.files_upload_v2(channel="C0BESPAREL", filename="sager.csv", content="kode;titel\n", initial_comment="CSV")
    message = slack.messages("#besparelser")[-1].body
    address = message["files"][0]["url_private_download"]
    asked = urllib.request.Request(address, headers={"Authorization": f"Bearer {slack.app.bot_token}"})
    with urllib.request.urlopen(asked) as answer, urllib.request.urlopen(address) as sign_in:
        assert answer.read() == b"kode;titel\n"
        assert sign_in.headers["Content-Type"].startswith("text/html")
    assert message["text"] == "CSV"


def test_a_file_completed_twice_is_shared_once(slack: LocalSlack, web: WebClient) -> None:
    place = web.files_getUploadURLExternal(filename="a.txt", length=1)
    urllib.request.urlopen(place["upload_url"], b"x").close()
    before = len(slack.messages("#besparelser"))
    for _ in range(2):
        web.files_completeUploadExternal(files=[{"id": place["file_id"]}], channel_id="C0BESPAREL")
    assert len(slack.messages("#besparelser")) == before + 1


def test_a_response_url_works_five_times(slack: LocalSlack) -> None:
    hook = WebhookClient(slack.workspace.new_response_url(CHEF, "C0ALMENT"))
    assert [hook.send(text=str(n)).body for n in range(5)] == ["ok"] * 5
    sixth = hook.send(text="6")
    assert (sixth.status_code, "used_url" in sixth.body) == (404, True)


def test_a_response_url_works_for_half_an_hour(slack: LocalSlack) -> None:
    hook = WebhookClient(slack.workspace.new_response_url(CHEF, "C0ALMENT"))
    slack.advance(30 * 60 + 1)
    assert "expired_url" in hook.send(text="a").body


def test_a_response_url_replaces_and_deletes(slack: LocalSlack, web: WebClient) -> None:
    ts = web.chat_postMessage(channel="C0ALMENT", text="før")["ts"]
    hook = WebhookClient(slack.workspace.new_response_url(CHEF, "C0ALMENT", ts))
    hook.send(text="efter", replace_original=True)
    assert slack.messages("#alment")[-1].body["text"] == "efter"
    hook.send(delete_original=True)
    assert ts not in [m.ts for m in slack.messages("#alment")]


def test_bad_blocks_at_a_response_url(slack: LocalSlack) -> None:
    hook = WebhookClient(slack.workspace.new_response_url(CHEF, "C0ALMENT"))
    answer = hook.send(text="a", blocks=[{"type": "chart"}])
    assert (answer.status_code, "invalid_blocks" in answer.body) == (400, True)


def test_every_method_is_tried_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    tried = {name for name in METHODS if f'"{name}"' in text or f".{name.replace('.', '_')}" in text}
    assert set(METHODS) == tried


def test_blocks_are_validated_without_a_token(slack: LocalSlack) -> None:
    web = WebClient("", base_url=slack.api_url)
    assert web.api_call("blocks.validate", json={"blocks": [SHARE]})["ok"]
    assert refused(lambda: web.api_call("blocks.validate", json={"blocks": [{}]}))["error"] == "invalid_blocks"
    assert web.api_call("api.test", json={"a": "b"})["args"] == {"a": "b"}


# ---------------------------------------------------------------- pictures in blocks

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
INVALID = "invalid slack file [json-pointer:/blocks/0/slack_file]"


def image(**file: str) -> list[dict[str, Any]]:
    return [{"type": "image", "slack_file": file, "alt_text": "Kurve"}]


def test_a_file_of_the_bot_is_shown_though_it_is_shared_nowhere(web: WebClient) -> None:
    file = web.files_upload_v2(filename="kurve.png", content=PNG)["file"]
    for shown in ({"id": file["id"]}, {"url": file["url_private"]}):
        assert web.chat_postMessage(channel="C0BESPAREL", text="Kurve", blocks=image(**shown))["ok"]


@pytest.mark.parametrize(
    ("content", "file", "said"),
    [
        (b"no picture", {}, INVALID),
        (PNG, {"id": "F0UNKNOWN1"}, INVALID),
        (
            PNG,
            {"id": "kurve.png"},
            "input must match regex pattern: ^[F][A-Z0-9]{8,}$ [json-pointer:/blocks/0/slack_file/id]",
        ),
    ],
)
def test_what_is_no_picture_of_slacks_is_refused(
    web: WebClient, content: bytes, file: dict[str, str], said: str
) -> None:
    """In the words that people have met."""
    own = {"id": web.files_upload_v2(filename="kurve.png", content=content)["file"]["id"]}
    answer = refused(lambda: web.chat_postMessage(channel="C0BESPAREL", text="Kurve", blocks=image(**(file or own))))
    assert (answer["error"], answer["errors"]) == ("invalid_blocks", [said])


def test_somebody_elses_file_is_not_the_bots_to_show(slack: LocalSlack, web: WebClient) -> None:
    """A picture in a channel without the bot cannot be named in a block; one beside the bot can."""
    slack.upload_as("Kontorchef", "#økonomi", "hemmelig.png", PNG)
    slack.upload_as("Kontorchef", "#besparelser", "kurve.png", PNG)
    secret, seen = (one.id for one in list(slack.workspace.files.values())[-2:])
    assert refused(lambda: web.chat_postMessage(channel="C0BESPAREL", text="x", blocks=image(id=secret)))["errors"] == [
        INVALID
    ]
    assert web.chat_postMessage(channel="C0BESPAREL", text="x", blocks=image(id=seen))["ok"]


def test_a_page_gets_pictures_only(slack: LocalSlack, web: WebClient) -> None:
    """A script that is called a picture is never served as anything but a download."""
    png = web.files_upload_v2(filename="kurve.png", content=PNG)["file"]["id"]
    other = web.files_upload_v2(filename="kurve.svg", content=b"<svg onload='alert(1)'/>")["file"]["id"]
    with urllib.request.urlopen(f"{slack.url}/local/picture/{png}") as answer:
        assert (answer.headers["Content-Type"], answer.read()) == ("image/png", PNG)
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{slack.url}/local/picture/{other}")
