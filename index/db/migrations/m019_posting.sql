-- How many messages have been claimed: a file outside holds the same number, so that a database that was put back is known by it.
-- `state` is "behind" from the moment at which that is noticed until what Slack has was compared; `since` is when the database that
-- was put back had last changed.
CREATE TABLE posting (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    since TEXT,
    noticed_at TEXT
);
INSERT INTO posting VALUES (1, 0, 'current', NULL, NULL);
-- The marks of what Slack had and this database did not know of, and where it stands.
CREATE TABLE told_marks (
    mark TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    ts TEXT NOT NULL
) WITHOUT ROWID;
-- The conversations that were compared since it was noticed: messages found, and how many of them people had answered.
CREATE TABLE compared (
    place TEXT PRIMARY KEY,
    found INTEGER NOT NULL,
    answered INTEGER NOT NULL
) WITHOUT ROWID;
-- A moment before the message was posted by Slack's clock: ours may be wrong.
ALTER TABLE outbox ADD COLUMN after_ts TEXT;
