-- The names of what the documents hold, by word, so that a question finds them without reading any list.
-- `indexed` is the version of the search index that a document was last written with.
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX names_document ON names (document_id);
CREATE INDEX names_value ON names (kind, value);
CREATE TABLE name_tokens (
    token TEXT NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names(id) ON DELETE CASCADE,
    PRIMARY KEY (token, name_id)
) WITHOUT ROWID;
CREATE INDEX name_tokens_name ON name_tokens (name_id);
ALTER TABLE documents ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
