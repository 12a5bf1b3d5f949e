"""Slack on this machine, to try the bot in and to test it against. The bot knows nothing of it."""

from sandbox.app import Installation
from sandbox.clock import Patience
from sandbox.deliveries import Delivery
from sandbox.faults import Fault
from sandbox.local import LocalSlack
from sandbox.pace import Pace
from sandbox.refusals import Refusal
from sandbox.replies import Page
from sandbox.workspace import Workspace

__all__ = ["Delivery", "Fault", "Installation", "LocalSlack", "Pace", "Page", "Patience", "Refusal", "Workspace"]
