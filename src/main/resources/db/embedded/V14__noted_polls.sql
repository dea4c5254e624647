-- Polls that changed nothing since the row of their tenant was written. The table poll_note held them before: of each shard an
-- octet for the format (1), then of each tenant an octet with the length of its id, the id, and eight octets each for the version,
-- the last attempt and the last success. It is read here a last time.

CREATE TABLE noted_poll (
    tenant        TEXT    NOT NULL PRIMARY KEY,
    version       INTEGER NOT NULL,
    last_attempt  INTEGER NOT NULL,
    last_success  INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO noted_poll (tenant, version, last_attempt, last_success)
WITH RECURSIVE
    octet (hex, number) AS MATERIALIZED (
        SELECT '00', 0
        UNION ALL
        SELECT printf('%02X', number + 1), number + 1 FROM octet WHERE number < 255
    ),
    place (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM place WHERE place < 8),
    note (shard, start, length) AS (
        SELECT packed.shard, 2, octet.number
            FROM poll_note packed JOIN octet ON octet.hex = hex(substr(packed.notes, 2, 1))
            WHERE hex(substr(packed.notes, 1, 1)) = '01'
        UNION ALL
        SELECT packed.shard, note.start + 25 + note.length, octet.number
            FROM note JOIN poll_note packed ON packed.shard = note.shard
            JOIN octet ON octet.hex = hex(substr(packed.notes, note.start + 25 + note.length, 1))
    ),
    split (tenant, numbers) AS (
        SELECT CAST(substr(packed.notes, note.start + 1, note.length) AS TEXT),
                substr(packed.notes, note.start + 1 + note.length, 24)
            FROM note JOIN poll_note packed ON packed.shard = note.shard
    )
SELECT split.tenant,
        (SELECT sum(octet.number << (64 - 8 * place)) FROM place
            JOIN octet ON octet.hex = hex(substr(split.numbers, place, 1))),
        (SELECT sum(octet.number << (64 - 8 * place)) FROM place
            JOIN octet ON octet.hex = hex(substr(split.numbers, 8 + place, 1))),
        (SELECT sum(octet.number << (64 - 8 * place)) FROM place
            JOIN octet ON octet.hex = hex(substr(split.numbers, 16 + place, 1)))
    FROM split;
