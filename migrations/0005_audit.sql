-- What administrators did, one line per act. Never edited: each database refuses it by itself.
CREATE TABLE audit (
  id BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor_id BIGINT REFERENCES people(id),
  act TEXT NOT NULL,
  subject_id BIGINT,
  details TEXT NOT NULL DEFAULT ''
);
