-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "TokenPurpose" AS ENUM ('SETUP', 'RESET');

-- CreateEnum
CREATE TYPE "StudyRole" AS ENUM ('OWNER', 'RESEARCHER', 'COORDINATOR', 'ADJUDICATOR', 'RATER', 'VIEWER');

-- CreateEnum
CREATE TYPE "RaterKind" AS ENUM ('HUMAN', 'JUDGE', 'CLASSIFIER', 'ADJUDICATOR');

-- CreateEnum
CREATE TYPE "RaterOrigin" AS ENUM ('APP', 'IMPORTED', 'SIMULATED');

-- CreateEnum
CREATE TYPE "RaterStatus" AS ENUM ('ACTIVE', 'PAUSED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "StudyState" AS ENUM ('DRAFT', 'OPEN', 'PAUSED', 'CLOSED');

-- CreateEnum
CREATE TYPE "ItemOrder" AS ENUM ('FILE', 'SHUFFLED', 'PER_RATER');

-- CreateEnum
CREATE TYPE "TieRule" AS ENUM ('CATEGORY', 'EXCLUDE', 'FILE');

-- CreateEnum
CREATE TYPE "PersonaVisibility" AS ENUM ('SHOWN', 'HIDDEN', 'AFTER_ANSWER');

-- CreateEnum
CREATE TYPE "PersonaKind" AS ENUM ('DEMOGRAPHIC', 'CHARACTER', 'INDIVIDUALIZED', 'BASELINE');

-- CreateEnum
CREATE TYPE "FactorScale" AS ENUM ('CATEGORICAL', 'ORDERED', 'NUMERIC');

-- CreateEnum
CREATE TYPE "FactorRole" AS ENUM ('PERSONA', 'MODEL', 'METHOD', 'STRENGTH', 'TASK_CLASS', 'PROTOCOL', 'TURN', 'OTHER');

-- CreateEnum
CREATE TYPE "Layout" AS ENUM ('SINGLE', 'PAIR', 'TRANSCRIPT', 'CANDIDATES', 'STATEMENTS');

-- CreateEnum
CREATE TYPE "Purpose" AS ENUM ('PRIMARY', 'TRAINING', 'GOLD', 'REPEAT', 'AUDIT', 'ADJUDICATION', 'IMPORTED', 'SURPLUS');

-- CreateEnum
CREATE TYPE "AssignmentState" AS ENUM ('LEASED', 'DONE', 'SKIPPED', 'RELEASED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "AnswerState" AS ENUM ('GIVEN', 'CANNOT_JUDGE', 'REFUSAL', 'MISSING', 'UNPARSED');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('STAGING', 'READY', 'FAILED', 'COMMITTING', 'DONE', 'CANCELLED');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "isOwner" BOOLEAN NOT NULL DEFAULT false,
    "sessionsValidFrom" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OneTimeToken" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "purpose" "TokenPurpose" NOT NULL,
    "userId" UUID,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OneTimeToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Membership" (
    "studyId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "StudyRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("studyId","userId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "studyId" UUID NOT NULL,
    "role" "StudyRole" NOT NULL,
    "groupId" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "maxUses" INTEGER NOT NULL DEFAULT 1,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaterGroup" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "RaterGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rater" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "userId" UUID,
    "kind" "RaterKind" NOT NULL DEFAULT 'HUMAN',
    "origin" "RaterOrigin" NOT NULL DEFAULT 'APP',
    "status" "RaterStatus" NOT NULL DEFAULT 'ACTIVE',
    "pseudonym" TEXT NOT NULL,
    "sourceName" TEXT,
    "promptVersion" TEXT,
    "modelFamily" TEXT,
    "groupId" UUID,
    "quota" INTEGER,
    "cursor" INTEGER NOT NULL DEFAULT -1,
    "doneCount" INTEGER NOT NULL DEFAULT 0,
    "sawConditions" BOOLEAN NOT NULL DEFAULT false,
    "isAnonymous" BOOLEAN NOT NULL DEFAULT false,
    "erasedJudgments" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Rater_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Study" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "state" "StudyState" NOT NULL DEFAULT 'DRAFT',
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "labelsPerItem" INTEGER NOT NULL DEFAULT 3,
    "leaseMinutes" INTEGER NOT NULL DEFAULT 30,
    "itemOrder" "ItemOrder" NOT NULL DEFAULT 'SHUFFLED',
    "seed" INTEGER NOT NULL,
    "contentWarning" TEXT NOT NULL DEFAULT '',
    "tieRule" "TieRule" NOT NULL DEFAULT 'CATEGORY',
    "countRepeats" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Study_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProtocolVersion" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "guidelines" TEXT NOT NULL DEFAULT '',
    "questions" JSONB NOT NULL DEFAULT '[]',
    "personaVisibility" "PersonaVisibility" NOT NULL DEFAULT 'SHOWN',
    "publishedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProtocolVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Persona" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "PersonaKind" NOT NULL DEFAULT 'CHARACTER',
    "text" TEXT NOT NULL DEFAULT '',
    "sections" JSONB NOT NULL DEFAULT '{}',
    "covariates" JSONB NOT NULL DEFAULT '{}',
    "tags" TEXT[],

    CONSTRAINT "Persona_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonaStatement" (
    "personaId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "PersonaStatement_pkey" PRIMARY KEY ("personaId","position")
);

-- CreateTable
CREATE TABLE "Factor" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scale" "FactorScale" NOT NULL DEFAULT 'CATEGORICAL',
    "role" "FactorRole" NOT NULL DEFAULT 'OTHER',
    "baselineLevelId" UUID,

    CONSTRAINT "Factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Level" (
    "id" UUID NOT NULL,
    "factorId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" DOUBLE PRECISION,

    CONSTRAINT "Level_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Condition" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "Condition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConditionLevel" (
    "conditionId" UUID NOT NULL,
    "factorId" UUID NOT NULL,
    "levelId" UUID NOT NULL,

    CONSTRAINT "ConditionLevel_pkey" PRIMARY KEY ("conditionId","factorId")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "personaId" UUID,
    "track" TEXT,
    "tier" TEXT,
    "goldAnswer" TEXT,
    "referenceAnswer" TEXT,
    "policyText" TEXT,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Output" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "conditionId" UUID,
    "personaId" UUID,
    "text" TEXT,
    "turns" JSONB,
    "extra" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Output_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Item" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "taskId" UUID NOT NULL,
    "layout" "Layout" NOT NULL,
    "conditionId" UUID,
    "position" INTEGER NOT NULL,
    "fileIndex" INTEGER NOT NULL,
    "isServable" BOOLEAN NOT NULL DEFAULT true,
    "openSlots" INTEGER NOT NULL,
    "truth" JSONB,
    "fileMajority" JSONB,
    "importId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ItemPart" (
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "outputId" UUID,
    "personaId" UUID,
    "label" TEXT,
    "profile" TEXT,

    CONSTRAINT "ItemPart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "raterId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "purpose" "Purpose" NOT NULL DEFAULT 'PRIMARY',
    "state" "AssignmentState" NOT NULL DEFAULT 'LEASED',
    "shownOrder" TEXT[],
    "claimedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "skipReason" TEXT,
    "draft" JSONB,
    "draftSavedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Judgment" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "raterId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "assignmentId" UUID,
    "purpose" "Purpose" NOT NULL,
    "occurrence" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "idempotencyKey" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL DEFAULT '',
    "shown" JSONB NOT NULL DEFAULT '{}',
    "activeMs" INTEGER,
    "elapsedMs" INTEGER,
    "raw" TEXT,
    "importId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Judgment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Answer" (
    "judgmentId" UUID NOT NULL,
    "questionKey" TEXT NOT NULL,
    "target" TEXT NOT NULL DEFAULT 'item',
    "state" "AnswerState" NOT NULL DEFAULT 'GIVEN',
    "value" TEXT,
    "number" DOUBLE PRECISION,
    "probabilities" JSONB,
    "rationale" TEXT,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("judgmentId","questionKey","target")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "userId" UUID,
    "format" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'STAGING',
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "problems" JSONB NOT NULL DEFAULT '[]',
    "bytesRead" BIGINT NOT NULL DEFAULT 0,
    "bytesTotal" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touchedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StagedRow" (
    "importId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "file" TEXT,
    "line" INTEGER NOT NULL,
    "payload" JSONB NOT NULL,

    CONSTRAINT "StagedRow_pkey" PRIMARY KEY ("importId","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "OneTimeToken_hash_key" ON "OneTimeToken"("hash");

-- CreateIndex
CREATE INDEX "RateLimit_expire_idx" ON "RateLimit"("expire");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_hash_key" ON "Invitation"("hash");

-- CreateIndex
CREATE INDEX "Invitation_studyId_idx" ON "Invitation"("studyId");

-- CreateIndex
CREATE UNIQUE INDEX "RaterGroup_studyId_name_key" ON "RaterGroup"("studyId", "name");

-- CreateIndex
CREATE INDEX "Rater_userId_idx" ON "Rater"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Rater_studyId_userId_key" ON "Rater"("studyId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Rater_studyId_pseudonym_key" ON "Rater"("studyId", "pseudonym");

-- CreateIndex
CREATE UNIQUE INDEX "Rater_studyId_kind_sourceName_key" ON "Rater"("studyId", "kind", "sourceName");

-- CreateIndex
CREATE UNIQUE INDEX "ProtocolVersion_studyId_number_key" ON "ProtocolVersion"("studyId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Persona_studyId_externalId_key" ON "Persona"("studyId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Factor_baselineLevelId_key" ON "Factor"("baselineLevelId");

-- CreateIndex
CREATE UNIQUE INDEX "Factor_studyId_name_key" ON "Factor"("studyId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Level_factorId_name_key" ON "Level"("factorId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Condition_studyId_signature_key" ON "Condition"("studyId", "signature");

-- CreateIndex
CREATE INDEX "ConditionLevel_levelId_idx" ON "ConditionLevel"("levelId");

-- CreateIndex
CREATE UNIQUE INDEX "Task_studyId_externalId_key" ON "Task"("studyId", "externalId");

-- CreateIndex
CREATE INDEX "Output_studyId_idx" ON "Output"("studyId");

-- CreateIndex
CREATE INDEX "Output_taskId_idx" ON "Output"("taskId");

-- CreateIndex
CREATE INDEX "Output_conditionId_idx" ON "Output"("conditionId");

-- CreateIndex
CREATE INDEX "Item_studyId_position_idx" ON "Item"("studyId", "position");

-- CreateIndex
CREATE INDEX "Item_studyId_fileIndex_idx" ON "Item"("studyId", "fileIndex");

-- CreateIndex
CREATE INDEX "Item_conditionId_idx" ON "Item"("conditionId");

-- CreateIndex
CREATE INDEX "Item_taskId_idx" ON "Item"("taskId");

-- CreateIndex
CREATE INDEX "Item_importId_idx" ON "Item"("importId");

-- CreateIndex
CREATE UNIQUE INDEX "Item_studyId_externalId_key" ON "Item"("studyId", "externalId");

-- CreateIndex
CREATE INDEX "ItemPart_outputId_idx" ON "ItemPart"("outputId");

-- CreateIndex
CREATE INDEX "ItemPart_personaId_idx" ON "ItemPart"("personaId");

-- CreateIndex
CREATE UNIQUE INDEX "ItemPart_itemId_key_key" ON "ItemPart"("itemId", "key");

-- CreateIndex
CREATE INDEX "Assignment_itemId_idx" ON "Assignment"("itemId");

-- CreateIndex
CREATE INDEX "Assignment_studyId_raterId_state_finishedAt_idx" ON "Assignment"("studyId", "raterId", "state", "finishedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_raterId_itemId_purpose_key" ON "Assignment"("raterId", "itemId", "purpose");

-- CreateIndex
CREATE INDEX "Judgment_studyId_versionId_idx" ON "Judgment"("studyId", "versionId");

-- CreateIndex
CREATE INDEX "Judgment_itemId_idx" ON "Judgment"("itemId");

-- CreateIndex
CREATE INDEX "Judgment_assignmentId_idx" ON "Judgment"("assignmentId");

-- CreateIndex
CREATE INDEX "Judgment_importId_idx" ON "Judgment"("importId");

-- CreateIndex
CREATE UNIQUE INDEX "Judgment_raterId_idempotencyKey_key" ON "Judgment"("raterId", "idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "Judgment_raterId_itemId_purpose_occurrence_revision_key" ON "Judgment"("raterId", "itemId", "purpose", "occurrence", "revision");

-- CreateIndex
CREATE INDEX "Import_studyId_createdAt_idx" ON "Import"("studyId", "createdAt");

-- CreateIndex
CREATE INDEX "StagedRow_importId_kind_ref_idx" ON "StagedRow"("importId", "kind", "ref");

-- AddForeignKey
ALTER TABLE "OneTimeToken" ADD CONSTRAINT "OneTimeToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "RaterGroup"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaterGroup" ADD CONSTRAINT "RaterGroup_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rater" ADD CONSTRAINT "Rater_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rater" ADD CONSTRAINT "Rater_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rater" ADD CONSTRAINT "Rater_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "RaterGroup"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProtocolVersion" ADD CONSTRAINT "ProtocolVersion_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Persona" ADD CONSTRAINT "Persona_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonaStatement" ADD CONSTRAINT "PersonaStatement_personaId_fkey" FOREIGN KEY ("personaId") REFERENCES "Persona"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Factor" ADD CONSTRAINT "Factor_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Factor" ADD CONSTRAINT "Factor_baselineLevelId_fkey" FOREIGN KEY ("baselineLevelId") REFERENCES "Level"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Level" ADD CONSTRAINT "Level_factorId_fkey" FOREIGN KEY ("factorId") REFERENCES "Factor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Condition" ADD CONSTRAINT "Condition_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionLevel" ADD CONSTRAINT "ConditionLevel_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionLevel" ADD CONSTRAINT "ConditionLevel_factorId_fkey" FOREIGN KEY ("factorId") REFERENCES "Factor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionLevel" ADD CONSTRAINT "ConditionLevel_levelId_fkey" FOREIGN KEY ("levelId") REFERENCES "Level"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_personaId_fkey" FOREIGN KEY ("personaId") REFERENCES "Persona"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Output" ADD CONSTRAINT "Output_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Output" ADD CONSTRAINT "Output_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Output" ADD CONSTRAINT "Output_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Output" ADD CONSTRAINT "Output_personaId_fkey" FOREIGN KEY ("personaId") REFERENCES "Persona"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemPart" ADD CONSTRAINT "ItemPart_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemPart" ADD CONSTRAINT "ItemPart_outputId_fkey" FOREIGN KEY ("outputId") REFERENCES "Output"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemPart" ADD CONSTRAINT "ItemPart_personaId_fkey" FOREIGN KEY ("personaId") REFERENCES "Persona"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Rater"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ProtocolVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Rater"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ProtocolVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_judgmentId_fkey" FOREIGN KEY ("judgmentId") REFERENCES "Judgment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StagedRow" ADD CONSTRAINT "StagedRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema cannot say.

-- The queue: items with a free slot, in the order of the walk. Full items leave the index.
CREATE INDEX "Item_open_idx" ON "Item" ("studyId", "position") WHERE "openSlots" > 0 AND "isServable";
-- The same for studies that are walked in the order of the file.
CREATE INDEX "Item_open_file_idx" ON "Item" ("studyId", "fileIndex") WHERE "openSlots" > 0 AND "isServable";
-- Leases that a sweep may have to end.
CREATE INDEX "Assignment_leased_idx" ON "Assignment" ("studyId", "leaseExpiresAt") WHERE "state" = 'LEASED';

ALTER TABLE "Item" ADD CONSTRAINT "Item_openSlots_check" CHECK ("openSlots" >= 0);
ALTER TABLE "Study" ADD CONSTRAINT "Study_labelsPerItem_check" CHECK ("labelsPerItem" BETWEEN 1 AND 100);
ALTER TABLE "Study" ADD CONSTRAINT "Study_leaseMinutes_check" CHECK ("leaseMinutes" BETWEEN 1 AND 1440);
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_uses_check" CHECK ("uses" BETWEEN 0 AND "maxUses");
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_revision_check" CHECK ("revision" >= 1 AND "occurrence" >= 1);

-- Labels are append-only: an edit is a new revision. Erasing a person deletes rows, it never rewrites them.
CREATE FUNCTION "refuse_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: store a new revision instead', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "Answer_append_only" BEFORE UPDATE ON "Answer" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
-- Foreign keys set to null when an import or an assignment goes are no change of the label.
CREATE TRIGGER "Judgment_append_only" BEFORE UPDATE OF "itemId", "raterId", "versionId", "purpose", "occurrence", "revision",
  "idempotencyKey", "bodyHash", "shown", "activeMs", "elapsedMs", "raw", "createdAt" ON "Judgment"
  FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
-- A published version is frozen.
CREATE FUNCTION "refuse_published_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A published protocol version never changes: publish a new one' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "ProtocolVersion_frozen" BEFORE UPDATE ON "ProtocolVersion" FOR EACH ROW
  WHEN (OLD."publishedAt" IS NOT NULL) EXECUTE FUNCTION "refuse_published_change"();
