-- How long the provider last let caches keep its key set, in seconds: those who do not poll the tenant forecast with it, too.
ALTER TABLE tenant_state ADD COLUMN max_age BIGINT;
