-- Every moment here is the database's: the replicas' clocks are not asked.

-- A process that shares this store. It is gone once its lease has ended.
CREATE TABLE replica (
    replica       TEXT        NOT NULL PRIMARY KEY,
    watch_list    TEXT        NOT NULL,
    lease_until   TIMESTAMPTZ NOT NULL,
    steady_since  TIMESTAMPTZ NOT NULL
);

-- Who polls a tenant; nobody for the moment where replica is absent.
CREATE TABLE tenant_claim (
    tenant   TEXT NOT NULL PRIMARY KEY,
    replica  TEXT
);

CREATE INDEX tenant_claim_by_replica ON tenant_claim (replica);

-- The transaction that wrote a row last: what was not finished when somebody read is read again.
ALTER TABLE tenant_state ADD COLUMN changed_in BIGINT NOT NULL DEFAULT 0;

CREATE INDEX tenant_state_by_change ON tenant_state (changed_in);

CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_in := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END
$$;

CREATE TRIGGER tenant_state_changed BEFORE INSERT OR UPDATE ON tenant_state
    FOR EACH ROW EXECUTE FUNCTION note_change();
