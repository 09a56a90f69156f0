-- Old lines of the trail may go, when their retention ends; none younger than 180 days (CNIL, délibération 2021-122: six months at least).
DROP TRIGGER audit_kept ON audit;
CREATE TRIGGER audit_kept BEFORE UPDATE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_kept();
CREATE FUNCTION audit_young() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.at > extract(epoch FROM now()) * 1000 - 15552000000 THEN RAISE EXCEPTION 'the audit trail is kept for 180 days at least'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER audit_whole BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_young();
