-- The organisation's logo, drawn anew by us. Since when somebody who was brought in has a link to come in with.
CREATE TABLE logos (name TEXT PRIMARY KEY, type TEXT NOT NULL, bytes BLOB NOT NULL);
ALTER TABLE people ADD COLUMN invited_at BIGINT;
