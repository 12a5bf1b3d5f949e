"""All that talks to Slack: requests in, messages, files and pictures out."""
