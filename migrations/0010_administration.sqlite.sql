-- Old lines of the trail may go, when their retention ends; none younger than 180 days (CNIL, délibération 2021-122: six months at least).
DROP TRIGGER audit_whole;
CREATE TRIGGER audit_whole BEFORE DELETE ON audit WHEN OLD.at > unixepoch() * 1000 - 15552000000 BEGIN SELECT RAISE(ABORT, 'the audit trail is kept for 180 days at least'); END;
