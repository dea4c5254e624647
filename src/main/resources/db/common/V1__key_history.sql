-- Moments are milliseconds since 1970-01-01T00:00:00Z.

CREATE TABLE tenant_state (
    tenant              TEXT   NOT NULL PRIMARY KEY,
    source              TEXT   NOT NULL,
    watched_since       BIGINT,
    last_rotation       BIGINT,
    issuer              TEXT,
    jwks_uri            TEXT,
    signing_algorithms  TEXT,
    token_endpoint      TEXT,
    jwks_sha256         TEXT,
    last_attempt        BIGINT,
    last_success        BIGINT,
    failures            INTEGER NOT NULL,
    failure_reason      TEXT,
    failure_detail      TEXT,
    failure_at          BIGINT,
    retry_not_before    BIGINT
);

CREATE TABLE known_key (
    tenant        TEXT    NOT NULL,
    identity      TEXT    NOT NULL,
    position      INTEGER NOT NULL,
    jwk           TEXT    NOT NULL,
    first_seen    BIGINT  NOT NULL,
    last_seen     BIGINT,
    withdrawn_at  BIGINT,
    PRIMARY KEY (tenant, identity)
);

CREATE TABLE key_event (
    number      ${identity},
    tenant      TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    kid         TEXT,
    thumbprint  TEXT,
    detail      TEXT   NOT NULL
);

CREATE INDEX key_event_by_tenant ON key_event (tenant, number);

CREATE TABLE remembered (
    name   TEXT NOT NULL PRIMARY KEY,
    value  TEXT NOT NULL
);
