-- Documents that not everybody may see yet, as they came out of their files: outside all other tables, so that no answer, count
-- or index can reach them. `audience` is a JSON list of channels, groups and people; `lifts_at` (UTC, ISO) is when they become
-- everybody's, NULL never.
CREATE TABLE held (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    audience TEXT NOT NULL,
    lifts_at TEXT,
    baseline INTEGER NOT NULL,
    held_at TEXT NOT NULL,
    document BLOB NOT NULL,
    content BLOB,
    municipality TEXT
);
-- Who was in a channel or group when Slack was last asked.
CREATE TABLE audience_members (
    audience TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (audience, person)
) WITHOUT ROWID;
CREATE TABLE audiences_asked (audience TEXT PRIMARY KEY, asked_at TEXT NOT NULL) WITHOUT ROWID;
