"""Cards → Slack: where an answer belongs, and what is tried when it cannot go there.

A response_url dies after half an hour or five uses, and a bot that is not in a channel can say nothing there: the
person is told in another way, never left without an answer. Nothing is sent twice by itself.
"""

import logging
import secrets
from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.answering import AnswerSender, EditOrder, Unproven, message
from bot.slack.modals import WAITING, fill_view, fill_waiting
from bot.slack.outcomes import UNREACHABLE, outcome
from bot.slack.request import Request
from scheduler.poster import Refusal
from templates import Card, render_notice, say

log = logging.getLogger(__name__)

CLOSED_KINDS = ("is_private", "is_group", "is_im", "is_mpim")
MOST_PAGES = 50
SLACKBOT = "USLACKBOT"
# An edit that is refused so leaves the message as it is.
NOT_EDITABLE = ("message_not_found", "cant_update_message", "edit_window_closed", "is_inactive", "not_in_channel")
TOO_LATE = ("expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged", "invalid_trigger_id")


class TooLate(Exception):
    """A modal can only be opened within three seconds of the press."""


@dataclass(frozen=True)
class SlackClient:
    """What can be said, through one client, to answer one request. `key` is the request's, `again` says that it may
    have been answered before a stop, `language` is that of what is said about the answer itself."""

    client: WebClient
    key: str = field(default_factory=secrets.token_hex)
    again: bool = False
    language: str = "da"
    request: Request | None = None
    edits: EditOrder | None = None

    def __post_init__(self) -> None:
        sender = AnswerSender(self.client, self.key, self.again, self._soon, edits=self.edits)
        object.__setattr__(self, "_sender", sender)

    @property
    def sender(self) -> AnswerSender:
        found: AnswerSender = self.__dict__["_sender"]
        return found

    def answer(self, request: Request, card: Card) -> str | None:
        """Where the question stands: to the person alone for a command or a press, and where people of other
        organisations read along; else in the conversation. Returns the time stamp of a message that can be edited
        later."""
        if request.response_url or not request.channel or request.ephemeral or request.shared:
            self.privately(request, card)
            return None
        try:
            return self.post(request.channel, card, request.thread)
        except SlackApiError as error:
            if not _elsewhere(error, request.channel):
                raise
            log.warning("Nothing can be said in %s: %s", request.channel, error.response.get("error"))
        return self.post(request.person.id, card)

    def post(self, channel: str, card: Card, thread: str | None = None) -> str:
        return self.sender.post(channel, card, thread).ts

    def privately(self, request: Request, card: Card) -> None:
        """To this person alone: in the modal that waits for it, beside the question, else in the channel, else as a
        direct message."""
        if request.action in WAITING and self._in_modal(request, card):
            return
        try:
            if self._beside(request, card):
                return
        except Unproven as error:
            log.warning("The answer may have been taken or not: %s", error)
            card = self._perhaps(request)
            if request.response_url and self._ephemeral_or_not(request, card):
                return
        self.post(request.person.id, card)

    def _beside(self, request: Request, card: Card) -> bool:
        """Beside the question; False where that is not taken. Raises Unproven."""
        how = {"response_type": "ephemeral"} | ({"thread_ts": request.in_thread} if request.in_thread else {})
        if request.response_url and self.sender.respond(request.response_url, card, how):
            return True
        return bool(request.channel) and not request.channel.startswith("D") and self._ephemeral(request, card)

    def _ephemeral_or_not(self, request: Request, card: Card) -> bool:
        try:
            return bool(request.channel) and self._ephemeral(request, card)
        except Unproven:
            return False

    def _perhaps(self, request: Request) -> Card:
        """What is said when nobody knows whether the answer came: it is not sent twice, but can be asked for again."""
        text = f"{request.command} {request.text}".strip() if request.command else ""
        return render_notice(say("doors.perhaps", self.language, text=text), self.language)

    def _soon(self) -> None:
        """To whom waits because Slack takes no more at the moment."""
        if self.request is None or not self.request.channel:
            return
        text = say("doors.soon", self.language)
        where = _where(self.request)
        try:
            self.client.chat_postEphemeral(**where, text=text)
        except UNREACHABLE as error:
            log.info("chat.postEphemeral: %s", error)

    def alone(self, request: Request, card: Card) -> str:
        """To this person alone, said by the bot itself: a response_url may show none of the bot's own pictures. A card
        that Slack refuses for its form raises SlackApiError; where the bot is not, it is `privately`."""
        if not request.channel or request.channel.startswith("D"):
            return self.sender.post(request.person.id, card, simplify=False).ts
        try:
            self.client.chat_postEphemeral(**_where(request), blocks=card.blocks, text=message(card)["text"])
        except SlackApiError as error:
            if error.response.get("error") == "invalid_blocks":
                raise
            self.privately(request, card)
        return ""

    def replace(self, request: Request, card: Card) -> None:
        """In place of the card that was pressed. One that cannot be edited stays, and the new one follows."""
        if request.view and not request.message:
            if not self._in_modal(request, card):
                self.post(request.person.id, card)
        elif request.ephemeral or not request.message:
            if not self._in_place(request, card):
                self.privately(request, card)
        else:
            try:
                self.edit(request.channel, request.message, card)
            except SlackApiError as error:
                if error.response.get("error") not in NOT_EDITABLE:
                    raise
                self.answer(request, card)

    def _in_place(self, request: Request, card: Card) -> bool:
        place, how = (request.channel, request.message or ""), {"replace_original": True}
        return bool(request.response_url) and self.sender.respond(str(request.response_url), card, how, place)

    def edit(self, channel: str, ts: str, card: Card) -> None:
        self.sender.edit(channel, ts, card)

    def open(self, request: Request, view: dict[str, Any]) -> str:
        """A modal, above the one that was pressed in; returns its id. Raises TooLate."""
        from_block = request.view and request.body.get("type") == "block_actions"
        above = from_block and request.body["view"].get("type") == "modal"
        try:
            show = self.client.views_push if above else self.client.views_open
            opened = show(trigger_id=request.trigger, view=view)
        except SlackApiError as error:
            if error.response.get("error") in TOO_LATE:
                raise TooLate from error
            raise
        return str((opened.get("view") or {}).get("id", ""))

    def fill(self, view_id: str, view: dict[str, Any]) -> None:
        """Put the contents into a modal that was opened to wait for them. One that was closed since stays closed."""
        if not fill_view(self.sender, view, view_id=view_id):
            log.info("The modal was closed before it was filled")

    def fill_sent(self, request: Request, view: dict[str, Any]) -> None:
        """The same for the modal of a form that was sent, which waits since its acknowledgement."""
        if not fill_waiting(self.sender, request.body["view"], view):
            log.info("The modal was closed before it was filled")

    def is_shared_outside(self, channel: str) -> bool:
        """May people of other organisations read along? Yes where nobody knows."""
        return self.shared_outside(channel) is not False

    def shared_outside(self, channel: str) -> bool | None:
        """The same; yes where the app has not been given the right to see that, None where Slack cannot say now. Where
        the bot is not let in it can say nothing anyway."""
        try:
            found = self.client.conversations_info(channel=channel).get("channel") or {}
        except UNREACHABLE as error:
            log.info("conversations.info: %s", error)
            known = error.response.get("error") if isinstance(error, SlackApiError) else None
            return {"missing_scope": True, "channel_not_found": False}.get(str(known))
        return bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared"))

    def is_open(self, channel: str) -> bool:
        """May everybody in the workspace read the conversation? No where Slack does not say."""
        try:
            found = self.client.conversations_info(channel=channel).get("channel") or {}
        except UNREACHABLE as error:
            log.info("conversations.info: %s", error)
            return False
        return bool(found.get("is_channel")) and not any(found.get(one) for one in CLOSED_KINDS)

    def belongs(self, person: str, team: str | None, enterprise: str | None) -> bool:
        """Is somebody of an Enterprise Grid at home in the workspace, or in the whole organisation where the app is
        installed in all of it (`team` None)? No where Slack does not say."""
        try:
            user = self.client.users_info(user=person)["user"]
        except UNREACHABLE as error:
            log.info("users.info: %s", error)
            return False
        known = user.get("enterprise_user") or {}
        if user.get("is_stranger") or (known and known.get("enterprise_id") != enterprise):
            return False
        return team is None or team in (user.get("team_id"), *known.get("teams", ()))

    def members(self, audience: str) -> frozenset[str] | None:
        """Who is in a channel or a user group; None where Slack does not say, or does not say all."""
        try:
            if audience.startswith("S"):
                return frozenset(self.client.usergroups_users_list(usergroup=audience)["users"])
            found: set[str] = set()
            cursor = ""
            for _ in range(MOST_PAGES):
                answer = self.client.conversations_members(channel=audience, limit=500, cursor=cursor)
                found.update(answer["members"])
                cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor:
                    return frozenset(found)
        except UNREACHABLE as error:
            log.info("members of %s: %s", audience, error)
        return None

    def name(self, person: str) -> str:
        """How a person is called; the id where Slack does not say."""
        try:
            user = self.client.users_info(user=person)["user"]
        except UNREACHABLE as error:
            log.info("users.info: %s", error)
            return person
        return str(user.get("real_name") or user.get("name") or person)

    def unfit(self, person: str) -> str | None:
        """Why somebody can neither own a case nor stand in: "bot", "gone" or "outsider". None where nothing speaks
        against it, also where Slack does not say."""
        try:
            user = self.client.users_info(user=person)["user"]
        except UNREACHABLE as error:
            log.info("users.info: %s", error)
            return None
        if user.get("is_bot") or person == SLACKBOT:
            return "bot"
        return "gone" if user.get("deleted") else "outsider" if user.get("is_stranger") else None

    def is_in(self, channel: str) -> bool:
        """Is the bot a member of a channel? Of a private one that it is not in Slack says nothing at all."""
        try:
            return bool(self.client.conversations_info(channel=channel)["channel"].get("is_member"))
        except SlackApiError as error:
            return bool(error.response.get("error") != "channel_not_found")

    def channel_name(self, channel: str) -> str:
        """How a channel is called; the id where Slack does not say."""
        try:
            found = self.client.conversations_info(channel=channel)["channel"]
        except UNREACHABLE as error:
            log.info("conversations.info: %s", error)
            return channel
        return f"#{found['name']}" if found.get("name") else channel

    def file(self, file_id: str) -> dict[str, Any]:
        """What Slack knows of a file: its name, size and address."""
        return dict(self.sender.repeat(lambda: self.client.files_info(file=file_id))["file"])

    def upload(self, person: str, name: str, content: bytes) -> None:
        """A file, to one person as a direct message."""
        self.sender.upload(person, name, content)

    def home(self, person: str, view: dict[str, Any]) -> None:
        self.sender.repeat(lambda: self.client.views_publish(user_id=person, view=view))

    def working(self, request: Request, status: str) -> None:
        """Show that the answer is on its way, where the plan of the workspace has that."""
        where = {"channel_id": request.channel, "thread_ts": request.thread or request.message, "status": status}
        self._if_possible("assistant.threads.setStatus", where)

    def prompts(self, channel: str, title: str, prompts: list[dict[str, str]]) -> None:
        where = {"channel_id": channel, "title": title, "prompts": prompts}
        self._if_possible("assistant.threads.setSuggestedPrompts", where)

    def _if_possible(self, method: str, arguments: dict[str, Any]) -> None:
        try:
            self.client.api_call(method, json=arguments)
        except UNREACHABLE as error:
            log.info("%s: %s", method, error)

    def _in_modal(self, request: Request, card: Card) -> bool:
        view = _same_view(request, card)
        try:
            if request.action in WAITING:
                return fill_waiting(self.sender, request.body["view"], view)
            return fill_view(self.sender, view, view_id=str(request.view))
        except UNREACHABLE as error:
            log.warning("The modal was not filled: %s", error)
            return False

    def _ephemeral(self, request: Request, card: Card) -> bool:
        try:
            self.sender.ephemeral(_where(request), card)
        except SlackApiError as error:
            log.warning("Nothing can be said to one person in %s: %s", request.channel, error)
            return False
        return True


def _where(request: Request) -> dict[str, Any]:
    """Where one person sees it: in the thread where the question stands. In one that nobody has begun nothing shows."""
    return {"channel": request.channel, "user": request.person.id, "thread_ts": request.in_thread}


def _elsewhere(error: SlackApiError, channel: str) -> bool:
    """Is it refused for its place, so that the person can be told in another one?"""
    said = outcome(error)
    return isinstance(said, Refusal) and said.about == "channel" and not channel.startswith("D")


def _same_view(request: Request, card: Card) -> dict[str, Any]:
    """The modal that stands there, with other contents."""
    view = request.body["view"]
    kept = {name: view[name] for name in ("type", "title", "close") if view.get(name)}
    return {**kept, "blocks": card.simple}
