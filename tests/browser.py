"""A real Chromium without a window, played over its own DevTools protocol: true mouse and key events, pictures, and
the tree that screen readers are given."""

import base64
import json
import os
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.processes import children
from tests.waiting import CEILING_S, until

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# Without these it looks for updates and a sandbox of its own, and has helpers that no page of ours needs.
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --disable-extensions --disable-default-apps "
    "--disable-breakpad --disable-field-trial-config --metrics-recording-only --password-store=basic "
    "--disable-features=Translate,MediaRouter,OptimizationHints,HttpsUpgrades "
    "--hide-scrollbars --remote-debugging-port=0"
).split()
# What a key is called in an event, and the code that some pages still read.
KEYS = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "ArrowLeft": 37, "ArrowRight": 39,
        "Backspace": 8, "Home": 36, "End": 35, "F6": 117, " ": 32}  # fmt: skip
SHIFT = 8
# Counts in `window.asking` what the page has asked a server for and not yet gone on from; news that may never come are
# not among it.
ASKING = """(() => {
  const plain = window.fetch;
  const done = () => setTimeout(() => (window.asking -= 1));  // what the page does with the answer comes first
  window.asking = 0;
  window.fetch = async (...asked) => {
    if (String(asked[0]).includes('/local/changes')) return plain(...asked);
    window.asking += 1;
    try {
      const answer = await plain(...asked), json = answer.json.bind(answer);
      answer.json = () => json().finally(done);
      return answer;
    } catch (problem) {
      done();
      throw problem;
    }
  };
})()"""
# The next press reaches the page only if it meets `node`, and `pressHits` says whether it did.
ONLY_ON = """(node) => {
  window.pressWatch?.abort();
  const watch = window.pressWatch = new AbortController();
  window.pressHits = null;
  for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
    window.addEventListener(kind, (event) => {
      window.pressHits ??= Boolean(node?.contains(event.target));
      if (!window.pressHits) { event.preventDefault(); event.stopImmediatePropagation(); }
      if (kind === 'mouseup') setTimeout(() => watch.abort());  // the click comes first
    }, {capture: true, signal: watch.signal});
  }
}"""


