CREATE TABLE search (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX search_words ON search USING GIN (words);
-- Changes are numbered after their commit, below the snapshot horizon, so that order of number = order of commit.
ALTER TABLE changes ADD COLUMN xid XID8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX changes_unnumbered ON changes(xid, id) WHERE seq IS NULL;
