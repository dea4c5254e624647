-- When a key was first and last seen to sign: the iat of tokens that verify with it.

ALTER TABLE known_key ADD COLUMN first_signed BIGINT;
ALTER TABLE known_key ADD COLUMN last_signed BIGINT;
