-- The transaction that wrote a row last, as in tenant_state.
ALTER TABLE cache_report ADD COLUMN changed_in BIGINT NOT NULL DEFAULT 0;

CREATE INDEX cache_report_by_change ON cache_report (changed_in);

CREATE TRIGGER cache_report_changed BEFORE INSERT OR UPDATE ON cache_report
    FOR EACH ROW EXECUTE FUNCTION note_change();

-- Reports that were removed lately, for those who knew them; older ones go with the next.
CREATE TABLE removed_report (
    consumer    TEXT        NOT NULL,
    tenant      TEXT        NOT NULL,
    changed_in  BIGINT      NOT NULL,
    removed_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (consumer, tenant)
);

CREATE INDEX removed_report_by_change ON removed_report (changed_in);

CREATE INDEX removed_report_by_age ON removed_report (removed_at);

CREATE FUNCTION note_removed_reports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO removed_report (consumer, tenant, changed_in, removed_at)
    SELECT consumer, tenant, pg_current_xact_id()::text::bigint, clock_timestamp() FROM gone
    ON CONFLICT (consumer, tenant)
        DO UPDATE SET changed_in = excluded.changed_in, removed_at = excluded.removed_at;
    DELETE FROM removed_report WHERE removed_at < clock_timestamp() - interval '1 day';
    RETURN NULL;
END
$$;

CREATE TRIGGER cache_report_removed AFTER DELETE ON cache_report
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION note_removed_reports();
