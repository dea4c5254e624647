-- Polls that changed nothing since their tenant's row was written, a few hundred tenants a row: see NotedPolls.

CREATE TABLE poll_note (
    shard  INTEGER NOT NULL PRIMARY KEY,
    notes  BLOB    NOT NULL
);
