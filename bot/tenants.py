"""Several tenants in one process: each with its own database, app, connections and clock, and the code in common.

One that cannot start, or fails, says so in the log and in its health, and is tried again; the others do not notice.
"""

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import chain, repeat

from slack_bolt import App

from bot import log as logs
from bot import serve
from bot.health import HealthOfTenants, TenantHealth
from bot.serve import CannotServe, SlackApp
from bot.settings import Settings
from bot.slack import answering
from bot.slack.server import EVENTS, HEALTH, Endpoint, HealthSource, build_endpoints
from bot.stop_signal import StopSignal
from index.db.engine import Unusable
from records.collecting import keep_all_there_is
from templates import say

log = logging.getLogger(__name__)

# After a first failure, the next ones, all others: a token that is refused is refused for long.
WAITS_S = (5.0, 15.0, 60.0)
END_S = 20.0  # at the end nobody who waits for Slack is waited for longer

Work = Callable[[Settings], AbstractContextManager[SlackApp | None]]
Told = Callable[[str], object]  # hears which tenant runs


class Tenant:
    """One tenant's work in a thread of its own, begun again whenever it fails, until `stop` is set."""

    def __init__(self, read: Settings, work: Work, stop: threading.Event, told: Told) -> None:
        self.read, self.health = read, TenantHealth(read.tenant)
        self._work, self._stop, self._told = work, stop, told
        self._app: App | None = None
        self._thread = threading.Thread(target=self._run, name=f"tenant {read.tenant}", daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def end(self, until: float) -> None:
        """Wait for it until this moment of the monotonic clock; it has been told to stop."""
        self._thread.join(max(0.0, until - time.monotonic()))

    def app(self) -> App | None:
        """While it runs."""
        return self._app

    def _run(self) -> None:
        logs.enter_tenant(self.read.tenant)
        for wait_s in chain(WAITS_S, repeat(WAITS_S[-1])):
            self._once()
            if self._stop.is_set():
                return
            log.warning("It is tried again in %.0f s", wait_s)
            self._stop.wait(wait_s)

    def _once(self) -> None:
        """Run until it fails or is told to stop."""
        try:
            with self._work(self.read) as made:
                self._app, self.health.found = (made.app, made.health) if made else (None, None)
                keep_all_there_is()
                self._told(self.read.tenant)
                self._stop.wait()
        except answering.Stopped:
            return
        except CannotServe as error:
            log.error("It does not run: %s", say(f"serve.{error.kind}", "en", **error.values))
        except Unusable as error:
            log.error("It does not run: %s", error)
        except Exception:  # whatever is wrong with one tenant, the others go on
            log.exception("It does not run")
        finally:
            self._app = self.health.found = None


@contextmanager
def _running(tenants: Sequence[Tenant], stop: threading.Event) -> Iterator[None]:
    for one in tenants:
        one.begin()
    try:
        yield
    finally:
        stop.set()
        answering.STOPPING.set()  # whoever waits for Slack waits no longer
        until = time.monotonic() + END_S
        for one in tenants:
            one.end(until)


def run(
    of: Sequence[Settings], address: tuple[str, int], ready: Callable[[int], None], told: Told, socket_mode: bool
) -> None:
    """Serve all until SIGTERM or Ctrl-C, at a host and a port; `ready` hears the port. Raises CannotServe."""
    logs.begin(*of)
    sys.setswitchinterval(serve.SWITCH_S)
    stop = threading.Event()
    tenants = [Tenant(one, partial(serve.app_of, socket_mode=socket_mode), stop, told) for one in of]
    endpoints = {} if socket_mode else {f"{EVENTS}/{one.read.tenant}": _endpoint(one) for one in tenants}
    everybody = HealthOfTenants(tuple(one.health for one in tenants))
    each: dict[str, HealthSource] = {f"{HEALTH}/{one.read.tenant}": HealthOfTenants((one.health,)) for one in tenants}
    host, port = address
    healths = {HEALTH: everybody, **each}
    with serve.bound(lambda: build_endpoints(endpoints, port, host, healths, everybody), port) as server:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with _running(tenants, stop):
            ready(server.server_address[1])
            server.serve_forever()


def run_clocks(of: Sequence[Settings], ready: Callable[[], None], told: Told) -> None:
    """Tick for all until SIGTERM or Ctrl-C."""
    logs.begin(*of)
    heard, stop = StopSignal(), threading.Event()
    with _running([Tenant(one, serve.clock_of, stop, told) for one in of], stop):
        ready()
        heard.wait()


def _endpoint(one: Tenant) -> Endpoint:
    return Endpoint(one.app, one.read.slack_signing_secret or "", one.read.tenant)
