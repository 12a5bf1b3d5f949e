"""Records in the store, and what reports that follow each other say."""
