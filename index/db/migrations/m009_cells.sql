-- Where a record stands in a spreadsheet, or in a table of a Word document ("2:5": table and row).
ALTER TABLE proposals ADD COLUMN sheet TEXT;
ALTER TABLE proposals ADD COLUMN cell TEXT;
ALTER TABLE milestones ADD COLUMN sheet TEXT;
ALTER TABLE milestones ADD COLUMN cell TEXT;
ALTER TABLE statuses ADD COLUMN sheet TEXT;
ALTER TABLE statuses ADD COLUMN cell TEXT;
ALTER TABLE figures ADD COLUMN sheet TEXT;
ALTER TABLE figures ADD COLUMN cell TEXT;
ALTER TABLE passages ADD COLUMN sheet TEXT;
ALTER TABLE passages ADD COLUMN cell TEXT;
ALTER TABLE findings ADD COLUMN sheet TEXT;
ALTER TABLE findings ADD COLUMN cell TEXT;
