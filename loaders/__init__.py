"""Documents: `files` turns the bytes of a file into a `Document`, `kinds` a `Document` into records."""
