-- What somebody is writing, one draft for each place (`space:<id>`, or `item:<id>` for a comment), and what is to be posted later.
-- Nobody but the person reads either.
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
CREATE TABLE scheduled (
  id BIGINT PRIMARY KEY,
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
