-- What was wrong with an answer that did not help: "wrong", "missing" or "long" ("": not said).
ALTER TABLE feedback ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- Questions that found nothing: their words and when they were asked last, not who asked.
CREATE TABLE unanswered (
    words TEXT PRIMARY KEY,
    language TEXT NOT NULL,
    times INTEGER NOT NULL,
    asked_at TEXT NOT NULL
) WITHOUT ROWID;
-- Words that a municipality has added to the word list, and what they mean in words of the documents.
CREATE TABLE own_words (
    language TEXT NOT NULL,
    term TEXT NOT NULL,
    means TEXT NOT NULL,
    added_by TEXT NOT NULL,
    name TEXT NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (language, term)
) WITHOUT ROWID;
