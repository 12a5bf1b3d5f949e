-- When a person last opened the Home tab (UTC), and when the visit before that was: what changed since then is shown there.
CREATE TABLE looks (
    person TEXT PRIMARY KEY,
    looked_at TEXT NOT NULL,
    before_at TEXT
) WITHOUT ROWID;
