"""How often Slack is asked for connections, by a clock of the test."""

from collections.abc import Iterator

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.connecting import PING_S, Attempts, ConnectingClient, NotYet
from sandbox import LocalSlack
from tests.waiting import PATIENT

OUTAGE_S = 600.0


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(patience=PATIENT) as made:
        yield made


def asked(attempts: Attempts, offset: float) -> list[float]:
    """When Slack is asked by two connections that look whether they are open at every ping, one `offset` after the
    other, while all is refused."""
    ticks = sorted(tick * PING_S + late for tick in range(int(OUTAGE_S / PING_S)) for late in (0.0, offset))
    return [now for now in ticks if not attempts.begin(now)]


@pytest.mark.parametrize("offset", [0.0, 0.1, 2.5, 4.9])
def test_who_is_refused_for_long_asks_six_times_a_minute_at_most(offset: float) -> None:
    """Two at once, one soon after; and the next one is never far when Slack is back."""
    found = asked(Attempts(), offset)
    assert found[0] == 0.0
    assert all(sum(begin <= one < begin + 60 for one in found) <= 6 for begin in found if begin >= 10)
    assert sum(one < 60 for one in found) <= 8
    assert max(after - before for before, after in zip(found, [*found[1:], OUTAGE_S], strict=True)) <= 15


def test_a_connection_that_opens_ends_the_waiting() -> None:
    """Slack renews each every few hours: that costs no wait, however often."""
    attempts = Attempts()
    for now in range(100):
        assert attempts.begin(now) == attempts.begin(now) == 0
        attempts.opened()


def test_an_address_at_which_nobody_says_hello_was_given_in_vain() -> None:
    """As when more connections are open than Slack allows."""
    attempts = Attempts()
    assert [attempts.begin(0), attempts.begin(0), attempts.begin(0)] == [0, 0, 5]
    assert attempts.begin(5) == 0
    assert attempts.begin(6) == 9


def test_as_long_as_slack_says_it_is_not_asked(slack: LocalSlack) -> None:
    """Also when another connection opens meanwhile."""
    now, attempts = [100.0], Attempts()
    client = ConnectingClient(slack.api_url, attempts, lambda: now[0])
    slack.fault("apps.connections.open", "ratelimited", retry_after="40")
    with pytest.raises(NotYet, match="40 s"):
        client.apps_connections_open(app_token=slack.app.app_token)
    attempts.opened()
    now[0] = 139.0
    with pytest.raises(NotYet, match="1 s"):
        client.apps_connections_open(app_token=slack.app.app_token)
    now[0] = 140.0
    assert client.apps_connections_open(app_token=slack.app.app_token)["url"]


def test_another_refusal_is_told_as_it_is(slack: LocalSlack) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        ConnectingClient(slack.api_url, Attempts()).apps_connections_open(app_token=slack.app.bot_token)
