"""The Procfile, tried for real: app and clock start beside each other, one posts, both end when told to."""

import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from bot.cli import main
from sandbox import LocalSlack
from tests.processes import ROOT, Start
from tests.waiting import CEILING_S, PATIENT, until


def free_port() -> int:
    """One that no other test is given: outside the range from which the system gives them out, by our own process."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no free port")


@pytest.mark.long
def test_the_procfile_starts_app_and_clock(tmp_path: Path, start: Start) -> None:
    """One post whatever runs; /healthz is well."""
    db, port = tmp_path / "sagsbot.db", free_port()
    assert CliRunner().invoke(main, ["load", str(ROOT / "samples"), "--baseline", "--db", str(db)]).exit_code == 0
    procfile = tmp_path / "Procfile"
    program = f"{sys.executable} -m bot"
    procfile.write_text((ROOT / "Procfile").read_text().replace(".venv/bin/sagsbot", program), encoding="utf-8")
    with LocalSlack(patience=PATIENT) as slack:
        environment = {
            **os.environ,
            "PORT": str(port),
            "PYTHONPATH": str(ROOT),
            "SAGSBOT_DB": str(db),
            "SAGSBOT_ALERT_CHANNEL": slack.channel("#besparelser"),
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.app.bot_token,
            "SLACK_SIGNING_SECRET": slack.app.signing_secret,
        }
        honcho = start(sys.executable, "-m", "honcho", "-f", procfile, "-d", ROOT, "start", env=environment)
        until(lambda: "svarer på port" in honcho.stdout and "ur kører" in honcho.stdout)
        slack.wait_until(lambda: any(one.metadata for one in slack.messages("#besparelser")))
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=CEILING_S) as answer:
            assert answer.status == 200
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=CEILING_S) as answer:
            assert b"sagsbot_healthy 1.0" in answer.read()
        honcho.signal(signal.SIGTERM)
        honcho.ended()
        posted = [one.metadata for one in slack.messages("#besparelser") if one.metadata]
        assert len(posted) == len({str(one) for one in posted})
