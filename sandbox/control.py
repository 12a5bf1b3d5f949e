"""/local/: the state of the workspace, and what can be done in it, for a page or a script (docs/sandbox.md)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from sandbox import pictures, snapshot, talking, using
from sandbox.backend import Backend
from sandbox.deliveries import Deliveries, Delivery
from sandbox.faults import Fault
from sandbox.posting import HttpPost
from sandbox.refusals import ApiError, missing_argument
from sandbox.replies import Reply, json_reply
from sandbox.state import Json, Message, View

Run = Callable[[], Reply]
Act = Callable[[Backend, Deliveries, Json], Any]
BYTES = "application/octet-stream"
LONGEST_WAIT_S = 25.0


def read_control(backend: Backend, deliveries: Deliveries, name: str, query: str) -> Reply:
    """GET. Raises Refusal."""
    workspace = backend.workspace
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    if name == "state":
        with workspace.lock:
            return json_reply(snapshot.take_snapshot(workspace, deliveries))
    if name == "changes":
        after = _number(asked, "after")
        workspace.wait_until(lambda: workspace.version > after, LONGEST_WAIT_S)
        return json_reply({"version": workspace.version})
    if name == "wire":
        with workspace.lock:
            return json_reply({"wire": backend.wire.after(_number(asked, "after"))})
    if name == "clock":
        return json_reply(snapshot.clock_state(workspace))
    if name.startswith("file/"):
        return _file(backend, name.removeprefix("file/"))
    if name.startswith("picture/"):
        return _picture(backend, name.removeprefix("picture/"))
    raise ApiError("not_found", 404)


def act(backend: Backend, deliveries: Deliveries, name: str, given: Json) -> Reply:
    """POST: do it, wait for the bot's acknowledgement where there is one, and say how it went. Raises Refusal."""
    if name not in ACTS:
        raise ApiError("not_found", 404)
    try:
        with backend.workspace.changing():
            done = ACTS[name](backend, deliveries, given)
    except KeyError as error:
        raise missing_argument(str(error.args[0])) from error
    except (TypeError, ValueError) as error:
        raise ApiError("invalid_arguments", 400, detail=str(error)) from error
    if isinstance(done, Delivery):
        done.done.wait(backend.workspace.patience.waiting_s)
        done = {"delivery": done.summary(), "answer": done.answer}
    return json_reply({"ok": True, **(done or {})})


def _number(asked: Mapping[str, str], name: str) -> int:
    text = asked.get(name, "0")
    if not text.removeprefix("-").isdecimal():
        raise ApiError("invalid_arguments")
    return int(text)


def _file(backend: Backend, key: str) -> Reply:
    """A file as a download, whatever it is: a page must not run what somebody uploaded."""
    with backend.workspace.lock:
        file = backend.workspace.files.get(key)
    if file is None or file.content is None:
        raise ApiError("file_not_found", 404)
    return Reply(200, BYTES, file.content, {"Content-Disposition": "attachment"})


def _picture(backend: Backend, key: str) -> Reply:
    """A file as a picture, for an image block: only what is one by its own bytes."""
    with backend.workspace.lock:
        file = backend.workspace.files.get(key)
    kind = pictures.picture_type(file.content) if file and file.content else None
    if file is None or file.content is None or kind is None:
        raise ApiError("file_not_found", 404)
    return Reply(200, kind, file.content)


# ---------------------------------------------------------------- what can be done


def _sent(message: Message) -> Json:
    return {"ts": message.ts, "channel": message.channel}


def _on(backend: Backend, given: Json) -> Message | View:
    """The `view` (its id) or the message (`channel`, `ts`) that is meant."""
    if given.get("view"):
        return backend.workspace.view(given["view"])
    return backend.workspace.message(given["channel"], given["ts"])


def _post(backend: Backend, deliveries: Deliveries, given: Json) -> Json:
    thread = given.get("thread_ts")
    return _sent(talking.post(backend.workspace, given["person"], given["channel"], given["text"], thread))


def _edit(backend: Backend, deliveries: Deliveries, given: Json) -> Json:
    return _sent(talking.edit(backend.workspace, given["person"], given["channel"], given["ts"], given["text"]))


def _delete(backend: Backend, deliveries: Deliveries, given: Json) -> None:
    message = backend.workspace.message(given["channel"], given["ts"])
    away = talking.dismiss if message.only_for else talking.delete
    away(backend.workspace, given["person"], given["channel"], given["ts"])


