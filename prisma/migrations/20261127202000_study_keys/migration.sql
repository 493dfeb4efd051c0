-- Every row of a study carries the study, and every key and reference of a study's tables begins with it: a row cannot point
-- into another study, and a lookup never leaves its own. What had no study of its own gets that of the row it belongs to.

-- DropForeignKey
ALTER TABLE "Invitation" DROP CONSTRAINT "Invitation_groupId_fkey";
ALTER TABLE "Rater" DROP CONSTRAINT "Rater_groupId_fkey";
ALTER TABLE "GuidelinesRead" DROP CONSTRAINT "GuidelinesRead_raterId_fkey";
ALTER TABLE "GuidelinesRead" DROP CONSTRAINT "GuidelinesRead_versionId_fkey";
ALTER TABLE "PersonaStatement" DROP CONSTRAINT "PersonaStatement_personaId_fkey";
ALTER TABLE "Factor" DROP CONSTRAINT "Factor_baselineLevelId_fkey";
ALTER TABLE "Level" DROP CONSTRAINT "Level_factorId_fkey";
ALTER TABLE "ConditionLevel" DROP CONSTRAINT "ConditionLevel_conditionId_fkey";
ALTER TABLE "ConditionLevel" DROP CONSTRAINT "ConditionLevel_factorId_fkey";
ALTER TABLE "ConditionLevel" DROP CONSTRAINT "ConditionLevel_levelId_fkey";
ALTER TABLE "Output" DROP CONSTRAINT "Output_taskId_fkey";
ALTER TABLE "Output" DROP CONSTRAINT "Output_conditionId_fkey";
ALTER TABLE "Output" DROP CONSTRAINT "Output_personaId_fkey";
ALTER TABLE "Item" DROP CONSTRAINT "Item_taskId_fkey";
ALTER TABLE "Item" DROP CONSTRAINT "Item_personaId_fkey";
ALTER TABLE "Item" DROP CONSTRAINT "Item_cardPersonaId_fkey";
ALTER TABLE "Item" DROP CONSTRAINT "Item_conditionId_fkey";
ALTER TABLE "Item" DROP CONSTRAINT "Item_importId_fkey";
ALTER TABLE "ItemPart" DROP CONSTRAINT "ItemPart_itemId_fkey";
ALTER TABLE "ItemPart" DROP CONSTRAINT "ItemPart_outputId_fkey";
ALTER TABLE "ItemPart" DROP CONSTRAINT "ItemPart_personaId_fkey";
ALTER TABLE "Assignment" DROP CONSTRAINT "Assignment_itemId_fkey";
ALTER TABLE "Assignment" DROP CONSTRAINT "Assignment_raterId_fkey";
ALTER TABLE "Assignment" DROP CONSTRAINT "Assignment_versionId_fkey";
ALTER TABLE "Judgment" DROP CONSTRAINT "Judgment_itemId_fkey";
ALTER TABLE "Judgment" DROP CONSTRAINT "Judgment_raterId_fkey";
ALTER TABLE "Judgment" DROP CONSTRAINT "Judgment_versionId_fkey";
ALTER TABLE "Judgment" DROP CONSTRAINT "Judgment_assignmentId_fkey";
ALTER TABLE "Judgment" DROP CONSTRAINT "Judgment_importId_fkey";
ALTER TABLE "Answer" DROP CONSTRAINT "Answer_judgmentId_fkey";

-- DropIndex
DROP INDEX "Invitation_studyId_idx";
DROP INDEX "Factor_baselineLevelId_key";
DROP INDEX "Level_factorId_name_key";
DROP INDEX "ConditionLevel_levelId_idx";
DROP INDEX "Output_studyId_idx";
DROP INDEX "Output_taskId_idx";
DROP INDEX "Output_conditionId_idx";
DROP INDEX "Item_conditionId_idx";
DROP INDEX "Item_taskId_idx";
DROP INDEX "Item_personaId_idx";
DROP INDEX "Item_cardPersonaId_idx";
DROP INDEX "Item_importId_idx";
DROP INDEX "ItemPart_outputId_idx";
DROP INDEX "ItemPart_personaId_idx";
DROP INDEX "ItemPart_itemId_key_key";
DROP INDEX "Assignment_itemId_idx";
DROP INDEX "Assignment_raterId_itemId_purpose_key";
DROP INDEX "Judgment_itemId_idx";
DROP INDEX "Judgment_assignmentId_idx";
DROP INDEX "Judgment_importId_idx";
DROP INDEX "Judgment_raterId_idempotencyKey_key";
DROP INDEX "Judgment_raterId_itemId_purpose_occurrence_revision_key";

