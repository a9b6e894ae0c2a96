-- Minutes of one engine are written and read together, all signals at once: so they stand together in the index.
ALTER TABLE telemetry.rollup_minute DROP CONSTRAINT pk_rollup_minute, ADD CONSTRAINT pk_rollup_minute PRIMARY KEY (engine_id, bucket, signal, part, layout);
ALTER TABLE telemetry.rollup_hour DROP CONSTRAINT pk_rollup_hour, ADD CONSTRAINT pk_rollup_hour PRIMARY KEY (engine_id, bucket, signal, part, layout);
ALTER TABLE telemetry.rollup_day DROP CONSTRAINT pk_rollup_day, ADD CONSTRAINT pk_rollup_day PRIMARY KEY (engine_id, bucket, signal, part, layout);
