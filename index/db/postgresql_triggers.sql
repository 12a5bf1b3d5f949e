-- The audit log is only added to: who did it can be taken out of a row, and a row only when the log has gone on for five years.
CREATE OR REPLACE FUNCTION audit_not_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION audit_not_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT max(done_at) FROM audit)::timestamptz - OLD.done_at::timestamptz < interval '1826 days' THEN
        RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER audit_not_changed BEFORE UPDATE ON audit FOR EACH ROW
WHEN ((NEW.id, NEW.done_at, NEW.action, NEW.case_key, NEW.document, NEW.detail)
    IS DISTINCT FROM (OLD.id, OLD.done_at, OLD.action, OLD.case_key, OLD.document, OLD.detail))
EXECUTE FUNCTION audit_not_changed();
CREATE TRIGGER audit_not_deleted BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_not_deleted();
