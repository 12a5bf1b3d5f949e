-- Who owned a case before. Nothing is overwritten: what is taken back is another change. `person` is NULL for nobody.
CREATE TABLE owner_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_key TEXT NOT NULL REFERENCES case_keys(key),
    person TEXT,
    owner_name TEXT NOT NULL,
    before TEXT,
    before_name TEXT NOT NULL,
    set_by TEXT NOT NULL,
    name TEXT NOT NULL,
    set_at TEXT NOT NULL
);
CREATE INDEX owner_changes_case ON owner_changes (case_key);
-- A note from a conversation that not everybody can read. Of those that are there already nobody knows.
ALTER TABLE notes ADD COLUMN private INTEGER NOT NULL DEFAULT 1;
ALTER TABLE notes ADD COLUMN author_name TEXT NOT NULL DEFAULT '';
-- Who did what to which case or document. `about` is another person whom it concerns. No question and no text of a note.
-- Only who did it can be taken out of a row, and a row only when the log has gone on for five years after it.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    done_at TEXT NOT NULL,
    action TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    about_name TEXT NOT NULL,
    case_key TEXT,
    document TEXT,
    detail TEXT NOT NULL
);
CREATE INDEX audit_case ON audit (case_key);
CREATE TRIGGER audit_not_changed BEFORE UPDATE ON audit
WHEN (NEW.id, NEW.done_at, NEW.action, NEW.case_key, NEW.document, NEW.detail)
    IS NOT (OLD.id, OLD.done_at, OLD.action, OLD.case_key, OLD.document, OLD.detail)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER audit_not_deleted BEFORE DELETE ON audit
WHEN julianday((SELECT max(done_at) FROM audit)) - julianday(OLD.done_at) < 1826
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