-- AlterTable
ALTER TABLE "GuidelinesRead" DROP CONSTRAINT "GuidelinesRead_pkey", ADD COLUMN "studyId" UUID;
UPDATE "GuidelinesRead" child SET "studyId" = parent."studyId" FROM "Rater" parent WHERE parent.id = child."raterId";
ALTER TABLE "GuidelinesRead" ALTER COLUMN "studyId" SET NOT NULL, ADD CONSTRAINT "GuidelinesRead_pkey" PRIMARY KEY ("studyId", "raterId", "versionId");

-- AlterTable
ALTER TABLE "PersonaStatement" DROP CONSTRAINT "PersonaStatement_pkey", ADD COLUMN "studyId" UUID;
UPDATE "PersonaStatement" child SET "studyId" = parent."studyId" FROM "Persona" parent WHERE parent.id = child."personaId";
ALTER TABLE "PersonaStatement" ALTER COLUMN "studyId" SET NOT NULL, ADD CONSTRAINT "PersonaStatement_pkey" PRIMARY KEY ("studyId", "personaId", "position");

-- AlterTable
ALTER TABLE "Level" DROP CONSTRAINT "Level_pkey", ADD COLUMN "studyId" UUID;
UPDATE "Level" child SET "studyId" = parent."studyId" FROM "Factor" parent WHERE parent.id = child."factorId";
ALTER TABLE "Level" ALTER COLUMN "studyId" SET NOT NULL, ADD CONSTRAINT "Level_pkey" PRIMARY KEY ("studyId", "id");

-- AlterTable
ALTER TABLE "ConditionLevel" DROP CONSTRAINT "ConditionLevel_pkey", ADD COLUMN "studyId" UUID;
UPDATE "ConditionLevel" child SET "studyId" = parent."studyId" FROM "Condition" parent WHERE parent.id = child."conditionId";
ALTER TABLE "ConditionLevel" ALTER COLUMN "studyId" SET NOT NULL, ADD CONSTRAINT "ConditionLevel_pkey" PRIMARY KEY ("studyId", "conditionId", "factorId");

-- AlterTable
ALTER TABLE "ItemPart" DROP CONSTRAINT "ItemPart_pkey", ADD COLUMN "studyId" UUID;
UPDATE "ItemPart" child SET "studyId" = parent."studyId" FROM "Item" parent WHERE parent.id = child."itemId";
ALTER TABLE "ItemPart" ALTER COLUMN "studyId" SET NOT NULL, ADD CONSTRAINT "ItemPart_pkey" PRIMARY KEY ("studyId", "itemId", "key");

-- Answers are the most, and are never updated: written anew with their study, which leaves no dead rows behind.
ALTER TABLE "Answer" RENAME TO "Answer_before";
CREATE TABLE "Answer" ("studyId" UUID NOT NULL, LIKE "Answer_before" INCLUDING DEFAULTS);
INSERT INTO "Answer" SELECT j."studyId", a.* FROM "Answer_before" a JOIN "Judgment" j ON j.id = a."judgmentId";
DROP TABLE "Answer_before";
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_pkey" PRIMARY KEY ("studyId", "judgmentId", "questionKey", "target");
CREATE TRIGGER "Answer_append_only" BEFORE UPDATE ON "Answer" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();

-- AlterTable
ALTER TABLE "Judgment" DROP CONSTRAINT "Judgment_pkey", ADD CONSTRAINT "Judgment_pkey" PRIMARY KEY ("studyId", "id");

