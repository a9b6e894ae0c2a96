-- Statements by address; what each number means follows.
-- All figures, /api/v1/observations: 1 × 1
-- One page of figures, /api/v1/observations?indicator=datacenter-power&limit=10: 1 × 1
-- The gap, /api/v1/gap?country=IND&reference=USA: 1 × 1
-- A key figure, /api/v1/kpis/power-gap-ratio: 1 × 1
-- The overview, /: 1 × 1
-- A country, /countries/IND: 1 × 1
-- An indicator, /indicators/datacenter-power: 1 × 1
-- All countries, /countries: 1 × 1
-- All datasets, /data: 1 × 1
-- A dataset, /data/datacenter-power: 1 × 1

-- 1
SELECT number, published_at FROM datasets.edition ORDER BY number DESC LIMIT 1;
