-- In which order the edits of a message were begun, by the requests that asked for them (as a digest): an older one is never put
-- over a newer one, also when it is handled again after a stop, or by another process.
CREATE TABLE edits (
    channel TEXT NOT NULL,
    ts TEXT NOT NULL,
    request TEXT NOT NULL,
    number INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    PRIMARY KEY (channel, ts, request)
) WITHOUT ROWID;
CREATE INDEX edits_begun ON edits (begun_at);
