"""A question from any place in Slack: answered, paged, shared, quoted."""
