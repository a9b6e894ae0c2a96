-- What a person needs to find and mend what is wrong: findings by tier, rule and column, in the order of the file, beside the row they speak of.

-- The sentence is put together from its parts where it is shown; each place says it in its own order.
ALTER TABLE datasets.finding ADD COLUMN problem text;
UPDATE datasets.finding f
SET problem = substr(f.message, length(p.head) + 1, length(f.message) - length(p.head) - length('; expected ' || f.expected || '.'))
FROM (
    SELECT g.version_number, g.ordinal,
        s.name || CASE WHEN g.line > 0 THEN ', line ' || g.line ELSE '' END || coalesce(', column ' || g.column_name, '')
            || coalesce(', value "' || g.value || '"', '') || ': ' AS head
    FROM datasets.finding g
    JOIN datasets.version v ON v.number = g.version_number
    JOIN datasets.source_file s ON s.id = v.source_file_id) p
WHERE f.version_number = p.version_number AND f.ordinal = p.ordinal;
ALTER TABLE datasets.finding ALTER COLUMN problem SET NOT NULL, DROP COLUMN message;

-- The order of the file, which is not the order in which findings are made: those of all rows together come last.
CREATE INDEX finding_line ON datasets.finding (version_number, line, ordinal);

-- How many findings of each kind, so that a page need not count a million of them.
CREATE TABLE datasets.finding_count (
    version_number integer NOT NULL,
    tier           text NOT NULL,
    code           text NOT NULL,
    column_name    text,                     -- null: of the whole row or file
    findings       bigint NOT NULL CHECK (findings > 0),
    UNIQUE NULLS NOT DISTINCT (version_number, code, column_name)
);
INSERT INTO datasets.finding_count (version_number, tier, code, column_name, findings)
SELECT version_number, tier, code, column_name, count(*) FROM datasets.finding GROUP BY version_number, tier, code, column_name;

-- Where some lines begin in the file, so that a row can be shown without reading the file from its start.
CREATE TABLE datasets.line_mark (
    version_number integer NOT NULL,
    line           bigint NOT NULL,
    byte_offset    bigint NOT NULL,
    PRIMARY KEY (version_number, line)
);

ALTER TABLE datasets.version
    ADD COLUMN checked_at timestamptz,       -- when the checks ended
    ADD COLUMN rule_set text,                -- of the checks that were made: changes when a rule or a threshold does
    ADD COLUMN ignored_column text;          -- the portal's own column of errors, when the file came back with it
