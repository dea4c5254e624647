-- The version of the tenant's state that an event made: a replica that follows tells those of later ones.
ALTER TABLE key_event ADD COLUMN version BIGINT;
