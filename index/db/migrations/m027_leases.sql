-- Who may post. `fence` grows with every new owner: what an earlier one still wants to claim or note is refused by its number.
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    fence INTEGER NOT NULL,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO leases VALUES ('clock', '', 0, '');
-- Processes that handle requests and until when they are taken to live, where no lock on a file tells it.
CREATE TABLE workers (
    name TEXT PRIMARY KEY,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;
