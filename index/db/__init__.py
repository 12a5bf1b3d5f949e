"""The one database, a SQLite file or on a PostgreSQL server: opened, migrated, read, written, copied."""
