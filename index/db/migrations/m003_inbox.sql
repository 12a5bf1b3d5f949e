-- What Slack sent, kept before it is acknowledged. `state` is new, working, done or failed. A body is wiped when it is done:
-- only its key is needed then, to know it again.
CREATE TABLE inbox (
    key TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    came_at TEXT NOT NULL,
    ended_at TEXT,
    reference TEXT
) WITHOUT ROWID;
CREATE INDEX inbox_state ON inbox (state, came_at);
