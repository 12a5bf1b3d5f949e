"""The local Slack as a process beside others."""

from sandbox.workspace import Workspace


def test_two_workspaces_share_no_ids() -> None:
    """A bot with a database that is kept would take another workspace's event for one that it has handled."""
    one, other = Workspace(), Workspace()
    assert not {one.new_id("Ev") for _ in range(20)} & {other.new_id("Ev") for _ in range(20)}
