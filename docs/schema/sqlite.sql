CREATE TABLE accepted_answers (
  item_id INTEGER PRIMARY KEY REFERENCES items(id), answer_id BIGINT NOT NULL REFERENCES items(id), accepted_by BIGINT NOT NULL REFERENCES people(id), at BIGINT NOT NULL
);
CREATE TABLE answers (
  person_id BIGINT NOT NULL REFERENCES people(id), name TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (person_id, name)
);
CREATE TABLE attachments (
  file_id INTEGER PRIMARY KEY REFERENCES files(id), item_id BIGINT NOT NULL REFERENCES items(id),
  space_id BIGINT NOT NULL REFERENCES spaces(id), position BIGINT NOT NULL
);
CREATE INDEX attachments_of_item ON attachments(item_id, position);
CREATE INDEX attachments_of_space ON attachments(space_id, file_id);
CREATE TRIGGER audit_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_whole BEFORE DELETE ON audit WHEN OLD.at > unixepoch() * 1000 - 15552000000 BEGIN SELECT RAISE(ABORT, 'the audit trail is kept for 180 days at least'); END;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  actor_id BIGINT REFERENCES people(id),
  act TEXT NOT NULL,
  subject_id BIGINT,
  details TEXT NOT NULL DEFAULT ''
);
CREATE TABLE bodies (
  id INTEGER PRIMARY KEY, item_id BIGINT NOT NULL REFERENCES items(id), revision BIGINT NOT NULL, author_id BIGINT NOT NULL REFERENCES people(id),
  title TEXT NOT NULL, source TEXT NOT NULL, html TEXT NOT NULL, plain TEXT NOT NULL, at BIGINT NOT NULL,
  UNIQUE (item_id, revision)
);
CREATE TABLE bookmarks (
  person_id BIGINT NOT NULL REFERENCES people(id), item_id BIGINT NOT NULL REFERENCES items(id), at BIGINT NOT NULL,
  PRIMARY KEY (person_id, item_id)
);
CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  seq BIGINT UNIQUE,
  at BIGINT NOT NULL,
  actor_id BIGINT REFERENCES people(id),
  space_id BIGINT REFERENCES spaces(id),
  item_id BIGINT REFERENCES items(id),
  person_id BIGINT REFERENCES people(id),
  verb TEXT NOT NULL,
  details TEXT NOT NULL DEFAULT '',
  weight BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX changes_of_item ON changes(item_id);
