table accepted_answers
  item_id bigint not null
  answer_id bigint not null
  accepted_by bigint not null
  at bigint not null
table answers
  person_id bigint not null
  name text not null
  digest text not null
  answer text not null
  at bigint not null
table attachments
  file_id bigint not null
  item_id bigint not null
  space_id bigint not null
  position bigint not null
table audit
  id bigint not null
  at bigint not null
  actor_id bigint
  act text not null
  subject_id bigint
  details text not null default ''::text
table bodies
  id bigint not null
  item_id bigint not null
  revision bigint not null
  author_id bigint not null
  title text not null
  source text not null
  html text not null
  plain text not null
  at bigint not null
table bookmarks
  person_id bigint not null
  item_id bigint not null
  at bigint not null
table changes
  id bigint not null
  seq bigint
  at bigint not null
  actor_id bigint
  space_id bigint
  item_id bigint
  person_id bigint
  verb text not null
  details text not null default ''::text
  weight bigint not null default 0
  xid xid8 not null default pg_current_xact_id()
table charter_acceptances
  person_id bigint not null
  version bigint not null
  at bigint not null
table charters
  version bigint not null
  title text not null
  source text not null
  html text not null
  author_id bigint
  at bigint not null
table code_apps
  person_id bigint not null
  sealed text not null
  last_step bigint not null
  created_at bigint not null
  used_at bigint
table contents
  sha256 text not null
  read_at bigint
  text text not null default ''::text
  preview_sha256 text
  preview_type text not null default ''::text
  width bigint not null default 0
  height bigint not null default 0
table data_archives
  request_id bigint not null
  person_id bigint not null
  made_at bigint not null
  expires_at bigint not null
  json text not null
table data_requests
  id bigint not null
  person_id bigint not null
  kind text not null
  message text not null default ''::text
  asked_at bigint not null
  due_at bigint not null
  reminders bigint not null default 0
  closed_at bigint
  closed_by bigint
  outcome text not null default ''::text
  answer text not null default ''::text
table drafts
  person_id bigint not null
  place text not null
  space_id bigint not null
  item_id bigint
  kind text not null
  title text not null
  body text not null
  data text not null
  version bigint not null
  at bigint not null
table files
  id bigint not null
  sha256 text not null
  name text not null
  folded text not null
  type text not null
  size bigint not null
  owner_id bigint not null
  created_at bigint not null
  loose_since bigint
table follows
  item_id bigint not null
  person_id bigint not null
  level text not null
  at bigint not null
table identities
  id bigint not null
  issuer text not null
  subject text not null
  person_id bigint not null
  label text not null
  linked_at bigint not null
table identity_sessions
  session_id bigint not null
  identity_id bigint not null
  sid text
table identity_spent
  digest text not null
  expires_at bigint not null
table invitations
  id bigint not null
  digest text not null
  email text
  name text not null default ''::text
  role text not null
  space_id bigint
  inviter_id bigint not null
  ends_at bigint
  created_at bigint not null
  expires_at bigint not null
  used_at bigint
  used_by bigint
  revoked_at bigint
table items
  id bigint not null
  space_id bigint not null
  parent_id bigint
  root_id bigint not null
  kind text not null
  author_id bigint not null
  title text not null default ''::text
  body_id bigint
  state text not null default 'open'::text
  position bigint
  created_at bigint not null
  edited_at bigint
  active_at bigint not null
  pinned_at bigint
  pinned_by bigint
  trashed_at bigint
  trashed_by bigint
  origin text
table jobs
  id bigint not null
  kind text not null
  payload text not null
  due_at bigint not null
  tries bigint not null default 0
  leased_until bigint
  last_error text
  done_at bigint
  dead_at bigint
table join_requests
  space_id bigint not null
  person_id bigint not null
  message text not null default ''::text
  at bigint not null
table links
  from_item bigint not null
  to_item bigint not null
  relation text not null
  author_id bigint not null
  at bigint not null
table listeners
  name text not null
  seq bigint not null
table logos
  name text not null
  type text not null
  bytes bytea not null
table memberships
  space_id bigint not null
  person_id bigint not null
  role text not null
  level text not null default 'all'::text
  read_seq bigint not null default 0
  since bigint not null
table mentions
  item_id bigint not null
  person_id bigint not null
