"""A file that somebody shares is fetched from Slack alone: the token goes nowhere else, and no size is believed."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.error import HTTPError

import pytest

from bot.slack import download
from records import Refused
from tests.waiting import pause

TOKEN = "xoxb-of-ours"


@dataclass
class FileServer:
    """A server of files on this machine, and who has asked it with which token."""

    url: str
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    redirect_to: str = ""
    is_endless: bool = False


@pytest.fixture
def servers() -> Iterator[tuple[FileServer, FileServer]]:
    """The Slack that the settings name, and another one."""
    made, running = [], []
    for _ in range(2):
        server = HTTPServer(("127.0.0.1", 0), _Answering)
        server.files = FileServer(f"http://127.0.0.1:{server.server_port}/")  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        made.append(server.files)  # type: ignore[attr-defined]
        running.append(server)
    yield made[0], made[1]
    for server in running:
        server.shutdown()
        server.server_close()


class _Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        files: FileServer = self.server.files  # type: ignore[attr-defined]
        files.asked.append((self.path, self.headers.get("Authorization")))
        self.send_response(302 if files.redirect_to else 200)
        if files.redirect_to:
            self.send_header("Location", files.redirect_to)
        self.end_headers()
        self.wfile.write(b"x" * 3_000)
        with suppress(ConnectionError):
            while files.is_endless:
                self.wfile.write(b"x")
                pause(0.01)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        return None


def fetched(folder: Path, url: str, api_url: str, name: str = "brev.txt", size: int = 3_000) -> Path:
    return download.fetch({"name": name, "size": size, "url_private_download": url}, folder, api_url, TOKEN)


def refused(folder: Path, url: str, api_url: str, size: int = 3_000) -> str:
    with pytest.raises(Refused) as told:
        fetched(folder, url, api_url, size=size)
    return told.value.reason


def test_a_file_comes_from_the_slack_that_is_named(servers: tuple[FileServer, FileServer], tmp_path: Path) -> None:
    ours, _ = servers
    assert fetched(tmp_path, f"{ours.url}brev", ours.url).read_bytes() == b"x" * 3_000
    assert ours.asked == [("/brev", f"Bearer {TOKEN}")]


@pytest.mark.parametrize(
    "url",
    [
        "https://files.slack.com.evil.example/x",
        "https://evilslack.com/x",
        "https://slack.com@evil.example/x",
        "https://files.slack.com:8443/x",
        "http://files.slack.com/x",
        "file:///etc/passwd",
        "ftp://files.slack.com/x",
        "//files.slack.com/x",
        "",
    ],
)
def test_no_other_address_is_asked(url: str, tmp_path: Path) -> None:
    """Whatever it looks like: the token would go there."""
    assert refused(tmp_path, url, "https://slack.com/api/") == "not_slacks"


def test_another_server_is_never_asked(servers: tuple[FileServer, FileServer], tmp_path: Path) -> None:
    ours, other = servers
    assert refused(tmp_path, f"{other.url}x", ours.url) == "not_slacks"
    assert other.asked == []


def test_no_redirect_is_followed(servers: tuple[FileServer, FileServer], tmp_path: Path) -> None:
    """The token goes to the address that was checked and is not carried on."""
    ours, other = servers
    ours.redirect_to = f"{other.url}x"
    assert refused(tmp_path, f"{ours.url}x", ours.url) == "not_fetched"
    assert other.asked == []


def test_what_is_uploaded_follows_no_redirect_either(servers: tuple[FileServer, FileServer]) -> None:
    ours, other = servers
    ours.redirect_to = f"{other.url}x"
    with pytest.raises(HTTPError):
        download.send(f"{ours.url}x", b"content")
    assert other.asked == []


def test_a_file_that_comes_for_ever_is_given_up(
    servers: tuple[FileServer, FileServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wait is short enough, all together are not."""
    ours, _ = servers
    ours.is_endless = True
    monkeypatch.setattr(download, "LONGEST_S", 0.2)
    assert refused(tmp_path, f"{ours.url}x", ours.url) == "not_fetched"


def test_a_file_that_is_told_to_be_huge_is_not_asked_for(
    servers: tuple[FileServer, FileServer], tmp_path: Path
) -> None:
    ours, _ = servers
    assert refused(tmp_path, f"{ours.url}x", ours.url, download.LARGEST + 1) == "too_large"
    assert ours.asked == []


def test_a_file_that_is_larger_than_it_was_told_stops(
    servers: tuple[FileServer, FileServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, _ = servers
    monkeypatch.setattr(download, "LARGEST", 1_000)
    assert refused(tmp_path, f"{ours.url}x", ours.url, size=10) == "too_large"


@pytest.mark.parametrize("name", ["../../outside.txt", "/etc/outside.txt", "..", ".hidden", ""])
def test_no_name_leads_out_of_the_folder(servers: tuple[FileServer, FileServer], tmp_path: Path, name: str) -> None:
    ours, _ = servers
    assert fetched(tmp_path, f"{ours.url}x", ours.url, name).parent == tmp_path
