-- What an edition changed is read from the observations themselves: those that begin with it and those that end with it.

-- Rows that end with an edition. A first load has none, so its rows pay only for one look when their segment is attached.
CREATE INDEX observation_closed ON datasets.observation (edition_to) WHERE edition_to IS NOT NULL;

-- Rows of a version in the segment that all revisions share. A large first load is a segment of its own and is read as one.
CREATE INDEX observation_0_version ON datasets.observation_0 (version_number);
