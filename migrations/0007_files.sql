-- What people attach. A file is a name over bytes; bytes are kept once, under their SHA-256, outside the database.
CREATE TABLE files (
  id BIGINT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  type TEXT NOT NULL,
  size BIGINT NOT NULL,
  owner_id BIGINT NOT NULL REFERENCES people(id),
  created_at BIGINT NOT NULL,
  -- Since when it is attached to nothing; null while it is.
  loose_since BIGINT
);
CREATE INDEX files_of_bytes ON files(sha256);
CREATE INDEX files_of_owner ON files(owner_id);
CREATE INDEX files_loose ON files(loose_since) WHERE loose_since IS NOT NULL;

-- A file belongs to one item at most. The space is the item's, repeated so that a page of Documents costs the same in any space.
CREATE TABLE attachments (
  file_id BIGINT PRIMARY KEY REFERENCES files(id), item_id BIGINT NOT NULL REFERENCES items(id),
  space_id BIGINT NOT NULL REFERENCES spaces(id), position BIGINT NOT NULL
);
CREATE INDEX attachments_of_item ON attachments(item_id, position);
CREATE INDEX attachments_of_space ON attachments(space_id, file_id);

-- What was read in the bytes, once for all files that share them: their words, and a smaller picture of them.
CREATE TABLE contents (
  sha256 TEXT PRIMARY KEY, read_at BIGINT, text TEXT NOT NULL DEFAULT '',
  preview_sha256 TEXT, preview_type TEXT NOT NULL DEFAULT '', width BIGINT NOT NULL DEFAULT 0, height BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX contents_by_preview ON contents(preview_sha256) WHERE preview_sha256 IS NOT NULL;

-- Uploads under way (tus 1.0). Its id becomes the file's.
CREATE TABLE uploads (
  id BIGINT PRIMARY KEY, owner_id BIGINT NOT NULL REFERENCES people(id), staging TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  length BIGINT NOT NULL, expires_at BIGINT NOT NULL
);
CREATE INDEX uploads_of_owner ON uploads(owner_id);
CREATE INDEX uploads_expiring ON uploads(expires_at);
