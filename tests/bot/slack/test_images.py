"""Pictures on their way to Slack: waited for while Slack looks them through, and done without when it does not."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.images import WAITS_S, upload_image
from sandbox import LocalSlack
from tests.sandbox import sandbox_bot
from tests.sandbox.test_api import PNG
from tests.waiting import PATIENT

STEPS = ("files.getUploadURLExternal", "upload", "files.completeUploadExternal", "files.info")


class Files:
    """As much of Slack's client as an upload needs: `types` are what files.info says, one call after another."""

    def __init__(self, *types: str, refuses: str = "") -> None:
        self.types, self.refuses = list(types), refuses
        self.sent: list[bytes] = []

    def files_upload_v2(self, filename: str, content: bytes) -> dict[str, Any]:
        if self.refuses:
            raise SlackApiError("refused", {"error": self.refuses})
        self.sent.append(content)
        return {"file": {"id": "F0PICTURE1", "name": filename, "mimetype": ""}}

    def files_info(self, file: str) -> dict[str, Any]:
        return {"file": {"id": file, "mimetype": self.types.pop(0)}}


@pytest.mark.parametrize(
    ("types", "rested"),
    [(("image/png",), []), (("", "", "image/png"), [*WAITS_S[:2]])],
)
def test_a_picture_is_waited_for(types: tuple[str, ...], rested: list[float]) -> None:
    """A new file has no type until Slack has looked it through; a block that names it before is refused."""
    waited: list[float] = []
    files = Files(*types)
    assert upload_image(files, "status.png", b"png", waited.append) == "F0PICTURE1"  # type: ignore[arg-type]
    assert (waited, files.sent) == (rested, [b"png"])


def test_one_that_never_comes_is_done_without() -> None:
    waited: list[float] = []
    assert upload_image(Files(*[""] * 5), "status.png", b"png", waited.append) is None  # type: ignore[arg-type]
    assert waited == list(WAITS_S)


def test_a_refused_upload_is_no_failure() -> None:
    assert upload_image(Files(refuses="missing_scope"), "status.png", b"png") is None  # type: ignore[arg-type]


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize(
    "method", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal", "files.info"]
)
def test_a_picture_of_which_nobody_knows_is_sent_again(method: str, stored: bool) -> None:
    """No message shows it yet, so nobody sees it twice."""
    with LocalSlack(patience=PATIENT) as slack:
        slack.fault(method, "drop", stored=stored)
        slack.fault(method, "status", status=503)
        key = upload_image(sandbox_bot.client(slack), "status.png", PNG, lambda seconds: None)
        assert key is not None
        assert slack.workspace.files[key].content == PNG


@pytest.mark.parametrize("effect", ["ratelimited", "error"])
def test_words_wait_for_no_picture(effect: str) -> None:
    """A refusal is one, and too fast is not waited for."""
    waited: list[float] = []
    with LocalSlack(patience=PATIENT) as slack:
        slack.fault("files.getUploadURLExternal", effect, error="missing_scope", count=-1)
        assert upload_image(sandbox_bot.client(slack), "status.png", PNG, waited.append) is None
    assert waited == []
