-- Counts a tenant's changes: who writes on from another version than the latest is refused.
ALTER TABLE tenant_state ADD COLUMN version BIGINT NOT NULL DEFAULT 0;

-- The process that wrote the version: what it has written without hearing so, it does not write again.
ALTER TABLE tenant_state ADD COLUMN writer TEXT;
