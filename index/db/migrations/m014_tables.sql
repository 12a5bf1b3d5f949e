-- What the tables of other municipalities say: year columns, amounts as printed, who answers for a case and when.
ALTER TABLE proposals ADD COLUMN saving_by_year TEXT;
ALTER TABLE statuses ADD COLUMN saving_text TEXT;
ALTER TABLE statuses ADD COLUMN investment_text TEXT;
ALTER TABLE statuses ADD COLUMN plus_saves INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statuses ADD COLUMN responsible TEXT NOT NULL DEFAULT '';
ALTER TABLE statuses ADD COLUMN due_start TEXT;
ALTER TABLE statuses ADD COLUMN due_end TEXT;
ALTER TABLE statuses ADD COLUMN meaning TEXT;
