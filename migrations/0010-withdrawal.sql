-- A withdrawal takes a published version back: it is a version of its own, without a file, in whose edition the rows before the other stand again.

ALTER TABLE datasets.edition
    DROP CONSTRAINT edition_kind_check,
    ADD CONSTRAINT edition_kind_check CHECK (kind IN ('reference', 'publication', 'withdrawal'));

ALTER TABLE datasets.version
    ADD COLUMN withdraws integer UNIQUE REFERENCES datasets.version (number),   -- the version that it takes back
    ALTER COLUMN source_file_id DROP NOT NULL,
    ADD CONSTRAINT version_has_a_file CHECK ((source_file_id IS NULL) = (withdraws IS NOT NULL)),
    DROP CONSTRAINT version_four_eyes,
    -- Taking back needs no second person: it brings nothing that was not published before.
    ADD CONSTRAINT version_four_eyes CHECK (published_by IS NULL OR published_by <> uploaded_by OR system_upload OR withdraws IS NOT NULL);

-- A row that stands again is a copy: the one before it stays closed. Its line is in the file of the version that brought it first.
-- The edition a row stands from is that of its version; rows of the common segment carry it too, so that an index leads past the revisions of
-- other times. 0: ask the version.
ALTER TABLE datasets.observation
    ADD COLUMN origin_version integer,
    ADD COLUMN edition_from integer NOT NULL DEFAULT 0;

-- Drafts that wait to be published have the shape of a segment.
DO $$
DECLARE
    draft text;
BEGIN
    FOR draft IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'datasets' AND tablename ~ '^draft_[0-9]+$' LOOP
        EXECUTE format('ALTER TABLE %s ADD COLUMN origin_version integer, ADD COLUMN edition_from integer NOT NULL DEFAULT 0', draft);
    END LOOP;
END $$;

-- A reader of some day is led to the rows of that day alone, however often they were revised before and since. Only rows of the common segment are revised:
-- a large load, whose keys stand in it once, needs no such index.
CREATE INDEX observation_0_days ON datasets.observation_0 (indicator_id, country_id, edition_to, edition_from);
