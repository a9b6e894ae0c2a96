-- Statements by address; what each number means follows.
-- All figures, /api/v1/observations: 1 × 1, 1 × 2
-- One page of figures, /api/v1/observations?indicator=datacenter-power&limit=10: 1 × 1, 1 × 2
-- The gap, /api/v1/gap?country=IND&reference=USA: 1 × 1, 1 × 2
-- A key figure, /api/v1/kpis/power-gap-ratio: 1 × 1, 1 × 2
-- The overview, /: 1 × 1, 6 × 2, 1 × 3, 1 × 4
-- A country, /countries/IND: 1 × 1, 5 × 2
-- An indicator, /indicators/datacenter-power: 1 × 1, 1 × 2
-- All countries, /countries: 1 × 1
-- All datasets, /data: 1 × 1, 1 × 3
-- A dataset, /data/datacenter-power: 2 × 1, 1 × 5, 1 × 6, 1 × 7

-- 1
SELECT number, published_at FROM datasets.edition WHERE published_at <= coalesce($1, 'infinity') ORDER BY number DESC LIMIT 1;

-- 2
SELECT o.indicator_id, o.country_id, o.period_start, o.frequency, o.definition_id, o.control, o.source_id, o.bound, o.coverage, o.method,
    o.status, o.value, o.lower, o.upper, o.value_text, o.lower_text, o.upper_text, o.note, o.line, o.dataset_id, coalesce(o.origin_version, o.version_number) AS file_version FROM datasets.observation o
WHERE o.edition_from <= @edition
    AND (o.edition_from > 0 OR EXISTS (SELECT 1 FROM datasets.version v WHERE v.number = o.version_number AND v.edition <= @edition))
    AND (o.edition_to IS NULL OR o.edition_to > @edition)
    AND (@indicators IS NULL OR o.indicator_id = ANY (@indicators))
    AND (@countries IS NULL OR o.country_id = ANY (@countries))
    AND (@definitions IS NULL OR o.definition_id = ANY (@definitions))
    AND (@source IS NULL OR o.source_id = @source)
    AND (@withheld IS NULL OR o.source_id <> ALL (@withheld))
    AND (@dataset IS NULL OR o.dataset_id = @dataset)
    AND (@segments IS NULL OR o.segment = ANY (@segments))
    AND (@from IS NULL OR o.period_start >= @from)
    AND (@to IS NULL OR o.period_start < @to)
ORDER BY o.indicator_id, o.country_id, o.period_start, o.frequency, o.definition_id, o.control, o.source_id
OFFSET @skip LIMIT @take;

-- 3
SELECT DISTINCT ON (v.dataset_id) v.dataset_id, v.id, v.semantic, e.published_at, v.edition, t.rows
FROM datasets.version v
JOIN datasets.edition e ON e.number = v.edition
CROSS JOIN LATERAL (
    SELECT sum(w.added - w.removed)::bigint AS rows FROM datasets.version w WHERE w.dataset_id = v.dataset_id AND w.edition <= $1) t
WHERE v.edition <= $1
ORDER BY v.dataset_id, v.edition DESC;

-- 4
WITH revision AS (SELECT 'country' AS what, id, edition_from, edition_to FROM datasets.country UNION ALL SELECT 'source' AS what, id, edition_from, edition_to FROM datasets.source UNION ALL SELECT 'indicator' AS what, id, edition_from, edition_to FROM datasets.indicator UNION ALL SELECT 'definition' AS what, id, edition_from, edition_to FROM datasets.definition UNION ALL SELECT 'preference' AS what, id, edition_from, edition_to FROM datasets.preference UNION ALL SELECT 'dataset' AS what, id, edition_from, edition_to FROM datasets.dataset),
defined AS (
    SELECT coalesce(a.edition_from, b.edition_to) AS number, count(*) FILTER (WHERE b.id IS NULL) AS added,
        count(*) FILTER (WHERE a.id IS NOT NULL AND b.id IS NOT NULL) AS changed, count(*) FILTER (WHERE a.id IS NULL) AS ended
    FROM revision a
    FULL JOIN (SELECT * FROM revision WHERE edition_to IS NOT NULL) b ON a.what = b.what AND a.id = b.id AND a.edition_from = b.edition_to
    GROUP BY coalesce(a.edition_from, b.edition_to))
SELECT e.number, e.published_at, e.kind, e.comment, d.code, d.title, v.semantic,
    v.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM datasets.version p WHERE p.dataset_id = v.dataset_id AND p.edition < v.edition),
    coalesce(v.added, r.added, 0), coalesce(v.changed, r.changed, 0), coalesce(v.removed, r.ended, 0),
    t.semantic, t.edition, x.edition
FROM datasets.edition e
LEFT JOIN datasets.version v ON v.edition = e.number
LEFT JOIN datasets.version t ON t.number = v.withdraws
LEFT JOIN datasets.version x ON x.withdraws = v.number AND x.edition <= @edition
LEFT JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_from <= @edition AND (d.edition_to IS NULL OR d.edition_to > @edition)
LEFT JOIN defined r ON r.number = e.number
WHERE e.number <= @edition AND (@number IS NULL OR e.number = @number) AND (NOT @figures OR e.kind <> 'reference')
ORDER BY e.number DESC OFFSET @skip LIMIT @take;

-- 5
SELECT v.id, v.number, d.code, d.title,
    CASE WHEN x.edition IS NOT NULL THEN 'withdrawn'
        WHEN v.edition IS NULL THEN v.status
        WHEN EXISTS (SELECT 1 FROM datasets.version n WHERE n.dataset_id = v.dataset_id AND n.edition > v.edition AND n.edition <= $1) THEN 'superseded'
        ELSE 'published' END,
    v.semantic, v.uploaded_by, v.uploaded_at, e.published_at, v.edition, v.bytes_read, coalesce(f.length, 0),
    coalesce(f.name, 'Withdrawal of ' || t.semantic), coalesce(f.sha256, ''), v.rows, v.errors, v.warnings, v.added, v.changed, v.absent, v.removed, v.comment,
    v.checked_at, v.rule_set, v.ignored_column, v.source_file_id,
    t.id, t.semantic, x.edition, y.published_at, x.semantic, x.comment,
    v.unexplained, v.returned_by, v.returned_at, v.returned_comment, v.base_edition, v.status = 'draft' AND EXISTS (SELECT 1 FROM datasets.version s WHERE s.dataset_id = v.dataset_id AND s.edition > v.base_edition), v.dataset_id
FROM datasets.version v
LEFT JOIN datasets.source_file f ON f.id = v.source_file_id
LEFT JOIN datasets.version t ON t.number = v.withdraws
LEFT JOIN datasets.version x ON x.withdraws = v.number AND x.edition <= $1
LEFT JOIN datasets.edition y ON y.number = x.edition
JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_to IS NULL
LEFT JOIN datasets.edition e ON e.number = v.edition
WHERE v.dataset_id = $2 AND v.edition <= $1 ORDER BY v.edition DESC;

-- 6
SELECT array_append(array_agg(number), 0) FROM datasets.version WHERE dataset_id = $1 AND edition IS NOT NULL;

-- 7
SELECT o.source_id, count(*)
FROM datasets.observation o JOIN datasets.version v ON v.number = o.version_number
WHERE o.dataset_id = $2 AND o.segment = ANY ($3) AND v.edition <= $1 AND (o.edition_to IS NULL OR o.edition_to > $1)
GROUP BY o.source_id;
