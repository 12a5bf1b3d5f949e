"""Files in the way of 2025: ask for an address, send the bytes there, say that it is done."""

import secrets

from sandbox import messages
from sandbox.api.method import Method, bot_conversation
from sandbox.arguments import Arguments
from sandbox.backend import Backend
from sandbox.refusals import ApiError, with_problems
from sandbox.state import Conversation, File, Json
from sandbox.workspace import Workspace

LARGEST = 100_000_000
KINDS = {"pdf": "application/pdf", "csv": "text/csv", "txt": "text/plain"}
KINDS |= {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}


def upload_address(backend: Backend, given: Arguments) -> Json:
    workspace = backend.workspace
    name, size = given.needed("filename"), given.whole("length", 0, LARGEST)
    file = File(workspace.new_id("F"), name, workspace.app.user, name, size, created=workspace.clock.now())
    workspace.files[file.id] = file
    key = secrets.token_urlsafe(18)
    backend.uploads[key] = file.id
    return {"upload_url": f"{workspace.base}/upload/{key}", "file_id": file.id}


def receive(backend: Backend, key: str, content: bytes) -> str:
    """The bytes of a file, at the address that was given for them. Raises Refusal."""
    file = backend.workspace.files.get(backend.uploads.get(key, ""))
    if file is None:
        raise ApiError("not_found", 404)
    if len(content) != file.size:
        raise ApiError("invalid_length", 400)
    file.content = content
    return f"OK - {len(content)}"


def complete(backend: Backend, given: Arguments) -> Json:
    """Share what was sent. A file that is completed again is not shared again."""
    workspace = backend.workspace
    wanted = given.structure("files")
    if not isinstance(wanted, list) or not wanted or not all(isinstance(one, dict) for one in wanted):
        raise with_problems("invalid_arguments", ["missing required field: files"])
    found = [_sent(workspace, one) for one in wanted]
    channels = given.listed("channel_id") or given.listed("channels")
    for conversation in [bot_conversation(backend, channel) for channel in channels]:
        new = [file for file in found if conversation.id not in file.shared_in]
        if new:
            _share(backend, conversation, new, given)
    return {"files": [public(workspace, file) for file in found]}


def _sent(workspace: Workspace, wanted: Json) -> File:
    file = workspace.files.get(str(wanted.get("id", "")))
    if file is None or file.content is None:
        raise ApiError("file_not_found")
    file.title = str(wanted.get("title") or file.name)
    return file


def _share(backend: Backend, conversation: Conversation, files: list[File], given: Arguments) -> None:
    workspace = backend.workspace
    if workspace.app.user not in conversation.members:
        raise ApiError("not_in_channel")
    thread = messages.thread_of(conversation, given.text("thread_ts"))
    for file in files:
        file.shared_in.append(conversation.id)
    shown = [public(workspace, file) for file in files]
    body: Json = {"text": given.text("initial_comment"), "files": shown, "subtype": "file_share", **thread}
    message = messages.store_message(workspace, conversation, messages.by_bot(workspace, body))
    messages.announce(workspace, conversation, message.body)


def info(backend: Backend, given: Arguments) -> Json:
    file = backend.workspace.files.get(given.needed("file"))
    if file is None:
        raise ApiError("file_not_found")
    bot = backend.workspace.app.user
    seen = any(bot in backend.workspace.conversations[where].members for where in file.shared_in)
    if file.owner != bot and not seen:
        raise ApiError("file_not_found")
    return {"file": public(backend.workspace, file), "comments": []}


def public(workspace: Workspace, file: File) -> Json:
    """A file as Slack describes it; its address asks for the token."""
    ending = file.name.rpartition(".")[2].lower()
    address = f"{workspace.base}/files/{file.id}/{ending}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "filetype": ending,
        "mimetype": KINDS.get(ending, "application/octet-stream"),
        "size": file.size,
        "user": file.owner,
        "created": int(file.created),
        "mode": "hosted",
        "is_external": False,
        "is_public": any(workspace.conversations[where].kind == "channel" for where in file.shared_in),
        "channels": [where for where in file.shared_in if workspace.conversations[where].kind == "channel"],
        "groups": [where for where in file.shared_in if workspace.conversations[where].kind == "private"],
        "ims": [where for where in file.shared_in if workspace.conversations[where].kind == "im"],
        "url_private": address,
        "url_private_download": address,
    }


METHODS = {
    "files.getUploadURLExternal": Method(upload_address, "files:write"),
    "files.completeUploadExternal": Method(complete, "files:write"),
    "files.info": Method(info, "files:read"),
}
