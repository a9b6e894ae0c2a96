-- Editions and the reference data that belongs to them. Nothing is overwritten: a row is valid for the editions
-- in [edition_from, edition_to), and edition_to is null while it still stands.

CREATE SCHEMA datasets;

CREATE TABLE datasets.edition (
    number       integer PRIMARY KEY CHECK (number > 0),
    published_at timestamptz NOT NULL UNIQUE,
    kind         text NOT NULL CHECK (kind IN ('reference', 'publication')),
    comment      text
);

CREATE TABLE datasets.country (
    id           integer NOT NULL,           -- ISO 3166-1 numeric
    code         text NOT NULL CHECK (code ~ '^[A-Z]{3}$'),
    alpha2       text NOT NULL CHECK (alpha2 ~ '^[A-Z]{2}$'),
    name         text NOT NULL,
    region       text NOT NULL,
    income_group text,
    aliases      text[] NOT NULL,
    edition_from integer NOT NULL REFERENCES datasets.edition DEFERRABLE INITIALLY DEFERRED,
    edition_to   integer CHECK (edition_to > edition_from),
    PRIMARY KEY (id, edition_from)
);
CREATE UNIQUE INDEX country_open ON datasets.country (code) WHERE edition_to IS NULL;

CREATE SEQUENCE datasets.reference_id AS integer;

CREATE TABLE datasets.source (
    id             integer NOT NULL,
    code           text NOT NULL,
    title          text NOT NULL,
    publisher      text NOT NULL,
    year           integer,
    url            text,
    licence        text NOT NULL,
    redistribution text NOT NULL CHECK (redistribution IN ('open', 'figures', 'no')),
    third_hand     boolean NOT NULL,
    note           text,
    edition_from   integer NOT NULL REFERENCES datasets.edition DEFERRABLE INITIALLY DEFERRED,
    edition_to     integer CHECK (edition_to > edition_from),
    PRIMARY KEY (id, edition_from)
);
CREATE UNIQUE INDEX source_open ON datasets.source (code) WHERE edition_to IS NULL;

CREATE TABLE datasets.indicator (
    id           integer NOT NULL,
    code         text NOT NULL,
    title        text NOT NULL,
    unit         text NOT NULL,
    direction    text NOT NULL CHECK (direction IN ('higher', 'lower', 'context')),
    description  text NOT NULL,
    minimum      double precision,
    maximum      double precision,
    edition_from integer NOT NULL REFERENCES datasets.edition DEFERRABLE INITIALLY DEFERRED,
    edition_to   integer CHECK (edition_to > edition_from),
    PRIMARY KEY (id, edition_from)
);
CREATE UNIQUE INDEX indicator_open ON datasets.indicator (code) WHERE edition_to IS NULL;

CREATE TABLE datasets.definition (
    id           integer NOT NULL,
    indicator_id integer NOT NULL,
    code         text NOT NULL,
    title        text NOT NULL,
    text         text NOT NULL,
    edition_from integer NOT NULL REFERENCES datasets.edition DEFERRABLE INITIALLY DEFERRED,
    edition_to   integer CHECK (edition_to > edition_from),
    PRIMARY KEY (id, edition_from)
);
CREATE UNIQUE INDEX definition_open ON datasets.definition (indicator_id, code) WHERE edition_to IS NULL;

CREATE TABLE datasets.preference (
    id           integer NOT NULL,
    indicator    text NOT NULL,
    definition   text NOT NULL,
    source       text NOT NULL,
    rank         integer NOT NULL,
    reason       text NOT NULL,
    edition_from integer NOT NULL REFERENCES datasets.edition DEFERRABLE INITIALLY DEFERRED,
    edition_to   integer CHECK (edition_to > edition_from),
    PRIMARY KEY (id, edition_from)
);
CREATE UNIQUE INDEX preference_open ON datasets.preference (indicator, definition, source) WHERE edition_to IS NULL;

CREATE TABLE datasets.dataset (
    id           integer NOT NULL,
    code         text NOT NULL,
    title        text NOT NULL,
    description  text NOT NULL,
    publisher    text NOT NULL,
    licence      text NOT NULL,
    source       text,                       -- stands for a row that names none
    edition_from integer NOT NULL REFERENCES datasets.edition DEFERRABLE INITIALLY DEFERRED,
    edition_to   integer CHECK (edition_to > edition_from),
    PRIMARY KEY (id, edition_from)
);
CREATE UNIQUE INDEX dataset_open ON datasets.dataset (code) WHERE edition_to IS NULL;
