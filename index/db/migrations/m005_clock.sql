-- What is to be posted, and what became of it. `key` is what may be posted once; `state` is pending, sending, unknown (Slack may
-- have it), sent, parked (waits for a mend), asked (a person must say whether it is there) or void. Times are UTC, ISO; days are local.
CREATE TABLE outbox (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    recipient TEXT,
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at TEXT NOT NULL,
    not_before TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    claimed_at TEXT,
    changed_at TEXT NOT NULL,
    sent_with TEXT,
    channel TEXT,
    ts TEXT,
    reason TEXT,
    told INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX outbox_state ON outbox (state, not_before);
CREATE INDEX outbox_message ON outbox (channel, ts);
CREATE INDEX outbox_told ON outbox (told) WHERE told = 0;
-- A due day of a milestone, and the day on which the clock first saw it.
CREATE TABLE seen_dues (
    milestone TEXT NOT NULL,
    due TEXT NOT NULL,
    seen_on TEXT NOT NULL,
    PRIMARY KEY (milestone, due)
) WITHOUT ROWID;
CREATE TABLE reminded (
    milestone TEXT NOT NULL,
    due TEXT NOT NULL,
    rule TEXT NOT NULL,
    day TEXT NOT NULL,
    outbox_key TEXT NOT NULL REFERENCES outbox(key),
    PRIMARY KEY (milestone, due, rule, day)
) WITHOUT ROWID;
CREATE INDEX reminded_outbox ON reminded (outbox_key);
-- What people said of a due day: done, snoozed (until a day), not_mine, taken. Nothing is overwritten.
CREATE TABLE due_marks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    milestone TEXT NOT NULL,
    due TEXT NOT NULL,
    mark TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    marked_at TEXT NOT NULL,
    on_day TEXT NOT NULL,
    until TEXT,
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX due_marks_due ON due_marks (milestone, due);
CREATE TABLE stand_ins (
    person TEXT PRIMARY KEY,
    stand_in TEXT NOT NULL,
    stand_in_name TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL
) WITHOUT ROWID;
-- Who answers for what stands under "Hvem er ansvarlig".
CREATE TABLE units (
    unit TEXT PRIMARY KEY,
    channel TEXT,
    person TEXT,
    manager TEXT
) WITHOUT ROWID;
-- People who are no longer in Slack.
CREATE TABLE gone_people (
    person TEXT PRIMARY KEY,
    found_at TEXT NOT NULL
) WITHOUT ROWID;
-- Signs of life: when something last happened.
CREATE TABLE heartbeats (
    name TEXT PRIMARY KEY,
    beat_at TEXT NOT NULL,
    detail TEXT NOT NULL
) WITHOUT ROWID;
