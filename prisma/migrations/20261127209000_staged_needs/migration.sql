-- Labels that wait for their commit say what their question needs of an item. It went by the names of layouts, and goes by what these
-- have.
UPDATE "StagedRow"
SET payload = jsonb_set(payload, '{needs}', CASE payload ->> 'needs' WHEN 'PAIR' THEN '"sides"' ELSE '"options"' END::jsonb)
WHERE kind = 'label' AND payload ->> 'needs' IN ('PAIR', 'CANDIDATES');
