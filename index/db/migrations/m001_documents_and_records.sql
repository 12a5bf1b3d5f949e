-- AUTOINCREMENT: the id of a deleted row never returns, so what points at rows from outside a table (the search index, a
-- card in Slack) can go stale but never name another record. Names that are words of SQL stand in quotation marks.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    municipality TEXT,
    as_of TEXT,
    loaded_at TEXT NOT NULL,
    baseline INTEGER NOT NULL
);
CREATE TABLE proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    municipality TEXT NOT NULL,
    title TEXT NOT NULL,
    code TEXT,
    budget_year INTEGER,
    type TEXT,
    committee TEXT,
    administration TEXT,
    affected TEXT,
    areas TEXT,
    measures TEXT,
    saving_tkr REAL,
    saving_text TEXT,
    cost_tkr REAL,
    cost_text TEXT,
    cost_service_tkr REAL,
    cost_construction_tkr REAL,
    phase_in_year INTEGER,
    phase_in_text TEXT,
    adopted INTEGER,
    payback_service_years REAL,
    payback_total_years REAL,
    price_level TEXT,
    lasting_change TEXT,
    implementation TEXT,
    total_effect TEXT,
    confidential INTEGER NOT NULL,
    summary TEXT NOT NULL,
    further_information TEXT,
    overview TEXT,
    places TEXT,
    evidence TEXT,
    document TEXT NOT NULL,
    line INTEGER,
    page INTEGER
);
CREATE INDEX proposals_document ON proposals (document_id);
CREATE INDEX proposals_case ON proposals (municipality, code);
CREATE INDEX proposals_code ON proposals (code);
CREATE INDEX proposals_saving ON proposals (saving_tkr);
CREATE INDEX proposals_cost ON proposals (cost_tkr);
CREATE INDEX proposals_phase_in ON proposals (phase_in_year);
CREATE TABLE milestones (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    municipality TEXT NOT NULL,
    code TEXT,
    title TEXT NOT NULL,
    goal TEXT NOT NULL,
    measured_by TEXT NOT NULL,
    responsible TEXT NOT NULL,
    "when" TEXT NOT NULL,
    budget_year INTEGER,
    all_dues TEXT,
    recurring INTEGER NOT NULL,
    "group" TEXT,
    document TEXT NOT NULL,
    line INTEGER,
    page INTEGER
);
CREATE INDEX milestones_document ON milestones (document_id);
CREATE INDEX milestones_case ON milestones (municipality, code);
CREATE INDEX milestones_code ON milestones (code);
CREATE TABLE dues (
    milestone_id INTEGER NOT NULL REFERENCES milestones(id) ON DELETE CASCADE,
    due_start TEXT NOT NULL,
    due_end TEXT NOT NULL
);
CREATE INDEX dues_milestone ON dues (milestone_id);
CREATE INDEX dues_day ON dues (due_end, milestone_id);
CREATE TABLE statuses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    municipality TEXT NOT NULL,
    code TEXT,
    code_as_printed TEXT,
    budget_year INTEGER,
    area TEXT NOT NULL,
    title TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    colour TEXT,
    colour_from TEXT,
    remark TEXT NOT NULL,
    investment_tkr REAL,
    saving_tkr REAL,
    phase_in_year INTEGER,
    handling TEXT NOT NULL,
    consequence TEXT NOT NULL,
    compensated_before TEXT,
    needs_approval TEXT,
    committee TEXT,
    adopted INTEGER NOT NULL,
    as_of TEXT,
    price_level TEXT,
    document TEXT NOT NULL,
    line INTEGER,
    page INTEGER
);
CREATE INDEX statuses_document ON statuses (document_id);
CREATE INDEX statuses_case ON statuses (municipality, code);
CREATE INDEX statuses_code ON statuses (code);
CREATE INDEX statuses_colour ON statuses (colour);
CREATE TABLE figures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    "table" TEXT NOT NULL,
    row TEXT NOT NULL,
    "column" TEXT NOT NULL,
    value REAL NOT NULL,
    unit TEXT NOT NULL,
    document TEXT NOT NULL,
    line INTEGER,
    page INTEGER
);
CREATE INDEX figures_document ON figures (document_id);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    last_line INTEGER,
    heading TEXT NOT NULL,
    municipality TEXT,
    code TEXT,
    title TEXT,
    document TEXT NOT NULL,
    line INTEGER,
    page INTEGER
);
CREATE INDEX passages_document ON passages (document_id);
CREATE INDEX passages_case ON passages (municipality, code);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    "values" TEXT,
    document TEXT NOT NULL,
    line INTEGER,
    page INTEGER
);
CREATE INDEX findings_document ON findings (document_id);
CREATE TABLE links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    municipality TEXT NOT NULL,
    from_code TEXT,
    from_title TEXT NOT NULL,
    to_code TEXT,
    to_title TEXT NOT NULL,
    to_budget_year INTEGER,
    to_area TEXT NOT NULL,
    basis TEXT NOT NULL,
    score REAL NOT NULL
);
CREATE INDEX links_from ON links (municipality, from_code);
CREATE INDEX links_to ON links (municipality, to_code);
CREATE TABLE texts (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document_id, block)
) WITHOUT ROWID;
CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO state VALUES ('revision', 0);
