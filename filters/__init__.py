"""What cases and proposals can be limited by: each field once, how it compares, and limits joined by and, or, not."""