def program() -> str | None:
    """Where Chromium is, if it is anywhere."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Refused(AssertionError):
    """The page threw, or something awaited did not come."""


class Page:
    """One tab. Selectors are CSS; expressions are JavaScript and may give promises."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._number = socket, 0
        self.problems: list[str] = []  # what the page complained of in its console
        for domain in ("Page", "Runtime", "Log", "DOM", "Accessibility"):
            self.command(f"{domain}.enable")
        self.command("Page.addScriptToEvaluateOnNewDocument", source=ASKING)

    def command(self, method: str, **arguments: Any) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": arguments}))
        while True:
            said = json.loads(self._socket.recv(timeout=CEILING_S))
            if said.get("id") == self._number:
                if "error" in said:
                    raise Refused(f"{method}: {said['error']['message']}")
                return dict(said["result"])
            self._note(said)

    def _note(self, said: Mapping[str, Any]) -> None:
        about = said.get("params", {})
        if said.get("method") == "Runtime.exceptionThrown":
            self.problems.append(str(about["exceptionDetails"].get("exception", about["exceptionDetails"])))
        elif said.get("method") == "Log.entryAdded" and about["entry"]["level"] == "error":
            self.problems.append(f"{about['entry']['text']} {about['entry'].get('url', '')}")

    # ---- looking

    def open(self, address: str) -> None:
        """Returns when the new document is ready: until it has come, what is looked at is the one before."""
        loader = self.command("Page.navigate", url=address)["loaderId"]
        until(lambda: self._document() == loader, f"the document of {address}")
        self.wait("document.body?.dataset.ready")

    def forget(self, address: str) -> None:
        """What a page at the address has remembered of its reader; what was fetched stays."""
        self.command("Storage.clearDataForOrigin", origin=address, storageTypes="local_storage")

    def _document(self) -> str:
        """Names the document that is looked at; "" while it gives way to another."""
        try:
            return str(self.command("Page.getFrameTree")["frameTree"]["frame"]["loaderId"])
        except Refused:
            return ""

    def run(self, expression: str) -> Any:
        """The value of an expression. Raises Refused when it throws."""
        said = self.command("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in said:
            raise Refused(f"{expression}: {said['exceptionDetails']}")
        return said["result"].get("value")

    def wait(self, expression: str) -> None:
        """Until an expression is true; looks again and again. Raises Refused."""
        try:
            until(lambda: self.run(f"!!({expression})"))
        except AssertionError as error:
            shown = self.run("document.body.innerText")
            raise Refused(f"never true: {expression}\n{shown}\n{self.problems}") from error

    def text(self, selector: str = "body") -> str:
        return str(self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    def count(self, selector: str) -> int:
        return int(self.run(f"document.querySelectorAll({json.dumps(selector)}).length"))

    def see(self, text: str, selector: str = "body") -> None:
        """Wait until a text can be read."""
        within, wanted = json.dumps(selector), json.dumps(text)
        self.wait(f"[...document.querySelectorAll({within})].some(n => n.innerText.includes({wanted}))")

    def focused(self) -> str:
        """The accessible name of what has the focus, or its text."""
        name = "n.getAttribute('aria-label') || n.labels?.[0]?.innerText || n.innerText || n.id"
        return str(self.run(f"(n => {name})(document.activeElement)"))

    def tree(self) -> list[dict[str, Any]]:
        """What screen readers are given: [{role, name, …properties}] of everything that is not ignored."""
        nodes = self.command("Accessibility.getFullAXTree")["nodes"]
        return [_told(node) for node in nodes if not node.get("ignored")]

    def picture(self, file: Path, selector: str = "", margin: int = 0) -> None:
        """A PNG of what is seen; of one element, and so much around it, where one is named."""
        box = f"(n => n.getBoundingClientRect().toJSON())(document.querySelector({json.dumps(selector)}))"
        about: dict[str, Any] = {}
        if selector:
            found = self.run(box)
            x, y = max(found["x"] - margin, 0), max(found["y"] - margin, 0)
            width, height = found["width"] + 2 * margin, found["height"] + 2 * margin
            about = {"clip": {"x": x, "y": y, "width": width, "height": height, "scale": 1}}
        file.write_bytes(base64.b64decode(self.command("Page.captureScreenshot", format="png", **about)["data"]))

    # ---- doing

    def click(self, selector: str, text: str = "") -> None:
        """A true click in the middle of the first element that fits and holds `text`. A press that finds something else
        there, as the page has just moved, reaches nothing and is made again."""
        until(lambda: self._hits(selector, text), f"a click on {selector} {text}")

    def _hits(self, selector: str, text: str) -> bool:
        x, y = self.middle(selector, text)
        self.run(f"({ONLY_ON})({_first(selector, text)})")
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.command("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        return bool(self.run("window.pressHits"))

    def middle(self, selector: str, text: str = "") -> tuple[float, float]:
        found = _first(selector, text)
        self.wait(found)
        return tuple(
            self.run(
                f"(n => {{ n.scrollIntoView({{block: 'nearest'}}); const b = n.getBoundingClientRect(); "
                f"return [b.x + b.width / 2, b.y + b.height / 2] }})({found})"
            )
        )

    def hover(self, selector: str) -> None:
        x, y = self.middle(selector)
        self.command("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def write(self, text: str) -> None:
        """Into whatever has the focus."""
        self.command("Input.insertText", text=text)

    def key(self, *names: str, shift: bool = False) -> None:
        for name in names:
            code = KEYS.get(name, ord(name[0]))
            about = {"key": name, "code": name, "windowsVirtualKeyCode": code, "modifiers": SHIFT if shift else 0}
            text = {"Enter": "\r", " ": " "}.get(name)
            self.command("Input.dispatchKeyEvent", type="keyDown", **about, **({"text": text} if text else {}))
            self.command("Input.dispatchKeyEvent", type="keyUp", **about)

    def give(self, selector: str, *files: Path) -> None:
        """Put files into a file field."""
        root = self.command("DOM.getDocument")["root"]["nodeId"]
        node = self.command("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.command("DOM.setFileInputFiles", nodeId=node, files=[str(file) for file in files])

    def drop(self, selector: str, *files: Path) -> None:
        """Drag files from outside the window onto an element."""
        x, y = self.middle(selector)
        data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            self.command("Input.dispatchDragEvent", type=kind, x=x, y=y, data=data)

    def size(self, width: int, height: int, mobile: bool = False, scale: float = 1) -> None:
        """`scale`: how many dots of a picture one of the page's is."""
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile
        )

    def prefers(self, scheme: str, motion: bool = False) -> None:
        """ "light" or "dark", as the reader's system says, and whether things may move: what moves is drawn anew for
        each frame, which takes a third of all that Chromium does here."""
        wanted = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "no-preference" if motion else "reduce"}
        features = [{"name": name, "value": value} for name, value in wanted.items()]
        self.command("Emulation.setEmulatedMedia", features=features)


def _first(selector: str, text: str) -> str:
    """The expression of the first element that fits, is shown and holds `text`."""
    return (
        f"[...document.querySelectorAll({json.dumps(selector)})].filter(n => n.getClientRects().length && "
        f"(n.innerText + ' ' + (n.ariaLabel ?? '')).includes({json.dumps(text)}))[0]"
    )


def _told(node: Mapping[str, Any]) -> dict[str, Any]:
    properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    return {"role": node["role"].get("value"), "name": node.get("name", {}).get("value", ""), **properties}


@contextmanager
def browser(where: str) -> Iterator[Page]:
    """The Chromium at `where`, with nothing of anybody's in it."""
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as folder:
        called = [where, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
        with children() as start:
            start(*called)
            with connect(_address(Path(folder)), max_size=None) as socket:
                page = Page(socket)
                page.prefers("light")
                yield page


def _address(folder: Path) -> str:
    """Of the first tab, once Chromium has written down where it listens."""
    note, found = folder / "DevToolsActivePort", list[str]()

    def listens() -> bool:
        if note.exists() and note.read_text().strip():
            port = note.read_text().split()[0]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=CEILING_S) as response:
                found.extend(tab["webSocketDebuggerUrl"] for tab in json.load(response) if tab["type"] == "page")
        return bool(found)

    until(listens, "a tab of Chromium")
    return found[0]
