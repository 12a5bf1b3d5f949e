"""Documents shared in Slack."""
