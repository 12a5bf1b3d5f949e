"""The Slack app on a database on a server: two bots at once, of which one is killed; each question is answered once."""

import os
import re
from contextlib import closing

import pytest

from bot.ingest.loading import store_to_fill
from index.db.engine import ServerAddress
from index.db.opening import open_database
from index.state.inbox import Inbox
from sandbox import LocalSlack
from tests.bot import engines
from tests.processes import SAGSBOT, Child, Start
from tests.waiting import PATIENT, until

PERSON = "U0KONTORCHEF"


def a_bot(start: Start, slack: LocalSlack, address: ServerAddress) -> Child:
    settings = {
        **os.environ,
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.app.bot_token,
        "SLACK_SIGNING_SECRET": slack.app.signing_secret,
        "SAGSBOT_DATABASE_URL": address.url,
        "SAGSBOT_ALERT_CHANNEL": slack.channel("#besparelser"),
    }
    child = start(*SAGSBOT, "serve", "--port", "0", env=settings)
    port = re.findall(r"port (\d+)", child.line(r"port \d+", "stderr"))[0]
    slack.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    return child


def answered(slack: LocalSlack, question: str) -> list[str]:
    asked = slack.post_as(PERSON, "#alment", f"@sagsbot {question}")

    def said() -> list[str]:
        there = slack.messages("#alment", PERSON)
        return [
            str(one.body) for one in there if one.body.get("thread_ts") == asked.ts and one.author == slack.app.user
        ]

    until(said, "an answer")
    return said()


@pytest.mark.slow
def test_two_bots_answer_from_one_database_on_a_server(address: ServerAddress, start: Start) -> None:
    with closing(store_to_fill(address)) as store:
        engines.fill(store, engines.SAMPLES)
    with LocalSlack(patience=PATIENT) as slack:
        first = a_bot(start, slack, address)
        assert "VH04" in answered(slack, "status på VH04")[0]
        a_bot(start, slack, address)
        assert "VH04" in answered(slack, "status på VH04")[0]
        first.kill()
        assert "VH04" in answered(slack, "hvilke sager er røde")[0]
        with closing(open_database(address)) as file:
            until(lambda: set(Inbox(file).counts()) == {"done"}, "all that was asked is handled")
            assert file.reader().one("SELECT count(*) FROM workers") == (2,)  # the killed one is missed later
