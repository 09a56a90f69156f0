-- What each session has proved, and the ways of proving who one is beside a password.
ALTER TABLE sessions ADD COLUMN step TEXT NOT NULL DEFAULT 'in' CHECK (step IN ('in', 'second', 'enrol'));
ALTER TABLE sessions ADD COLUMN means TEXT NOT NULL DEFAULT 'password';
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN used_at BIGINT;

CREATE TABLE passkeys (
  id BIGINT PRIMARY KEY, person_id BIGINT NOT NULL REFERENCES people(id), credential TEXT NOT NULL UNIQUE, public_key BLOB NOT NULL,
  counter BIGINT NOT NULL, name TEXT NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT
);
CREATE INDEX passkeys_of ON passkeys(person_id);
-- The last time step that was accepted: a code works once (RFC 6238 §5.2). The secret is sealed with a key that is not in the database.
CREATE TABLE code_apps (
  person_id BIGINT PRIMARY KEY REFERENCES people(id), sealed TEXT NOT NULL, last_step BIGINT NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT
);
CREATE TABLE recovery_codes (
  person_id BIGINT NOT NULL REFERENCES people(id), digest TEXT NOT NULL,
  PRIMARY KEY (person_id, digest)
);
-- Challenges that were answered: none is accepted twice.
CREATE TABLE spent_challenges (digest TEXT PRIMARY KEY, expires_at BIGINT NOT NULL);
