"""Block Kit as Slack accepts it: what may stand where, how long, and how many."""

from sandbox.blocks.surfaces import characters, check_message, check_view

__all__ = ["characters", "check_message", "check_view"]
