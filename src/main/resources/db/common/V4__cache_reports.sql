-- What consumers reported last that they hold of a tenant's keys: names and time, no more.

CREATE TABLE cache_report (
    consumer  TEXT   NOT NULL,
    tenant    TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (consumer, tenant)
);

CREATE TABLE reported_key (
    consumer    TEXT    NOT NULL,
    tenant      TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    kid         TEXT,
    thumbprint  TEXT,
    PRIMARY KEY (consumer, tenant, position)
);
