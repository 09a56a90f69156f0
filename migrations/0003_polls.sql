-- What a poll owns beside its item.
CREATE TABLE polls (item_id BIGINT PRIMARY KEY REFERENCES items(id), multiple BIGINT NOT NULL, closes_at BIGINT);
CREATE TABLE poll_options (id BIGINT PRIMARY KEY, item_id BIGINT NOT NULL REFERENCES polls(item_id), position BIGINT NOT NULL, label TEXT NOT NULL);
CREATE INDEX poll_options_of ON poll_options(item_id, position);
CREATE TABLE poll_votes (
  option_id BIGINT NOT NULL REFERENCES poll_options(id), person_id BIGINT NOT NULL REFERENCES people(id), at BIGINT NOT NULL,
  PRIMARY KEY (option_id, person_id)
);
