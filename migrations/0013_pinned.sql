-- What is pinned in a space is found without walking through everything that was ever posted there.
CREATE INDEX items_pinned ON items(space_id, id) WHERE pinned_at IS NOT NULL;
