-- Who the tenants are, and how far the ids of each have been counted. A counter ends with its transaction, as that of a file does;
-- one of a tenant writes at a time, so that nobody waits for it.
CREATE TABLE sagsbot_tenants (
    tenant TEXT COLLATE "C" NOT NULL DEFAULT nullif(current_setting('sagsbot.tenant', true), '') PRIMARY KEY,
    unfinished BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE sagsbot_counters (
    tenant TEXT COLLATE "C" NOT NULL DEFAULT nullif(current_setting('sagsbot.tenant', true), ''),
    name TEXT COLLATE "C" NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (tenant, name)
);
CREATE FUNCTION sagsbot_next_id(counted text) RETURNS bigint LANGUAGE sql VOLATILE AS $$
    INSERT INTO sagsbot_counters (name, last) VALUES (counted, 1)
    ON CONFLICT (tenant, name) DO UPDATE SET last = sagsbot_counters.last + 1 RETURNING last
$$;
-- The log is only added to; but a whole database that is put back takes its place.
CREATE OR REPLACE FUNCTION audit_not_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('sagsbot.renewed', true) = 'yes' THEN
        RETURN OLD;
    END IF;
    IF (SELECT max(done_at) FROM audit)::timestamptz - OLD.done_at::timestamptz < interval '1826 days' THEN
        RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
