-- The latest risks that resolved. Moments are milliseconds since 1970-01-01T00:00:00Z; tenant and consumer are empty where the
-- risk was about none.

CREATE TABLE resolved_risk (
    number       ${identity},
    risk         TEXT   NOT NULL,
    tenant       TEXT   NOT NULL,
    consumer     TEXT   NOT NULL,
    severity     TEXT   NOT NULL,
    since        BIGINT NOT NULL,
    deadline     BIGINT,
    summary      TEXT   NOT NULL,
    evidence     TEXT   NOT NULL,
    resolved_at  BIGINT NOT NULL,
    UNIQUE (risk, tenant, consumer, since)
);

CREATE INDEX resolved_risk_by_moment ON resolved_risk (resolved_at);
