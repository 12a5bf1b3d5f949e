-- The search index. An entry is what is found as one (a proposal or a status row); a segment is one document's units.
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    case_id INTEGER,
    current INTEGER NOT NULL DEFAULT 1,
    municipality TEXT NOT NULL,
    code TEXT,
    budget_year INTEGER,
    title TEXT NOT NULL,
    type TEXT,
    committee TEXT,
    administration TEXT,
    saving_tkr REAL,
    cost_tkr REAL,
    phase_in_year INTEGER,
    payback_service_years REAL,
    payback_total_years REAL,
    adopted INTEGER,
    confidential INTEGER NOT NULL,
    cross_cutting INTEGER NOT NULL,
    status TEXT,
    colour TEXT,
    area TEXT,
    as_of TEXT,
    price_level TEXT,
    source TEXT NOT NULL,
    cost_service_tkr REAL,
    cost_construction_tkr REAL
);
CREATE INDEX entries_document ON entries (document_id);
CREATE INDEX entries_record ON entries (kind, record_id);
CREATE INDEX entries_case ON entries (case_id);
CREATE INDEX entries_code ON entries (code);
CREATE INDEX entries_municipality ON entries (municipality);
CREATE TABLE labels (
    entry_id INTEGER NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, value, entry_id)
) WITHOUT ROWID;
CREATE INDEX labels_entry ON labels (entry_id);
CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    units BLOB NOT NULL,
    lengths BLOB NOT NULL
);
CREATE INDEX segments_document ON segments (document_id);
CREATE TABLE postings (
    id INTEGER PRIMARY KEY,
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    term TEXT NOT NULL,
    df INTEGER NOT NULL,
    units BLOB NOT NULL,
    counts BLOB NOT NULL
);
CREATE INDEX postings_term ON postings (term, segment_id, df);
CREATE INDEX postings_segment ON postings (segment_id);
