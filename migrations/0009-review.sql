-- What a second person needs to decide: a reason for each warning, which holds for later files that say the same; drafts that went back to their
-- uploader; how large each change is.

-- What a warning speaks of and what it says of it; errors speak of neither.
ALTER TABLE datasets.finding
    ADD COLUMN subject text,
    ADD COLUMN subject_value text;

-- A reason stands until it is replaced by another one; none is taken back.
CREATE TABLE datasets.explanation (
    dataset_id   integer NOT NULL,
    code         text NOT NULL,
    subject      text NOT NULL,
    value        text NOT NULL,
    reason_code  text NOT NULL CHECK (reason_code IN ('checked-at-source', 'real-change', 'method-changed', 'revised-by-source', 'other')),
    reason       text NOT NULL CHECK (reason <> ''),
    explained_by text NOT NULL,            -- pseudonym
    explained_at timestamptz NOT NULL,
    replaced_at  timestamptz,
    PRIMARY KEY (dataset_id, code, subject, value, explained_at)
);
CREATE UNIQUE INDEX explanation_standing ON datasets.explanation (dataset_id, code, subject, value) WHERE replaced_at IS NULL;

CREATE FUNCTION datasets.refuse_changed_explanation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.replaced_at IS NOT NULL OR NEW.replaced_at IS NULL
        OR (to_jsonb(NEW) - 'replaced_at') IS DISTINCT FROM (to_jsonb(OLD) - 'replaced_at') THEN
        RAISE EXCEPTION 'A reason that was given is replaced by another one, never changed.';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER explanation_is_replaced_only BEFORE UPDATE OR DELETE ON datasets.explanation
    FOR EACH ROW EXECUTE FUNCTION datasets.refuse_changed_explanation();

ALTER TABLE datasets.version
    ADD COLUMN unexplained bigint DEFAULT 0,  -- warnings without a reason; null: published before reasons were asked for
    ADD COLUMN returned_by text,              -- pseudonym
    ADD COLUMN returned_at timestamptz,
    ADD COLUMN returned_comment text,
    ADD CONSTRAINT version_returned CHECK (
        (returned_by IS NULL) = (returned_at IS NULL) AND (returned_by IS NULL) = (returned_comment IS NULL) AND (returned_by IS NULL OR edition IS NULL)),
    ADD CONSTRAINT version_published_explained CHECK (edition IS NULL OR coalesce(unexplained, 0) = 0) NOT VALID;
UPDATE datasets.version SET unexplained = NULL WHERE warnings > 0;
ALTER TABLE datasets.version VALIDATE CONSTRAINT version_published_explained;

-- |after - before| / |before| of a changed figure; infinite from zero, null of an added one.
ALTER TABLE datasets.change ADD COLUMN size double precision;

-- Drafts are judged anew: their warnings get what they speak of, their changes their size.
UPDATE datasets.version SET status = 'received' WHERE status = 'draft' AND errors = 0;
