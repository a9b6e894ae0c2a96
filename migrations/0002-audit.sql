-- The log of what happened. Entries are appended and never change.
CREATE SCHEMA audit;

CREATE TABLE audit.event (
  id            bigint      GENERATED ALWAYS AS IDENTITY,
  at            timestamptz NOT NULL,
  person        text        NOT NULL,  -- a pseudonym; who it is stands in access.person
  name          text        NOT NULL,
  subject       text        NOT NULL,
  details       jsonb       NOT NULL DEFAULT '{}'::jsonb,
  previous_hash bytea,                 -- the chain: hash of the entry before
  hash          bytea,
  CONSTRAINT pk_event PRIMARY KEY (id)
);
CREATE INDEX ix_event_at ON audit.event (at);
CREATE INDEX ix_event_subject ON audit.event (subject);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit.event is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Per statement, so that a change that happens to match no row is refused as well.
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.event
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
