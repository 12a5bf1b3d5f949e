-- What people did and said, by `case_key`: that of the case's identity, which outlives every reload of its documents. `name` is how
-- Slack called the person at the time. Times are UTC, ISO.
CREATE TABLE case_keys (
    key TEXT PRIMARY KEY,
    municipality TEXT NOT NULL,
    code TEXT,
    budget_year INTEGER,
    title TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE slack_cards (
    key TEXT PRIMARY KEY,
    question TEXT NOT NULL,
    language TEXT,
    off TEXT NOT NULL,
    swapped INTEGER NOT NULL,
    person TEXT NOT NULL,
    channel TEXT NOT NULL,
    made_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE follows (
    case_key TEXT NOT NULL REFERENCES case_keys(key),
    person TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (case_key, person)
) WITHOUT ROWID;
CREATE INDEX follows_person ON follows (person);
CREATE TABLE owners (
    case_key TEXT PRIMARY KEY REFERENCES case_keys(key),
    person TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    set_by TEXT NOT NULL,
    name TEXT NOT NULL,
    set_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX owners_person ON owners (person);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_key TEXT NOT NULL REFERENCES case_keys(key),
    text TEXT NOT NULL,
    channel TEXT NOT NULL,
    ts TEXT NOT NULL,
    author TEXT NOT NULL,
    added_by TEXT NOT NULL,
    name TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (case_key, channel, ts)
);
CREATE TABLE feedback (
    card_key TEXT NOT NULL,
    person TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    said_at TEXT NOT NULL,
    PRIMARY KEY (card_key, person)
) WITHOUT ROWID;
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_key TEXT NOT NULL REFERENCES case_keys(key),
    field TEXT NOT NULL,
    printed TEXT NOT NULL,
    corrected TEXT NOT NULL,
    why TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    said_at TEXT NOT NULL
);
CREATE INDEX corrections_case ON corrections (case_key, field);
CREATE TABLE languages (
    about TEXT PRIMARY KEY,
    language TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE presses (
    what TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    pressed_at TEXT NOT NULL
) WITHOUT ROWID;
