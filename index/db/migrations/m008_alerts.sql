-- What was told of a row that got worse: once for each report and colour, whatever is loaded again.
CREATE TABLE alerted (
    case_key TEXT NOT NULL,
    area TEXT NOT NULL,
    as_of TEXT NOT NULL,
    colour TEXT NOT NULL,
    told_at TEXT NOT NULL,
    PRIMARY KEY (case_key, area, as_of, colour)
) WITHOUT ROWID;
