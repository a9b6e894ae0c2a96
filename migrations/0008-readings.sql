-- How each file is read: proposed by the portal, confirmed by a person where it is not certain, and proposed again for the next file like it.

ALTER TABLE datasets.version DROP CONSTRAINT version_status_check;
ALTER TABLE datasets.version ADD CONSTRAINT version_status_check
    CHECK (status IN ('received', 'reading', 'needs-reading', 'draft', 'rejected', 'published', 'superseded', 'withdrawn'));

ALTER TABLE datasets.source_file ADD COLUMN encoding text;   -- as its bytes tell; null: they do not, or the file is older than the question

CREATE TABLE datasets.reading (
    version_number integer PRIMARY KEY,
    dataset_id     integer NOT NULL,
    signature      text NOT NULL,            -- SHA-256 of the header's names
    reading        jsonb NOT NULL,
    skipped        jsonb,                    -- what was left out and why; null until the file was read
    confirmed_by   uuid,                     -- null: nothing had to be asked
    confirmed_at   timestamptz
);
CREATE INDEX reading_dataset ON datasets.reading (dataset_id, version_number) WHERE confirmed_by IS NOT NULL;

-- The earliest line stands for a sum of several.
COMMENT ON COLUMN datasets.observation.line IS 'Line of the file as received, or row of its sheet; of a sum of facilities the first one''s.';
