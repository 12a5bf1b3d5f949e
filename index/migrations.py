"""The tables, step by step. A step that was released is never edited: a change is a new one, `m002_…`."""

from collections.abc import Callable

from sqlite_utils import Database, Migrations

STEPS = Migrations("sagsbot")
KNOWN: set[str] = set()


def step(change: Callable[[Database], None]) -> Callable[[Database], None]:
    """Register a step under its function's name."""
    KNOWN.add(change.__name__)
    return STEPS(name=change.__name__)(change)


def pending(db: Database) -> bool:
    """Is there a step that this file has not had?"""
    return bool(STEPS.pending(db))


def unknown(db: Database) -> list[str]:
    """Steps of a newer sagsbot that this one does not know."""
    return [applied.name for applied in STEPS.applied(db) if applied.name not in KNOWN]


def apply(db: Database) -> None:
    """Take the steps that are missing; joins the transaction that is open."""
    STEPS.apply(db)


# AUTOINCREMENT: the id of a deleted row never returns, so what points at rows from outside a table (the search index, a
# card in Slack) can go stale but never name another record. Names that are words of SQL stand in quotation marks.
M001 = """
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
"""


@step
def m001_documents_and_records(db: Database) -> None:
    db.executescript(M001)


# The search index. An entry is what is found as one (a proposal or a status row); a segment is one document's units.
M002 = """
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
"""


@step
def m002_search_index(db: Database) -> None:
    db.executescript(M002)
