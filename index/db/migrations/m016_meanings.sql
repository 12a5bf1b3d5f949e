-- What the words of a status mean (names of `records.meanings`, parted by ";"), of the row itself or lent to its proposal.
ALTER TABLE entries ADD COLUMN meaning TEXT;
