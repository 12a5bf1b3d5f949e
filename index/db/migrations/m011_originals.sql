-- What a document was read from, so that it can be read again without the file: the lines and tables of the file
-- (compressed JSON of `records.packing`), and the file itself where it is kept.
CREATE TABLE originals (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    document BLOB NOT NULL,
    content BLOB
);