def _react(backend: Backend, deliveries: Deliveries, given: Json) -> None:
    talking.react(backend.workspace, given["person"], given["channel"], given["ts"], given["name"])


def _upload(backend: Backend, deliveries: Deliveries, given: Json) -> Json:
    shared = talking.Upload(given["name"], given["content"], given.get("text", ""), given.get("thread_ts"))
    file = talking.upload(backend.workspace, given["person"], given["channel"], shared)
    return {"file": file.id}


def _direct(backend: Backend, deliveries: Deliveries, given: Json) -> Json:
    return {"channel": backend.workspace.direct(backend.workspace.person(given["person"]).id).id}


def _slash(backend: Backend, deliveries: Deliveries, given: Json) -> Delivery:
    return using.slash(deliveries, given["person"], given["channel"], given["text"])


def _press(backend: Backend, deliveries: Deliveries, given: Json) -> Delivery:
    where = _on(backend, given)
    using.fill(backend.workspace, given["person"], where, given.get("values") or {})
    chosen, block = given.get("value"), given.get("block_id")
    return using.press(deliveries, given["person"], where, given["action_id"], chosen, block)


def _submit(backend: Backend, deliveries: Deliveries, given: Json) -> Delivery:
    view = backend.workspace.view(given["view"]) if given.get("view") else None
    return using.submit(deliveries, given["person"], given.get("values") or {}, view)


def _close(backend: Backend, deliveries: Deliveries, given: Json) -> None:
    using.close(deliveries, given["person"], bool(given.get("everything")))


def _home(backend: Backend, deliveries: Deliveries, given: Json) -> None:
    using.open_app(deliveries, given["person"], given.get("tab", "home"))


def _shortcut(backend: Backend, deliveries: Deliveries, given: Json) -> Delivery:
    message = backend.workspace.message(given["channel"], given["ts"]) if given.get("ts") else None
    return using.shortcut(deliveries, given["person"], given["callback_id"], message)


def _options(backend: Backend, deliveries: Deliveries, given: Json) -> Delivery:
    return using.suggest(deliveries, given["person"], _on(backend, given), given["action_id"], given.get("text", ""))


def _invite(backend: Backend, deliveries: Deliveries, given: Json) -> None:
    talking.invite(backend.workspace, given["channel"])


def _kick(backend: Backend, deliveries: Deliveries, given: Json) -> None:
    talking.kick(backend.workspace, given["channel"])


def _archive(backend: Backend, deliveries: Deliveries, given: Json) -> None:
    backend.workspace.conversation(given["channel"]).archived = bool(given.get("archived", True))


def _clock(backend: Backend, deliveries: Deliveries, given: Json) -> Json:
    """`now`: a moment with its zone, or null for the machine's own; or `advance`: seconds."""
    clock = backend.workspace.clock
    if "advance" in given:
        clock.advance(float(given["advance"]))
    else:
        moment = datetime.fromisoformat(given["now"]) if given["now"] else None
        if moment and moment.tzinfo is None:
            raise ValueError("a moment needs its zone, such as +01:00")
        clock.move_to(moment)
    return snapshot.clock_state(backend.workspace)


def _faults(backend: Backend, deliveries: Deliveries, given: Json) -> Json:
    """`faults`: the new list, instead of what is left of the old one."""
    faults = [Fault.read(one) for one in given["faults"]]
    backend.script.clear()
    backend.script.add(*faults)
    return {"faults": backend.script.left()}


def _disconnect(backend: Backend, deliveries: Deliveries, given: Json) -> None:
    backend.sockets.disconnect(given.get("reason", "refresh_requested"))


def _events_url(backend: Backend, deliveries: Deliveries, given: Json) -> None:
    """`url`: where to send over HTTP; null for Socket Mode."""
    secret = backend.workspace.app.signing_secret
    deliveries.post = HttpPost(given["url"], secret) if given["url"] else None


ACTS: Mapping[str, Act] = {
    "post": _post,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "upload": _upload,
    "direct": _direct,
    "slash": _slash,
    "press": _press,
    "submit": _submit,
    "close": _close,
    "home": _home,
    "shortcut": _shortcut,
    "options": _options,
    "invite": _invite,
    "kick": _kick,
    "archive": _archive,
    "clock": _clock,
    "faults": _faults,
    "disconnect": _disconnect,
    "events_url": _events_url,
}
