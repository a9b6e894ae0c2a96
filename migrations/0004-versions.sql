-- Files as received, versions of a dataset, and the observations of published versions.

CREATE TABLE datasets.source_file (
    id          uuid PRIMARY KEY,
    name        text NOT NULL,
    sha256      text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    length      bigint NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE INDEX source_file_sha256 ON datasets.source_file (sha256);

-- One mebibyte a row: a bytea ends at one gigabyte, a file does not.
CREATE TABLE datasets.source_chunk (
    file_id uuid NOT NULL REFERENCES datasets.source_file DEFERRABLE INITIALLY DEFERRED,
    ordinal integer NOT NULL,
    bytes   bytea NOT NULL,
    PRIMARY KEY (file_id, ordinal)
);
-- Neither compressed nor inline: the bytes are written once and read in order.
ALTER TABLE datasets.source_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE datasets.version (
    id             uuid PRIMARY KEY,
    number         integer GENERATED ALWAYS AS IDENTITY UNIQUE,
    dataset_id     integer NOT NULL,
    source_file_id uuid NOT NULL REFERENCES datasets.source_file,
    status         text NOT NULL CHECK (status IN ('received', 'reading', 'draft', 'rejected', 'published', 'superseded', 'withdrawn')),
    semantic       text,
    uploaded_by    uuid NOT NULL,
    uploaded_at    timestamptz NOT NULL,
    system_upload  boolean NOT NULL,
    published_by   uuid,
    edition        integer UNIQUE REFERENCES datasets.edition DEFERRABLE INITIALLY DEFERRED,
    base_edition   integer NOT NULL,         -- newest edition of the dataset that the change list was made against
    bytes_read     bigint NOT NULL,
    rows           bigint NOT NULL,
    errors         bigint NOT NULL,
    warnings       bigint NOT NULL,
    added          bigint NOT NULL,
    changed        bigint NOT NULL,
    absent         bigint NOT NULL,          -- published rows that the file does not mention
    removed        bigint NOT NULL,
    comment        text,
    CONSTRAINT version_four_eyes CHECK (published_by IS NULL OR published_by <> uploaded_by OR system_upload),
    CONSTRAINT version_published_has_edition CHECK ((edition IS NULL) = (published_by IS NULL)),
    CONSTRAINT version_published_without_errors CHECK (edition IS NULL OR errors = 0)
);
CREATE INDEX version_dataset ON datasets.version (dataset_id, number);
CREATE INDEX version_open ON datasets.version (status) WHERE status IN ('received', 'reading', 'draft');

CREATE TABLE datasets.finding (
    version_number integer NOT NULL,
    ordinal        bigint NOT NULL,
    tier           text NOT NULL CHECK (tier IN ('S', 'V', 'Q', 'M')),
    code           text NOT NULL,
    line           bigint NOT NULL,          -- as in the file received; the header is line 1
    column_name    text,
    value          text,
    expected       text NOT NULL,
    message        text NOT NULL,
    PRIMARY KEY (version_number, ordinal)
);

-- What publishing would do: one row for each added or changed observation of a revision, by key. A first load has none.
CREATE TABLE datasets.change (
    version_number integer NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('added', 'changed')),
    line           bigint NOT NULL,
    indicator_id   integer NOT NULL,
    country_id     integer NOT NULL,
    period_start   date NOT NULL,
    frequency      smallint NOT NULL,
    definition_id  integer NOT NULL,
    control        smallint NOT NULL,
    source_id      integer NOT NULL
);
CREATE INDEX change_version ON datasets.change (version_number);

-- Published observations. A row stands from the edition of its version until edition_to.
-- Segment 0 takes the rows of revisions and of small first loads; a large first load becomes a partition of its own,
-- so that each of its rows is written once.
CREATE TABLE datasets.observation (
    segment        integer NOT NULL,
    version_number integer NOT NULL,
    line           bigint NOT NULL,
    dataset_id     integer NOT NULL,
    indicator_id   integer NOT NULL,
    country_id     integer NOT NULL,
    period_start   date NOT NULL,
    frequency      smallint NOT NULL,        -- Analytics.Periods.Frequency
    definition_id  integer NOT NULL,         -- 0: the indicator has no definitions
    control        smallint NOT NULL,        -- Analytics Control
    source_id      integer NOT NULL,
    bound          smallint NOT NULL,
    coverage       smallint NOT NULL,
    method         smallint NOT NULL,
    status         text NOT NULL,            -- SDMX OBS_STATUS
    value          double precision NOT NULL,
    lower          double precision,
    upper          double precision,
    value_text     text NOT NULL,            -- digits as written, in the indicator's unit
    lower_text     text,
    upper_text     text,
    note           text,
    edition_to     integer
) PARTITION BY LIST (segment);

CREATE TABLE datasets.observation_0 PARTITION OF datasets.observation FOR VALUES IN (0);

CREATE UNIQUE INDEX observation_key ON datasets.observation
    (indicator_id, country_id, period_start, frequency, definition_id, control, source_id, version_number, segment);

-- Published rows are closed, never changed.
CREATE FUNCTION datasets.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closing integer := NEW.edition_to;
BEGIN
    IF OLD.edition_to IS NOT NULL OR closing IS NULL THEN
        RAISE EXCEPTION 'A published observation is closed once and not reopened.';
    END IF;
    NEW.edition_to := NULL;
    IF NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'A published observation is closed, never changed.';
    END IF;
    NEW.edition_to := closing;
    RETURN NEW;
END $$;

CREATE FUNCTION datasets.refuse_deleting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published observation is never deleted; a later edition closes it.';
END $$;

CREATE TRIGGER observation_is_never_deleted BEFORE DELETE ON datasets.observation
    FOR EACH ROW EXECUTE FUNCTION datasets.refuse_deleting();

CREATE TRIGGER observation_is_closed_only BEFORE UPDATE ON datasets.observation
    FOR EACH ROW EXECUTE FUNCTION datasets.refuse_rewriting();
