-- What people ask about their own data (RGPD art. 12 to 22), each with the month within which it is answered.
CREATE TABLE data_requests (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES people(id),
  kind TEXT NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure')),
  message TEXT NOT NULL DEFAULT '',
  asked_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  reminders BIGINT NOT NULL DEFAULT 0,
  closed_at BIGINT,
  closed_by BIGINT REFERENCES people(id),
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'done', 'refused', 'withdrawn')),
  answer TEXT NOT NULL DEFAULT ''
);
CREATE INDEX data_requests_of ON data_requests(person_id, id);
CREATE INDEX data_requests_open ON data_requests(due_at) WHERE closed_at IS NULL;

-- What a request for one's data found, for a few days. Files are read when the archive is fetched.
CREATE TABLE data_archives (
  request_id BIGINT PRIMARY KEY REFERENCES data_requests(id),
  person_id BIGINT NOT NULL REFERENCES people(id),
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  json TEXT NOT NULL
);

-- Whose person was erased: the bare row stays, so that what others said to it keeps its place.
ALTER TABLE people ADD COLUMN erased_at BIGINT;