table notices
  id bigint not null
  person_id bigint not null
  reason text not null
  item_id bigint
  space_id bigint
  actor_id bigint
  due_at bigint not null
  read_at bigint
table passkeys
  id bigint not null
  person_id bigint not null
  credential text not null
  public_key bytea not null
  counter bigint not null
  name text not null
  created_at bigint not null
  used_at bigint
table people
  id bigint not null
  name text not null
  folded text not null
  email text
  role text not null
  password text
  language text not null default 'fr'::text
  zone text not null default 'Europe/Paris'::text
  headline text not null default ''::text
  site text not null default ''::text
  skills text not null default ''::text
  languages text not null default ''::text
  ask_me text not null default ''::text
  inviter_id bigint
  ends_at bigint
  photo_at bigint
  created_at bigint not null
  deactivated_at bigint
  deactivated_by bigint
  origin text
  invited_at bigint
  erased_at bigint
table photos
  person_id bigint not null
  type text not null
  bytes bytea not null
table poll_options
  id bigint not null
  item_id bigint not null
  position bigint not null
  label text not null
table poll_votes
  option_id bigint not null
  person_id bigint not null
  at bigint not null
table polls
  item_id bigint not null
  multiple bigint not null
  closes_at bigint
table reactions
  item_id bigint not null
  person_id bigint not null
  emoji text not null
  at bigint not null
table recovery_codes
  person_id bigint not null
  digest text not null
table resets
  digest text not null
  person_id bigint not null
  expires_at bigint not null
  used_at bigint
table scheduled
  id bigint not null
  person_id bigint not null
  space_id bigint not null
  kind text not null
  title text not null
  body text not null
  data text not null
  files text not null
  due_at bigint not null
  refused_at bigint
  refusal text
table schema_migrations
  number bigint not null
  name text not null
  at bigint not null
table search
  rowid bigint not null
  words tsvector not null
table sessions
  id bigint not null
  digest text not null
  person_id bigint not null
  created_at bigint not null
  expires_at bigint not null
  step text not null default 'in'::text
  means text not null default 'password'::text
  device text not null default ''::text
  proved_at bigint not null default 0
  used_at bigint
table settings
  name text not null
  value text not null
table spaces
  id bigint not null
  parent_id bigint
  kind text not null
  name text not null
  folded text not null
  purpose text not null
  owner_id bigint not null
  opening text not null
  ends_on text
  kinds text not null default ''::text
  who_posts text not null default 'contributor'::text
  who_comments text not null default 'contributor'::text
  who_invites text not null default 'host'::text
  created_at bigint not null
  archived_at bigint
  archived_by bigint
  revision bigint not null default 1
  origin text
table spent_challenges
  digest text not null
  expires_at bigint not null
table taggings
  item_id bigint not null
  tag text not null
  label text not null
table tokens
  id bigint not null
  digest text not null
  person_id bigint not null
  name text not null
  created_at bigint not null
  expires_at bigint
  revoked_at bigint
table uploads
  id bigint not null
  owner_id bigint not null
  staging text not null
  name text not null
  type text not null
  length bigint not null
  expires_at bigint not null
