-- How the tables of documents were understood, and what people have corrected: for tables with headings like these, and
-- for the words of a status. Values are JSON of `records.layouts` and of the understandings in `records.documents`.
CREATE TABLE understandings (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    understanding TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
) WITHOUT ROWID;
CREATE TABLE layouts (headings TEXT PRIMARY KEY, corrections TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE status_words (words TEXT PRIMARY KEY, meaning TEXT, colour TEXT) WITHOUT ROWID;
-- The municipality that somebody named for the file when it was loaded.
ALTER TABLE originals ADD COLUMN municipality TEXT;
