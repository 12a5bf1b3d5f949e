"""Slack on this machine, to try the bot in and to test it against. The bot knows nothing of it."""

from sandbox.app import Installation
from sandbox.clock import Patience
from sandbox.deliveries import Delivery
from sandbox.faults import Fault
from sandbox.local import LocalSlack
from sandbox.pace import Pace
from sandbox.refusals import ApiError
from sandbox.replies import ServedFile
from sandbox.workspace import Workspace

__all__ = ["ApiError", "Delivery", "Fault", "Installation", "LocalSlack", "Pace", "Patience", "ServedFile", "Workspace"]