constraint on accepted_answers: FOREIGN KEY (accepted_by) REFERENCES people(id)
constraint on accepted_answers: FOREIGN KEY (answer_id) REFERENCES items(id)
constraint on accepted_answers: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on accepted_answers: PRIMARY KEY (item_id)
constraint on answers: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on answers: PRIMARY KEY (person_id, name)
constraint on attachments: FOREIGN KEY (file_id) REFERENCES files(id)
constraint on attachments: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on attachments: FOREIGN KEY (space_id) REFERENCES spaces(id)
constraint on attachments: PRIMARY KEY (file_id)
constraint on audit: FOREIGN KEY (actor_id) REFERENCES people(id)
constraint on audit: PRIMARY KEY (id)
constraint on bodies: FOREIGN KEY (author_id) REFERENCES people(id)
constraint on bodies: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on bodies: PRIMARY KEY (id)
constraint on bodies: UNIQUE (item_id, revision)
constraint on bookmarks: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on bookmarks: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on bookmarks: PRIMARY KEY (person_id, item_id)
constraint on changes: FOREIGN KEY (actor_id) REFERENCES people(id)
constraint on changes: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on changes: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on changes: FOREIGN KEY (space_id) REFERENCES spaces(id)
constraint on changes: PRIMARY KEY (id)
constraint on changes: UNIQUE (seq)
constraint on charter_acceptances: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on charter_acceptances: FOREIGN KEY (version) REFERENCES charters(version)
constraint on charter_acceptances: PRIMARY KEY (person_id, version)
constraint on charters: FOREIGN KEY (author_id) REFERENCES people(id)
constraint on charters: PRIMARY KEY (version)
constraint on code_apps: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on code_apps: PRIMARY KEY (person_id)
constraint on contents: PRIMARY KEY (sha256)
constraint on data_archives: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on data_archives: FOREIGN KEY (request_id) REFERENCES data_requests(id)
constraint on data_archives: PRIMARY KEY (request_id)
constraint on data_requests: CHECK ((kind = ANY (ARRAY['access'::text, 'rectification'::text, 'erasure'::text])))
constraint on data_requests: CHECK ((outcome = ANY (ARRAY[''::text, 'done'::text, 'refused'::text, 'withdrawn'::text])))
constraint on data_requests: FOREIGN KEY (closed_by) REFERENCES people(id)
constraint on data_requests: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on data_requests: PRIMARY KEY (id)
constraint on drafts: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on drafts: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on drafts: FOREIGN KEY (space_id) REFERENCES spaces(id)
constraint on drafts: PRIMARY KEY (person_id, place)
constraint on files: FOREIGN KEY (owner_id) REFERENCES people(id)
constraint on files: PRIMARY KEY (id)
constraint on follows: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on follows: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on follows: PRIMARY KEY (item_id, person_id)
constraint on identities: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on identities: PRIMARY KEY (id)
constraint on identities: UNIQUE (issuer, subject)
constraint on identity_sessions: FOREIGN KEY (identity_id) REFERENCES identities(id) ON DELETE CASCADE
constraint on identity_sessions: FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE
constraint on identity_sessions: PRIMARY KEY (session_id)
constraint on identity_spent: PRIMARY KEY (digest)
constraint on invitations: FOREIGN KEY (inviter_id) REFERENCES people(id)
constraint on invitations: FOREIGN KEY (space_id) REFERENCES spaces(id)
constraint on invitations: FOREIGN KEY (used_by) REFERENCES people(id)
constraint on invitations: PRIMARY KEY (id)
constraint on invitations: UNIQUE (digest)
constraint on items: FOREIGN KEY (author_id) REFERENCES people(id)
constraint on items: FOREIGN KEY (parent_id) REFERENCES items(id)
constraint on items: FOREIGN KEY (pinned_by) REFERENCES people(id)
constraint on items: FOREIGN KEY (root_id) REFERENCES items(id)
constraint on items: FOREIGN KEY (space_id) REFERENCES spaces(id)
constraint on items: FOREIGN KEY (trashed_by) REFERENCES people(id)
constraint on items: PRIMARY KEY (id)
constraint on items: UNIQUE (origin)
constraint on jobs: PRIMARY KEY (id)
constraint on join_requests: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on join_requests: FOREIGN KEY (space_id) REFERENCES spaces(id)
constraint on join_requests: PRIMARY KEY (space_id, person_id)
constraint on links: FOREIGN KEY (author_id) REFERENCES people(id)
constraint on links: FOREIGN KEY (from_item) REFERENCES items(id)
constraint on links: FOREIGN KEY (to_item) REFERENCES items(id)
constraint on links: PRIMARY KEY (from_item, to_item, relation)
constraint on listeners: PRIMARY KEY (name)
constraint on logos: PRIMARY KEY (name)
constraint on memberships: CHECK ((level = ANY (ARRAY['all'::text, 'important'::text, 'none'::text])))
constraint on memberships: CHECK ((role = ANY (ARRAY['host'::text, 'contributor'::text, 'reader'::text])))
constraint on memberships: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on memberships: FOREIGN KEY (space_id) REFERENCES spaces(id)
constraint on memberships: PRIMARY KEY (space_id, person_id)
constraint on mentions: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on mentions: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on mentions: PRIMARY KEY (item_id, person_id)
constraint on notices: FOREIGN KEY (actor_id) REFERENCES people(id)
constraint on notices: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on notices: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on notices: FOREIGN KEY (space_id) REFERENCES spaces(id)
constraint on notices: PRIMARY KEY (id)
constraint on passkeys: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on passkeys: PRIMARY KEY (id)
constraint on passkeys: UNIQUE (credential)
constraint on people: CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text, 'guest'::text, 'bot'::text])))
constraint on people: FOREIGN KEY (deactivated_by) REFERENCES people(id)
constraint on people: FOREIGN KEY (inviter_id) REFERENCES people(id)
constraint on people: PRIMARY KEY (id)
constraint on people: UNIQUE (email)
constraint on people: UNIQUE (origin)
constraint on photos: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on photos: PRIMARY KEY (person_id)
constraint on poll_options: FOREIGN KEY (item_id) REFERENCES polls(item_id)
constraint on poll_options: PRIMARY KEY (id)
constraint on poll_votes: FOREIGN KEY (option_id) REFERENCES poll_options(id)
constraint on poll_votes: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on poll_votes: PRIMARY KEY (option_id, person_id)
constraint on polls: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on polls: PRIMARY KEY (item_id)
constraint on reactions: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on reactions: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on reactions: PRIMARY KEY (item_id, emoji, person_id)
constraint on recovery_codes: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on recovery_codes: PRIMARY KEY (person_id, digest)
constraint on resets: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on resets: PRIMARY KEY (digest)
constraint on scheduled: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on scheduled: FOREIGN KEY (space_id) REFERENCES spaces(id)
constraint on scheduled: PRIMARY KEY (id)
constraint on schema_migrations: PRIMARY KEY (number)
constraint on search: PRIMARY KEY (rowid)
constraint on sessions: CHECK ((step = ANY (ARRAY['in'::text, 'second'::text, 'enrol'::text])))
constraint on sessions: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on sessions: PRIMARY KEY (id)
constraint on sessions: UNIQUE (digest)
constraint on settings: PRIMARY KEY (name)
constraint on spaces: CHECK ((opening = ANY (ARRAY['open'::text, 'request'::text, 'private'::text])))
constraint on spaces: FOREIGN KEY (archived_by) REFERENCES people(id)
constraint on spaces: FOREIGN KEY (owner_id) REFERENCES people(id)
constraint on spaces: FOREIGN KEY (parent_id) REFERENCES spaces(id)
constraint on spaces: PRIMARY KEY (id)
constraint on spaces: UNIQUE (origin)
constraint on spent_challenges: PRIMARY KEY (digest)
constraint on taggings: FOREIGN KEY (item_id) REFERENCES items(id)
constraint on taggings: PRIMARY KEY (item_id, tag)
constraint on tokens: FOREIGN KEY (person_id) REFERENCES people(id)
constraint on tokens: PRIMARY KEY (id)
constraint on tokens: UNIQUE (digest)
constraint on uploads: FOREIGN KEY (owner_id) REFERENCES people(id)
constraint on uploads: PRIMARY KEY (id)
CREATE UNIQUE INDEX accepted_answers_pkey ON public.accepted_answers USING btree (item_id)
CREATE UNIQUE INDEX answers_pkey ON public.answers USING btree (person_id, name)
CREATE INDEX attachments_of_item ON public.attachments USING btree (item_id, "position")
CREATE INDEX attachments_of_space ON public.attachments USING btree (space_id, file_id)
CREATE UNIQUE INDEX attachments_pkey ON public.attachments USING btree (file_id)
CREATE UNIQUE INDEX audit_pkey ON public.audit USING btree (id)
CREATE UNIQUE INDEX bodies_item_id_revision_key ON public.bodies USING btree (item_id, revision)
CREATE UNIQUE INDEX bodies_pkey ON public.bodies USING btree (id)
CREATE UNIQUE INDEX bookmarks_pkey ON public.bookmarks USING btree (person_id, item_id)
CREATE INDEX changes_of_item ON public.changes USING btree (item_id)
CREATE INDEX changes_of_space ON public.changes USING btree (space_id, seq)
CREATE UNIQUE INDEX changes_pkey ON public.changes USING btree (id)
CREATE UNIQUE INDEX changes_seq_key ON public.changes USING btree (seq)
CREATE INDEX changes_unnumbered ON public.changes USING btree (xid, id) WHERE (seq IS NULL)
CREATE INDEX changes_weighty ON public.changes USING btree (space_id, seq) WHERE (weight > 0)
CREATE UNIQUE INDEX charter_acceptances_pkey ON public.charter_acceptances USING btree (person_id, version)
CREATE UNIQUE INDEX charters_pkey ON public.charters USING btree (version)
CREATE UNIQUE INDEX code_apps_pkey ON public.code_apps USING btree (person_id)
CREATE INDEX contents_by_preview ON public.contents USING btree (preview_sha256) WHERE (preview_sha256 IS NOT NULL)
CREATE UNIQUE INDEX contents_pkey ON public.contents USING btree (sha256)
CREATE UNIQUE INDEX data_archives_pkey ON public.data_archives USING btree (request_id)
CREATE INDEX data_requests_of ON public.data_requests USING btree (person_id, id)
CREATE INDEX data_requests_open ON public.data_requests USING btree (due_at) WHERE (closed_at IS NULL)
CREATE UNIQUE INDEX data_requests_pkey ON public.data_requests USING btree (id)
CREATE UNIQUE INDEX drafts_pkey ON public.drafts USING btree (person_id, place)
CREATE INDEX files_loose ON public.files USING btree (loose_since) WHERE (loose_since IS NOT NULL)
CREATE INDEX files_of_bytes ON public.files USING btree (sha256)
CREATE INDEX files_of_owner ON public.files USING btree (owner_id)
CREATE UNIQUE INDEX files_pkey ON public.files USING btree (id)
CREATE UNIQUE INDEX follows_pkey ON public.follows USING btree (item_id, person_id)
CREATE UNIQUE INDEX identities_issuer_subject_key ON public.identities USING btree (issuer, subject)
CREATE INDEX identities_of ON public.identities USING btree (person_id)
CREATE UNIQUE INDEX identities_pkey ON public.identities USING btree (id)
CREATE INDEX identity_sessions_of ON public.identity_sessions USING btree (identity_id)
CREATE UNIQUE INDEX identity_sessions_pkey ON public.identity_sessions USING btree (session_id)
CREATE UNIQUE INDEX identity_spent_pkey ON public.identity_spent USING btree (digest)
CREATE UNIQUE INDEX invitations_digest_key ON public.invitations USING btree (digest)
CREATE UNIQUE INDEX invitations_pkey ON public.invitations USING btree (id)
CREATE INDEX items_of_parent ON public.items USING btree (parent_id) WHERE (parent_id IS NOT NULL)
CREATE INDEX items_of_root ON public.items USING btree (root_id, id)
CREATE INDEX items_of_space ON public.items USING btree (space_id, id) WHERE (parent_id IS NULL)
CREATE INDEX items_on_top ON public.items USING btree (id) WHERE (parent_id IS NULL)
CREATE UNIQUE INDEX items_origin_key ON public.items USING btree (origin)
CREATE INDEX items_pinned ON public.items USING btree (space_id, id) WHERE (pinned_at IS NOT NULL)
CREATE UNIQUE INDEX items_pkey ON public.items USING btree (id)
CREATE INDEX items_trashed ON public.items USING btree (trashed_at) WHERE (trashed_at IS NOT NULL)
CREATE INDEX jobs_due ON public.jobs USING btree (due_at) WHERE ((done_at IS NULL) AND (dead_at IS NULL))
CREATE UNIQUE INDEX jobs_pkey ON public.jobs USING btree (id)
CREATE UNIQUE INDEX join_requests_pkey ON public.join_requests USING btree (space_id, person_id)
CREATE INDEX links_back ON public.links USING btree (to_item)
CREATE UNIQUE INDEX links_pkey ON public.links USING btree (from_item, to_item, relation)
CREATE UNIQUE INDEX listeners_pkey ON public.listeners USING btree (name)
CREATE UNIQUE INDEX logos_pkey ON public.logos USING btree (name)
CREATE INDEX memberships_of ON public.memberships USING btree (person_id, space_id)
CREATE UNIQUE INDEX memberships_pkey ON public.memberships USING btree (space_id, person_id)
CREATE UNIQUE INDEX mentions_pkey ON public.mentions USING btree (item_id, person_id)
CREATE INDEX notices_of ON public.notices USING btree (person_id, id)
CREATE UNIQUE INDEX notices_once ON public.notices USING btree (person_id, item_id, reason)
CREATE UNIQUE INDEX notices_pkey ON public.notices USING btree (id)
CREATE INDEX notices_waiting ON public.notices USING btree (person_id, id) WHERE (read_at IS NULL)
CREATE UNIQUE INDEX passkeys_credential_key ON public.passkeys USING btree (credential)
CREATE INDEX passkeys_of ON public.passkeys USING btree (person_id)
CREATE UNIQUE INDEX passkeys_pkey ON public.passkeys USING btree (id)
CREATE INDEX people_by_name ON public.people USING btree (folded, id)
CREATE UNIQUE INDEX people_email_key ON public.people USING btree (email)
CREATE UNIQUE INDEX people_origin_key ON public.people USING btree (origin)
CREATE UNIQUE INDEX people_pkey ON public.people USING btree (id)
CREATE UNIQUE INDEX photos_pkey ON public.photos USING btree (person_id)
CREATE INDEX poll_options_of ON public.poll_options USING btree (item_id, "position")
CREATE UNIQUE INDEX poll_options_pkey ON public.poll_options USING btree (id)
CREATE UNIQUE INDEX poll_votes_pkey ON public.poll_votes USING btree (option_id, person_id)
CREATE UNIQUE INDEX polls_pkey ON public.polls USING btree (item_id)
CREATE UNIQUE INDEX reactions_pkey ON public.reactions USING btree (item_id, emoji, person_id)
CREATE UNIQUE INDEX recovery_codes_pkey ON public.recovery_codes USING btree (person_id, digest)
CREATE UNIQUE INDEX resets_pkey ON public.resets USING btree (digest)
CREATE INDEX scheduled_of ON public.scheduled USING btree (person_id, due_at)
CREATE UNIQUE INDEX scheduled_pkey ON public.scheduled USING btree (id)
CREATE UNIQUE INDEX schema_migrations_pkey ON public.schema_migrations USING btree (number)
CREATE UNIQUE INDEX search_pkey ON public.search USING btree (rowid)
CREATE INDEX search_words ON public.search USING gin (words)
CREATE UNIQUE INDEX sessions_digest_key ON public.sessions USING btree (digest)
CREATE INDEX sessions_of ON public.sessions USING btree (person_id)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (id)
CREATE UNIQUE INDEX settings_pkey ON public.settings USING btree (name)
CREATE INDEX spaces_by_name ON public.spaces USING btree (folded, id)
CREATE UNIQUE INDEX spaces_origin_key ON public.spaces USING btree (origin)
CREATE UNIQUE INDEX spaces_pkey ON public.spaces USING btree (id)
CREATE UNIQUE INDEX spent_challenges_pkey ON public.spent_challenges USING btree (digest)
CREATE INDEX taggings_by_tag ON public.taggings USING btree (tag, item_id)
CREATE UNIQUE INDEX taggings_pkey ON public.taggings USING btree (item_id, tag)
CREATE UNIQUE INDEX tokens_digest_key ON public.tokens USING btree (digest)
CREATE INDEX tokens_of ON public.tokens USING btree (person_id)
CREATE UNIQUE INDEX tokens_pkey ON public.tokens USING btree (id)
CREATE INDEX uploads_expiring ON public.uploads USING btree (expires_at)
CREATE INDEX uploads_of_owner ON public.uploads USING btree (owner_id)
CREATE UNIQUE INDEX uploads_pkey ON public.uploads USING btree (id)
view reachable
 SELECT m.person_id,
    m.space_id,
    m.role
   FROM (memberships m
     JOIN people p ON ((p.id = m.person_id)))
  WHERE (p.deactivated_at IS NULL)
UNION ALL
 SELECT p.id AS person_id,
    s.id AS space_id,
    'visitor'::text AS role
   FROM (people p
     JOIN spaces s ON ((s.opening = 'open'::text)))
  WHERE ((p.deactivated_at IS NULL) AND (p.role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text])) AND (NOT (EXISTS ( SELECT 1
           FROM memberships m
          WHERE ((m.space_id = s.id) AND (m.person_id = p.id))))));
