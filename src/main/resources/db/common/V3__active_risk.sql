-- Moments are milliseconds since 1970-01-01T00:00:00Z; tenant and consumer are empty where the risk is about none.

CREATE TABLE active_risk (
    risk      TEXT   NOT NULL,
    tenant    TEXT   NOT NULL,
    consumer  TEXT   NOT NULL,
    severity  TEXT   NOT NULL,
    since     BIGINT NOT NULL,
    deadline  BIGINT,
    summary   TEXT   NOT NULL,
    evidence  TEXT   NOT NULL,
    PRIMARY KEY (risk, tenant, consumer)
);
