"""The buttons of alerts and notices."""
