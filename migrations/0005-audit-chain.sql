-- Ties every entry of the log to the one before it by a hash, also those written before there was a chain.

-- jsonb orders and spaces anew what it is given; what is hashed has to be what is stored. Text of old entries stays as it reads.
ALTER TABLE audit.event ALTER COLUMN details DROP DEFAULT;
ALTER TABLE audit.event ALTER COLUMN details TYPE json USING details::text::json;
ALTER TABLE audit.event ALTER COLUMN details SET DEFAULT '{}';

-- An identity counts before the chain's lock is held and leaves gaps where a transaction was rolled back.
ALTER TABLE audit.event ALTER COLUMN id DROP IDENTITY;

-- A field as it is hashed: its length in bytes, a colon, its UTF-8, a comma.
CREATE FUNCTION audit.field(value text) RETURNS bytea LANGUAGE sql STABLE STRICT SET search_path = pg_catalog AS $$
  SELECT convert_to(octet_length(convert_to(value, 'UTF8')) || ':' || value || ',', 'UTF8')
$$;

-- The same form as Sovereign.Analytics.Evidence.AuditChain, where it is described; a test holds the two together.
CREATE FUNCTION audit.hash_of(previous_hash bytea, id bigint, at timestamptz, person text, name text, subject text, details json)
RETURNS bytea LANGUAGE sql STABLE STRICT SET search_path = pg_catalog AS $$
  SELECT sha256(
    audit.field('sovereign-audit-1') || audit.field(encode(previous_hash, 'hex')) || audit.field(id::text)
    || audit.field(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || audit.field(person) || audit.field(name) || audit.field(subject) || audit.field(details::text))
$$;

-- The one change that old entries ever see.
ALTER TABLE audit.event DISABLE TRIGGER event_is_append_only;
DO $$
DECLARE
  entry audit.event;
  head  bytea := decode(repeat('00', 32), 'hex');
BEGIN
  FOR entry IN SELECT * FROM audit.event ORDER BY id LOOP
    UPDATE audit.event e
    SET previous_hash = head, hash = audit.hash_of(head, e.id, e.at, e.person, e.name, e.subject, e.details)
    WHERE e.id = entry.id
    RETURNING e.hash INTO head;
  END LOOP;
END
$$;

ALTER TABLE audit.event
  ALTER COLUMN previous_hash SET NOT NULL,
  ALTER COLUMN hash SET NOT NULL,
  -- What four digits of a year can say.
  ADD CONSTRAINT ck_event_at CHECK (at >= '0001-01-01T00:00:00Z' AND at < '9999-12-31T00:00:00Z');

-- No two entries follow on the same one: the chain cannot fork, whatever the isolation of whoever writes.
CREATE UNIQUE INDEX ix_event_previous_hash ON audit.event (previous_hash);
CREATE INDEX ix_event_person ON audit.event (person);

-- Puts every new entry at the end of the chain, whoever inserts it. What an INSERT states of its place (a restored copy does) has to be right.
CREATE FUNCTION audit.join_chain() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  head audit.event;
  hash bytea;
BEGIN
  -- Held until the transaction ends, so that entries become visible in the order of the chain. It is the last lock a transaction takes.
  PERFORM pg_advisory_xact_lock(x'41554449'::bigint);
  SELECT * INTO head FROM audit.event e ORDER BY e.id DESC LIMIT 1;
  head.id := coalesce(head.id, 0);
  head.hash := coalesce(head.hash, decode(repeat('00', 32), 'hex'));

  NEW.id := coalesce(NEW.id, head.id + 1);
  IF NEW.id <= head.id OR coalesce(NEW.previous_hash, head.hash) <> head.hash THEN
    RAISE EXCEPTION 'audit.event: an entry follows on the last one, which is %', head.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  NEW.previous_hash := head.hash;
  hash := audit.hash_of(NEW.previous_hash, NEW.id, NEW.at, NEW.person, NEW.name, NEW.subject, NEW.details);
  IF coalesce(NEW.hash, hash) <> hash THEN
    RAISE EXCEPTION 'audit.event: the hash of entry % is not that of its content', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  NEW.hash := hash;
  RETURN NEW;
END
$$;

CREATE TRIGGER event_joins_chain BEFORE INSERT ON audit.event FOR EACH ROW EXECUTE FUNCTION audit.join_chain();

-- ALWAYS: also in a session that turns ordinary triggers off (session_replication_role).
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER event_joins_chain;
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER event_is_append_only;
