"""What Slack sends, one module for each kind. A handler reads, asks, renders, replies."""
