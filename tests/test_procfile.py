"""The Procfile, tried for real: app and clock start beside each other, one posts, both end when told to."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from click.testing import CliRunner

from bot.cli import main
from sandbox import LocalSlack

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_the_procfile_starts_app_and_clock(tmp_path: Path) -> None:
    """One post whatever runs; /healthz is well."""
    db, port = tmp_path / "sagsbot.db", free_port()
    assert CliRunner().invoke(main, ["load", str(ROOT / "samples"), "--baseline", "--db", str(db)]).exit_code == 0
    procfile = tmp_path / "Procfile"
    program = f"{sys.executable} -m bot"
    procfile.write_text((ROOT / "Procfile").read_text().replace(".venv/bin/sagsbot", program), encoding="utf-8")
    with LocalSlack() as slack:
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
        command = [sys.executable, "-m", "honcho", "-f", str(procfile), "-d", str(ROOT), "start"]
        how = {"env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        with subprocess.Popen(command, **how) as process:  # type: ignore[call-overload]
            try:
                waited = {"svarer på port", "ur går"}
                for line in process.stdout:
                    waited = {words for words in waited if not re.search(words, line)}
                    if not waited:
                        break
                slack.wait_until(lambda: any(one.metadata for one in slack.messages("#besparelser")), 30)
                with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
                    assert answer.status == 200
                with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
                    assert b"sagsbot_healthy 1.0" in answer.read()
            finally:
                process.send_signal(signal.SIGTERM)
                process.communicate(timeout=30)
        posted = [one.metadata for one in slack.messages("#besparelser") if one.metadata]
        assert len(posted) == len({str(one) for one in posted})
