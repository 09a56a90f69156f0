-- Durable work in the same database: written with its cause, done at least once.
CREATE TABLE jobs (
  id BIGINT PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, due_at BIGINT NOT NULL, tries BIGINT NOT NULL DEFAULT 0,
  leased_until BIGINT, last_error TEXT, done_at BIGINT, dead_at BIGINT
);
CREATE INDEX jobs_due ON jobs(due_at) WHERE done_at IS NULL AND dead_at IS NULL;
