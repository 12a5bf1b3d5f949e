"""What a container is asked with: 0 when the bot is well, else 1 and why."""

import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.health import NO_TICK, Health
from bot.healthcheck import ill_health
from bot.slack.server import HEALTH, HERE, build_server
from index.state.reminders import Reminders
from index.store.store import Store
from tests import processes


@contextmanager
def told_over_http(store: Store) -> Iterator[str]:
    with build_server(None, "", 0, HERE, Health(store)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HERE}:{server.server_address[1]}{HEALTH}"
        server.shutdown()


@pytest.mark.parametrize(("minutes", "wrong"), [(0, None), (60, NO_TICK)])
def test_what_is_wrong_is_what_the_bot_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, minutes: int, wrong: str | None
) -> None:
    """Asked on this machine, whatever proxy is set for others."""
    monkeypatch.setenv("http_proxy", f"http://{HERE}:9")
    with closing(Store(tmp_path / "sagsbot.db")) as store:
        Reminders(store.file).beat("tick", datetime.now(UTC) - timedelta(minutes=minutes))
        with told_over_http(store) as address:
            said = ill_health(address)
    assert said is None if wrong is None else wrong in str(said)


@pytest.mark.slow
def test_a_bot_that_cannot_be_reached_is_not_well() -> None:
    asked = processes.run(sys.executable, "-m", "bot.healthcheck", f"http://{HERE}:9{HEALTH}")
    assert asked.returncode == 1
    assert "refused" in asked.stderr
    assert "Traceback" not in asked.stderr
