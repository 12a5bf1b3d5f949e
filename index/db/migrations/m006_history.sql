-- What an admin decided about a correction. The first decision stands. Times are UTC, ISO.
CREATE TABLE rulings (
    correction_id INTEGER PRIMARY KEY REFERENCES corrections(id),
    accepted INTEGER NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    ruled_at TEXT NOT NULL
);
