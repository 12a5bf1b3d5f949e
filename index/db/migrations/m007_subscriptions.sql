-- Who wants to hear of which cases: `place` is a channel or a person of Slack, `what` digest or alerts. `said` is what was written,
-- `rule` the filter that it means, as JSON. Nothing is deleted: what is stopped says by whom. Times are UTC, ISO.
CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place TEXT NOT NULL,
    what TEXT NOT NULL,
    said TEXT NOT NULL,
    rule TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    stopped_by TEXT,
    stopped_name TEXT,
    stopped_at TEXT
);
CREATE UNIQUE INDEX subscriptions_active ON subscriptions (place, what, rule) WHERE stopped_at IS NULL;
