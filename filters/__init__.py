"""Conditions on cases: one form for what a question, a subscription and a list may be limited by."""