-- CreateIndex
CREATE INDEX "Invitation_studyId_groupId_idx" ON "Invitation"("studyId", "groupId");
CREATE UNIQUE INDEX "RaterGroup_studyId_id_key" ON "RaterGroup"("studyId", "id");
CREATE INDEX "Rater_studyId_groupId_idx" ON "Rater"("studyId", "groupId");
CREATE UNIQUE INDEX "Rater_studyId_id_key" ON "Rater"("studyId", "id");
CREATE UNIQUE INDEX "ProtocolVersion_studyId_id_key" ON "ProtocolVersion"("studyId", "id");
CREATE UNIQUE INDEX "Persona_studyId_id_key" ON "Persona"("studyId", "id");
CREATE UNIQUE INDEX "Factor_studyId_id_key" ON "Factor"("studyId", "id");
CREATE UNIQUE INDEX "Factor_studyId_baselineLevelId_key" ON "Factor"("studyId", "baselineLevelId");
CREATE UNIQUE INDEX "Level_studyId_factorId_name_key" ON "Level"("studyId", "factorId", "name");
CREATE UNIQUE INDEX "Condition_studyId_id_key" ON "Condition"("studyId", "id");
CREATE INDEX "ConditionLevel_studyId_levelId_idx" ON "ConditionLevel"("studyId", "levelId");
CREATE UNIQUE INDEX "Task_studyId_id_key" ON "Task"("studyId", "id");
CREATE INDEX "Output_studyId_taskId_idx" ON "Output"("studyId", "taskId");
CREATE INDEX "Output_studyId_conditionId_idx" ON "Output"("studyId", "conditionId");
CREATE INDEX "Output_studyId_personaId_idx" ON "Output"("studyId", "personaId");
CREATE UNIQUE INDEX "Output_studyId_id_key" ON "Output"("studyId", "id");
CREATE INDEX "Item_studyId_conditionId_idx" ON "Item"("studyId", "conditionId");
CREATE INDEX "Item_studyId_taskId_idx" ON "Item"("studyId", "taskId");
CREATE INDEX "Item_studyId_personaId_idx" ON "Item"("studyId", "personaId");
CREATE INDEX "Item_studyId_cardPersonaId_idx" ON "Item"("studyId", "cardPersonaId");
CREATE INDEX "Item_studyId_importId_idx" ON "Item"("studyId", "importId");
CREATE UNIQUE INDEX "Item_studyId_id_key" ON "Item"("studyId", "id");
CREATE INDEX "ItemPart_studyId_outputId_idx" ON "ItemPart"("studyId", "outputId");
CREATE INDEX "ItemPart_studyId_personaId_idx" ON "ItemPart"("studyId", "personaId");
CREATE INDEX "Assignment_studyId_itemId_idx" ON "Assignment"("studyId", "itemId");
CREATE UNIQUE INDEX "Assignment_studyId_id_key" ON "Assignment"("studyId", "id");
CREATE UNIQUE INDEX "Assignment_studyId_raterId_itemId_purpose_key" ON "Assignment"("studyId", "raterId", "itemId", "purpose");
CREATE INDEX "Judgment_studyId_itemId_idx" ON "Judgment"("studyId", "itemId");
CREATE INDEX "Judgment_studyId_assignmentId_idx" ON "Judgment"("studyId", "assignmentId");
CREATE INDEX "Judgment_studyId_importId_idx" ON "Judgment"("studyId", "importId");
CREATE UNIQUE INDEX "Judgment_studyId_raterId_idempotencyKey_key" ON "Judgment"("studyId", "raterId", "idempotencyKey");
CREATE UNIQUE INDEX "Judgment_studyId_raterId_itemId_purpose_occurrence_revision_key" ON "Judgment"("studyId", "raterId", "itemId", "purpose", "occurrence", "revision");
CREATE UNIQUE INDEX "Import_studyId_id_key" ON "Import"("studyId", "id");