CREATE INDEX changes_of_space ON changes(space_id, seq);
CREATE INDEX changes_weighty ON changes(space_id, seq) WHERE weight > 0;
CREATE TABLE charter_acceptances (
  person_id BIGINT NOT NULL REFERENCES people(id), version BIGINT NOT NULL REFERENCES charters(version), at BIGINT NOT NULL,
  PRIMARY KEY (person_id, version)
);
CREATE TABLE charters (
  version INTEGER PRIMARY KEY, title TEXT NOT NULL, source TEXT NOT NULL, html TEXT NOT NULL, author_id BIGINT REFERENCES people(id), at BIGINT NOT NULL
);
CREATE TABLE code_apps (
  person_id INTEGER PRIMARY KEY REFERENCES people(id), sealed TEXT NOT NULL, last_step BIGINT NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT
);
CREATE TABLE contents (
  sha256 TEXT PRIMARY KEY, read_at BIGINT, text TEXT NOT NULL DEFAULT '',
  preview_sha256 TEXT, preview_type TEXT NOT NULL DEFAULT '', width BIGINT NOT NULL DEFAULT 0, height BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX contents_by_preview ON contents(preview_sha256) WHERE preview_sha256 IS NOT NULL;
CREATE TABLE data_archives (
  request_id INTEGER PRIMARY KEY REFERENCES data_requests(id),
  person_id BIGINT NOT NULL REFERENCES people(id),
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  json TEXT NOT NULL
);
CREATE TABLE data_requests (
  id INTEGER PRIMARY KEY,
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
CREATE TABLE drafts (
  person_id BIGINT NOT NULL REFERENCES people(id),
  place TEXT NOT NULL,
  space_id BIGINT NOT NULL REFERENCES spaces(id),
  item_id BIGINT REFERENCES items(id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  data TEXT NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (person_id, place)
);
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
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
CREATE INDEX files_loose ON files(loose_since) WHERE loose_since IS NOT NULL;
CREATE INDEX files_of_bytes ON files(sha256);
CREATE INDEX files_of_owner ON files(owner_id);
CREATE TABLE follows (
  item_id BIGINT NOT NULL REFERENCES items(id), person_id BIGINT NOT NULL REFERENCES people(id), level TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (item_id, person_id)
);
CREATE TABLE identities (
  id INTEGER PRIMARY KEY, issuer TEXT NOT NULL, subject TEXT NOT NULL, person_id BIGINT NOT NULL REFERENCES people(id),
  label TEXT NOT NULL, linked_at BIGINT NOT NULL,
  UNIQUE (issuer, subject)
);
CREATE INDEX identities_of ON identities(person_id);
CREATE TABLE identity_sessions (
  session_id INTEGER PRIMARY KEY REFERENCES sessions(id) ON DELETE CASCADE,
  identity_id BIGINT NOT NULL REFERENCES identities(id) ON DELETE CASCADE,
  sid TEXT
);
CREATE INDEX identity_sessions_of ON identity_sessions(identity_id);
CREATE TABLE identity_spent (digest TEXT PRIMARY KEY, expires_at BIGINT NOT NULL);
CREATE TABLE invitations (
  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, email TEXT, name TEXT NOT NULL DEFAULT '', role TEXT NOT NULL, space_id BIGINT REFERENCES spaces(id),
  inviter_id BIGINT NOT NULL REFERENCES people(id), ends_at BIGINT, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
  used_at BIGINT, used_by BIGINT REFERENCES people(id), revoked_at BIGINT
);
CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  space_id BIGINT NOT NULL REFERENCES spaces(id),
  parent_id BIGINT REFERENCES items(id),
  root_id BIGINT NOT NULL REFERENCES items(id),
  kind TEXT NOT NULL,
  author_id BIGINT NOT NULL REFERENCES people(id),
  title TEXT NOT NULL DEFAULT '',
  body_id BIGINT,
  state TEXT NOT NULL DEFAULT 'open',
  position BIGINT,
  created_at BIGINT NOT NULL,
  edited_at BIGINT,
  active_at BIGINT NOT NULL,
  pinned_at BIGINT,
  pinned_by BIGINT REFERENCES people(id),
  trashed_at BIGINT,
  trashed_by BIGINT REFERENCES people(id),
  origin TEXT UNIQUE
);
CREATE INDEX items_of_parent ON items(parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX items_of_root ON items(root_id, id);
CREATE INDEX items_of_space ON items(space_id, id) WHERE parent_id IS NULL;
CREATE INDEX items_on_top ON items(id) WHERE parent_id IS NULL;
CREATE INDEX items_pinned ON items(space_id, id) WHERE pinned_at IS NOT NULL;
CREATE INDEX items_trashed ON items(trashed_at) WHERE trashed_at IS NOT NULL;
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, due_at BIGINT NOT NULL, tries BIGINT NOT NULL DEFAULT 0,
  leased_until BIGINT, last_error TEXT, done_at BIGINT, dead_at BIGINT
);
CREATE INDEX jobs_due ON jobs(due_at) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE TABLE join_requests (
  space_id BIGINT NOT NULL REFERENCES spaces(id), person_id BIGINT NOT NULL REFERENCES people(id), message TEXT NOT NULL DEFAULT '', at BIGINT NOT NULL,
  PRIMARY KEY (space_id, person_id)
);
CREATE TABLE links (
  from_item BIGINT NOT NULL REFERENCES items(id), to_item BIGINT NOT NULL REFERENCES items(id), relation TEXT NOT NULL,
  author_id BIGINT NOT NULL REFERENCES people(id), at BIGINT NOT NULL,
  PRIMARY KEY (from_item, to_item, relation)
);
CREATE INDEX links_back ON links(to_item);
CREATE TABLE listeners (name TEXT PRIMARY KEY, seq BIGINT NOT NULL);
CREATE TABLE logos (name TEXT PRIMARY KEY, type TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE memberships (
  space_id BIGINT NOT NULL REFERENCES spaces(id),
  person_id BIGINT NOT NULL REFERENCES people(id),
  role TEXT NOT NULL CHECK (role IN ('host', 'contributor', 'reader')),
  level TEXT NOT NULL DEFAULT 'all' CHECK (level IN ('all', 'important', 'none')),
  read_seq BIGINT NOT NULL DEFAULT 0,
  since BIGINT NOT NULL,
  PRIMARY KEY (space_id, person_id)
);
CREATE INDEX memberships_of ON memberships(person_id, space_id);
CREATE TABLE mentions (
  item_id BIGINT NOT NULL REFERENCES items(id), person_id BIGINT NOT NULL REFERENCES people(id),
  PRIMARY KEY (item_id, person_id)
);
CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES people(id),
  reason TEXT NOT NULL,
  item_id BIGINT REFERENCES items(id),
  space_id BIGINT REFERENCES spaces(id),
  actor_id BIGINT REFERENCES people(id),
  due_at BIGINT NOT NULL,
  read_at BIGINT
);
CREATE INDEX notices_of ON notices(person_id, id);
CREATE UNIQUE INDEX notices_once ON notices(person_id, item_id, reason);
CREATE INDEX notices_waiting ON notices(person_id, id) WHERE read_at IS NULL;
CREATE TABLE passkeys (
  id INTEGER PRIMARY KEY, person_id BIGINT NOT NULL REFERENCES people(id), credential TEXT NOT NULL UNIQUE, public_key BLOB NOT NULL,
  counter BIGINT NOT NULL, name TEXT NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT
);
CREATE INDEX passkeys_of ON passkeys(person_id);
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  email TEXT UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest', 'bot')),
  password TEXT,
  language TEXT NOT NULL DEFAULT 'fr',
  zone TEXT NOT NULL DEFAULT 'Europe/Paris',
  headline TEXT NOT NULL DEFAULT '',
  site TEXT NOT NULL DEFAULT '',
  skills TEXT NOT NULL DEFAULT '',
  languages TEXT NOT NULL DEFAULT '',
  ask_me TEXT NOT NULL DEFAULT '',
  inviter_id BIGINT REFERENCES people(id),
  ends_at BIGINT,
  photo_at BIGINT,
  created_at BIGINT NOT NULL,
  deactivated_at BIGINT,
  deactivated_by BIGINT REFERENCES people(id),
  origin TEXT UNIQUE
, invited_at BIGINT, erased_at BIGINT);
CREATE INDEX people_by_name ON people(folded, id);
CREATE TABLE photos (person_id INTEGER PRIMARY KEY REFERENCES people(id), type TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE poll_options (id INTEGER PRIMARY KEY, item_id BIGINT NOT NULL REFERENCES polls(item_id), position BIGINT NOT NULL, label TEXT NOT NULL);
CREATE INDEX poll_options_of ON poll_options(item_id, position);
CREATE TABLE poll_votes (
  option_id BIGINT NOT NULL REFERENCES poll_options(id), person_id BIGINT NOT NULL REFERENCES people(id), at BIGINT NOT NULL,
  PRIMARY KEY (option_id, person_id)
);
CREATE TABLE polls (item_id INTEGER PRIMARY KEY REFERENCES items(id), multiple BIGINT NOT NULL, closes_at BIGINT);
CREATE VIEW reachable AS
  SELECT m.person_id, m.space_id, m.role FROM memberships m JOIN people p ON p.id = m.person_id
   WHERE p.deactivated_at IS NULL
  UNION ALL
  SELECT p.id AS person_id, s.id AS space_id, 'visitor' AS role FROM people p JOIN spaces s ON s.opening = 'open'
   WHERE p.deactivated_at IS NULL AND p.role IN ('owner', 'admin', 'member')
     AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.space_id = s.id AND m.person_id = p.id);
CREATE TABLE reactions (
  item_id BIGINT NOT NULL REFERENCES items(id), person_id BIGINT NOT NULL REFERENCES people(id), emoji TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (item_id, emoji, person_id)
);
CREATE TABLE recovery_codes (
  person_id BIGINT NOT NULL REFERENCES people(id), digest TEXT NOT NULL,
  PRIMARY KEY (person_id, digest)
);
CREATE TABLE resets (digest TEXT PRIMARY KEY, person_id BIGINT NOT NULL REFERENCES people(id), expires_at BIGINT NOT NULL, used_at BIGINT);
CREATE TABLE scheduled (
  id INTEGER PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES people(id),
  space_id BIGINT NOT NULL REFERENCES spaces(id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  data TEXT NOT NULL,
  -- Ids of the files to attach, as JSON: they stay loose until then.
  files TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  refused_at BIGINT,
  refusal TEXT
);
CREATE INDEX scheduled_of ON scheduled(person_id, due_at);
CREATE TABLE schema_migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'");
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, person_id BIGINT NOT NULL REFERENCES people(id),
  created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL
, step TEXT NOT NULL DEFAULT 'in' CHECK (step IN ('in', 'second', 'enrol')), means TEXT NOT NULL DEFAULT 'password', device TEXT NOT NULL DEFAULT '', proved_at BIGINT NOT NULL DEFAULT 0, used_at BIGINT);
CREATE INDEX sessions_of ON sessions(person_id);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE spaces (
  id INTEGER PRIMARY KEY,
  parent_id BIGINT REFERENCES spaces(id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  purpose TEXT NOT NULL,
  owner_id BIGINT NOT NULL REFERENCES people(id),
  opening TEXT NOT NULL CHECK (opening IN ('open', 'request', 'private')),
  ends_on TEXT,
  kinds TEXT NOT NULL DEFAULT '',
  who_posts TEXT NOT NULL DEFAULT 'contributor',
  who_comments TEXT NOT NULL DEFAULT 'contributor',
  who_invites TEXT NOT NULL DEFAULT 'host',
  created_at BIGINT NOT NULL,
  archived_at BIGINT,
  archived_by BIGINT REFERENCES people(id),
  revision BIGINT NOT NULL DEFAULT 1,
  origin TEXT UNIQUE
);
CREATE INDEX spaces_by_name ON spaces(folded, id);
CREATE TABLE spent_challenges (digest TEXT PRIMARY KEY, expires_at BIGINT NOT NULL);
CREATE TABLE taggings (
  item_id BIGINT NOT NULL REFERENCES items(id), tag TEXT NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (item_id, tag)
);
CREATE INDEX taggings_by_tag ON taggings(tag, item_id);
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, person_id BIGINT NOT NULL REFERENCES people(id), name TEXT NOT NULL,
  created_at BIGINT NOT NULL, expires_at BIGINT, revoked_at BIGINT
);
CREATE INDEX tokens_of ON tokens(person_id);
CREATE TABLE uploads (
  id INTEGER PRIMARY KEY, owner_id BIGINT NOT NULL REFERENCES people(id), staging TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  length BIGINT NOT NULL, expires_at BIGINT NOT NULL
);
CREATE INDEX uploads_expiring ON uploads(expires_at);
CREATE INDEX uploads_of_owner ON uploads(owner_id);
