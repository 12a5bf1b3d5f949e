"""The one SQLite file: opened, migrated, read and written."""
