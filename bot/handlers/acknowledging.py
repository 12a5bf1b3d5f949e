"""Acknowledging before working, so that Slack never shows a person a time-out."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse


class FirmAck(Ack):
    """Once given it stays. Bolt takes an acknowledgement back when the listener fails before the thread of the request
    has seen it, and lets Slack wait three seconds for nothing."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "response" or value is not None or getattr(self, "response", None) is None:
            super().__setattr__(name, value)


def register(app: App) -> None:
    @app.middleware
    def firm(context: BoltContext, next: Callable[[], BoltResponse]) -> BoltResponse:
        context["ack"] = FirmAck()  # type: ignore[no-untyped-call]  # Bolt does not say what it takes
        return next()
