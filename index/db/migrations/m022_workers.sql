-- Which process handles a request: what one that has ended left undone is taken up by another.
ALTER TABLE inbox ADD COLUMN worker TEXT NOT NULL DEFAULT '';
