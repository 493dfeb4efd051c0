-- AlterTable
ALTER TABLE "Item" ADD COLUMN "personaId" UUID,
ADD COLUMN "track" TEXT,
ADD COLUMN "tier" TEXT,
ADD COLUMN "goldAnswer" TEXT,
ADD COLUMN "referenceAnswer" TEXT,
ADD COLUMN "policyText" TEXT;

-- What a file says beside the prompt is of the item.
UPDATE "Item" i SET "personaId" = t."personaId", track = t.track, tier = t.tier, "goldAnswer" = t."goldAnswer",
  "referenceAnswer" = t."referenceAnswer", "policyText" = t."policyText"
FROM "Task" t WHERE t.id = i."taskId";

-- Tasks that were named by their contents rather than by a file: those of one prompt are one task.
CREATE TEMPORARY TABLE same_task AS
SELECT t.id, first_value(t.id) OVER (PARTITION BY t."studyId", t.prompt ORDER BY t."externalId", t.id) AS kept
FROM "Task" t WHERE t.prompt <> '' AND (t."externalId" ~ '^(task|personaeval)-[0-9a-f]{16}(-[0-9]+)?$' OR EXISTS (
  SELECT FROM "Item" i JOIN "Import" m ON m.id = i."importId" WHERE i."taskId" = t.id AND m.format IN ('personafeedback', 'dices')));
UPDATE "Item" i SET "taskId" = s.kept FROM same_task s WHERE s.id = i."taskId" AND s.id <> s.kept;
UPDATE "Output" o SET "taskId" = s.kept FROM same_task s WHERE s.id = o."taskId" AND s.id <> s.kept;
DELETE FROM "Task" t USING same_task s WHERE s.id = t.id AND s.id <> s.kept;
-- The name that lib/exchange/task-name.ts gives a prompt.
UPDATE "Task" t SET "externalId" = named.name
FROM (SELECT k.id, k."studyId", 'task-' || left(encode(sha256(convert_to('[' || to_json(k.prompt)::text || ',null,null,null,null,null]', 'UTF8')), 'hex'), 16) AS name
  FROM "Task" k JOIN same_task s ON s.id = k.id AND s.id = s.kept) AS named
WHERE t.id = named.id AND NOT EXISTS (SELECT FROM "Task" o WHERE o."studyId" = named."studyId" AND o."externalId" = named.name);
DROP TABLE same_task;

-- DropForeignKey
ALTER TABLE "Task" DROP CONSTRAINT "Task_personaId_fkey";

-- AlterTable
ALTER TABLE "Task" DROP COLUMN "personaId",
DROP COLUMN "track",
DROP COLUMN "tier",
DROP COLUMN "goldAnswer",
DROP COLUMN "referenceAnswer",
DROP COLUMN "policyText";

-- CreateIndex
CREATE INDEX "Item_personaId_idx" ON "Item"("personaId");

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_personaId_fkey" FOREIGN KEY ("personaId") REFERENCES "Persona"("id") ON DELETE SET NULL ON UPDATE CASCADE;
