-- Who answers for a proposal, where a table has a column for it.
ALTER TABLE proposals ADD COLUMN responsible TEXT NOT NULL DEFAULT '';
