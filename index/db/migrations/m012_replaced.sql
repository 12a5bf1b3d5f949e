-- The entries that a newer report has replaced, without a look at all the others.
CREATE INDEX entries_replaced ON entries (current) WHERE current <> 1;
