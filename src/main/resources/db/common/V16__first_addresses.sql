-- The first addresses that the issuer's discovery document named: secrets go to their origins and to no later one. Absent in
-- rows of earlier versions, whose addresses count as the first.
ALTER TABLE tenant_state ADD COLUMN first_jwks_uri TEXT;
ALTER TABLE tenant_state ADD COLUMN first_token_endpoint TEXT;
