-- The stem of each word of the texts, and the marked stems of its parts: finding them takes longer than all else of a question
-- that meets a word first. The row of the empty word says what they were found with.
CREATE TABLE words (
    word TEXT PRIMARY KEY,
    stem TEXT NOT NULL,
    parts TEXT NOT NULL
) WITHOUT ROWID;
