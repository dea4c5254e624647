ALTER TABLE tenant_state ADD COLUMN of_a_later_version TEXT NOT NULL DEFAULT 'x';
ALTER TABLE known_key ADD COLUMN of_a_later_version TEXT;
CREATE TABLE of_a_later_version (tenant TEXT NOT NULL PRIMARY KEY);