-- AddForeignKey. What is set to null when the row it names goes is the name alone, never the study.
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_studyId_groupId_fkey" FOREIGN KEY ("studyId", "groupId") REFERENCES "RaterGroup"("studyId", "id") ON DELETE SET NULL ("groupId") ON UPDATE CASCADE;
ALTER TABLE "Rater" ADD CONSTRAINT "Rater_studyId_groupId_fkey" FOREIGN KEY ("studyId", "groupId") REFERENCES "RaterGroup"("studyId", "id") ON DELETE SET NULL ("groupId") ON UPDATE CASCADE;
ALTER TABLE "GuidelinesRead" ADD CONSTRAINT "GuidelinesRead_studyId_raterId_fkey" FOREIGN KEY ("studyId", "raterId") REFERENCES "Rater"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "GuidelinesRead" ADD CONSTRAINT "GuidelinesRead_studyId_versionId_fkey" FOREIGN KEY ("studyId", "versionId") REFERENCES "ProtocolVersion"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PersonaStatement" ADD CONSTRAINT "PersonaStatement_studyId_personaId_fkey" FOREIGN KEY ("studyId", "personaId") REFERENCES "Persona"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Factor" ADD CONSTRAINT "Factor_studyId_baselineLevelId_fkey" FOREIGN KEY ("studyId", "baselineLevelId") REFERENCES "Level"("studyId", "id") ON DELETE SET NULL ("baselineLevelId") ON UPDATE CASCADE;
ALTER TABLE "Level" ADD CONSTRAINT "Level_studyId_factorId_fkey" FOREIGN KEY ("studyId", "factorId") REFERENCES "Factor"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ConditionLevel" ADD CONSTRAINT "ConditionLevel_studyId_conditionId_fkey" FOREIGN KEY ("studyId", "conditionId") REFERENCES "Condition"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ConditionLevel" ADD CONSTRAINT "ConditionLevel_studyId_factorId_fkey" FOREIGN KEY ("studyId", "factorId") REFERENCES "Factor"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ConditionLevel" ADD CONSTRAINT "ConditionLevel_studyId_levelId_fkey" FOREIGN KEY ("studyId", "levelId") REFERENCES "Level"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Output" ADD CONSTRAINT "Output_studyId_taskId_fkey" FOREIGN KEY ("studyId", "taskId") REFERENCES "Task"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Output" ADD CONSTRAINT "Output_studyId_conditionId_fkey" FOREIGN KEY ("studyId", "conditionId") REFERENCES "Condition"("studyId", "id") ON DELETE SET NULL ("conditionId") ON UPDATE CASCADE;
ALTER TABLE "Output" ADD CONSTRAINT "Output_studyId_personaId_fkey" FOREIGN KEY ("studyId", "personaId") REFERENCES "Persona"("studyId", "id") ON DELETE SET NULL ("personaId") ON UPDATE CASCADE;
ALTER TABLE "Item" ADD CONSTRAINT "Item_studyId_taskId_fkey" FOREIGN KEY ("studyId", "taskId") REFERENCES "Task"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Item" ADD CONSTRAINT "Item_studyId_personaId_fkey" FOREIGN KEY ("studyId", "personaId") REFERENCES "Persona"("studyId", "id") ON DELETE SET NULL ("personaId") ON UPDATE CASCADE;
ALTER TABLE "Item" ADD CONSTRAINT "Item_studyId_cardPersonaId_fkey" FOREIGN KEY ("studyId", "cardPersonaId") REFERENCES "Persona"("studyId", "id") ON DELETE SET NULL ("cardPersonaId") ON UPDATE CASCADE;
ALTER TABLE "Item" ADD CONSTRAINT "Item_studyId_conditionId_fkey" FOREIGN KEY ("studyId", "conditionId") REFERENCES "Condition"("studyId", "id") ON DELETE SET NULL ("conditionId") ON UPDATE CASCADE;
ALTER TABLE "Item" ADD CONSTRAINT "Item_studyId_importId_fkey" FOREIGN KEY ("studyId", "importId") REFERENCES "Import"("studyId", "id") ON DELETE SET NULL ("importId") ON UPDATE CASCADE;
ALTER TABLE "ItemPart" ADD CONSTRAINT "ItemPart_studyId_itemId_fkey" FOREIGN KEY ("studyId", "itemId") REFERENCES "Item"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ItemPart" ADD CONSTRAINT "ItemPart_studyId_outputId_fkey" FOREIGN KEY ("studyId", "outputId") REFERENCES "Output"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ItemPart" ADD CONSTRAINT "ItemPart_studyId_personaId_fkey" FOREIGN KEY ("studyId", "personaId") REFERENCES "Persona"("studyId", "id") ON DELETE SET NULL ("personaId") ON UPDATE CASCADE;
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_studyId_itemId_fkey" FOREIGN KEY ("studyId", "itemId") REFERENCES "Item"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_studyId_raterId_fkey" FOREIGN KEY ("studyId", "raterId") REFERENCES "Rater"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_studyId_versionId_fkey" FOREIGN KEY ("studyId", "versionId") REFERENCES "ProtocolVersion"("studyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_studyId_itemId_fkey" FOREIGN KEY ("studyId", "itemId") REFERENCES "Item"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_studyId_raterId_fkey" FOREIGN KEY ("studyId", "raterId") REFERENCES "Rater"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_studyId_versionId_fkey" FOREIGN KEY ("studyId", "versionId") REFERENCES "ProtocolVersion"("studyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_studyId_assignmentId_fkey" FOREIGN KEY ("studyId", "assignmentId") REFERENCES "Assignment"("studyId", "id") ON DELETE SET NULL ("assignmentId") ON UPDATE CASCADE;
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_studyId_importId_fkey" FOREIGN KEY ("studyId", "importId") REFERENCES "Import"("studyId", "id") ON DELETE SET NULL ("importId") ON UPDATE CASCADE;
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_studyId_judgmentId_fkey" FOREIGN KEY ("studyId", "judgmentId") REFERENCES "Judgment"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is known of large tables has to be true of the new keys at once. Of empty ones nothing may be known: the checks of
-- references that are planned for no rows would read a table from its beginning when it has filled.
DO $$
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM "Item" LIMIT 1000) AS first) = 1000 THEN
    ANALYZE "Item", "ItemPart", "Output", "Task", "Assignment", "Judgment", "Answer";
  END IF;
END $$;
