-- Names that somebody gives for a municipality stand beside those of the documents: they belong to no document, and
-- their abbreviations (a JSON list) count for that municipality only. What stood here is found again by `indexed`.
DROP TABLE name_tokens;
DROP TABLE names;
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    document_id INTEGER REFERENCES documents(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    municipality TEXT,
    abbreviations TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX names_document ON names (document_id);
CREATE INDEX names_value ON names (kind, value);
CREATE TABLE name_tokens (
    token TEXT NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names(id) ON DELETE CASCADE,
    PRIMARY KEY (token, name_id)
) WITHOUT ROWID;
CREATE INDEX name_tokens_name ON name_tokens (name_id);
UPDATE documents SET indexed = 0;
