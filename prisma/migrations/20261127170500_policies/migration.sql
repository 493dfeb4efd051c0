-- How a study gives out items is a list of policies (lib/labeling/policies), which takes the place of "itemOrder". A rater
-- stands somewhere in each of them, and an assignment says which one gave it out. The columns of before stay as they are.
ALTER TABLE "Study" ADD COLUMN     "policies" JSONB NOT NULL DEFAULT '[{"key": "shuffled", "settings": {}}]';
ALTER TABLE "Rater" ADD COLUMN     "cursors" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "Assignment" ADD COLUMN     "policy" TEXT;

UPDATE "Study" SET policies = jsonb_build_array(jsonb_build_object(
  'key', CASE "itemOrder" WHEN 'FILE' THEN 'file-order' ELSE 'per-rater' END, 'settings', '{}'::jsonb))
WHERE "itemOrder" <> 'SHUFFLED';

UPDATE "Rater" r SET cursors = jsonb_build_object(s.policies -> 0 ->> 'key', r.cursor)
FROM "Study" s WHERE s.id = r."studyId" AND r.cursor >= 0;

UPDATE "Assignment" a SET policy = s.policies -> 0 ->> 'key'
FROM "Study" s WHERE s.id = a."studyId" AND a.state = 'LEASED' AND a.purpose = 'PRIMARY';
