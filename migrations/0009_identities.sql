-- Accounts at an identity provider. The issuer's and its own name for somebody are the only key: an address never is.
CREATE TABLE identities (
  id BIGINT PRIMARY KEY, issuer TEXT NOT NULL, subject TEXT NOT NULL, person_id BIGINT NOT NULL REFERENCES people(id),
  label TEXT NOT NULL, linked_at BIGINT NOT NULL,
  UNIQUE (issuer, subject)
);
CREATE INDEX identities_of ON identities(person_id);
-- Which sessions an identity opened, so that the provider can end them. `sid` is the provider's own name for its session.
CREATE TABLE identity_sessions (
  session_id BIGINT PRIMARY KEY REFERENCES sessions(id) ON DELETE CASCADE,
  identity_id BIGINT NOT NULL REFERENCES identities(id) ON DELETE CASCADE,
  sid TEXT
);
CREATE INDEX identity_sessions_of ON identity_sessions(identity_id);
-- Nonces and logout tokens that were taken: none is taken twice.
CREATE TABLE identity_spent (digest TEXT PRIMARY KEY, expires_at BIGINT NOT NULL);
