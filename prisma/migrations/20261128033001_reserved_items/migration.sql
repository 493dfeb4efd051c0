-- CreateEnum
CREATE TYPE "Reservation" AS ENUM ('TRAINING', 'QUALIFICATION', 'GOLD');

-- AlterTable
ALTER TABLE "Item" ADD COLUMN "goldRationale" TEXT,
ADD COLUMN "reservedFor" "Reservation";

-- What is reserved takes no labels that count: it has no slot, whoever counts them.
ALTER TABLE "Item" ADD CONSTRAINT "Item_reserved_check" CHECK ("reservedFor" IS NULL OR "openSlots" = 0);

-- AlterTable
ALTER TABLE "Assignment" ADD COLUMN "feedbackReadAt" TIMESTAMPTZ(3),
ADD COLUMN "occurrence" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Rater" ADD COLUMN "admittedAt" TIMESTAMPTZ(3),
ADD COLUMN "besideCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "goldClearedAt" TIMESTAMPTZ(3),
ADD COLUMN "goldWarnedAt" TIMESTAMPTZ(3),
ADD COLUMN "goldWarningReadAt" TIMESTAMPTZ(3),
ADD COLUMN "grantedTry" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "pausedBy" TEXT,
ADD COLUMN "startedTry" INTEGER NOT NULL DEFAULT 1;

-- Repeats that were labeled before stand in the progress from now on as later ones do.
UPDATE "Rater" r SET "besideCount" = repeats.labeled FROM (
  SELECT "studyId", "raterId", count(*) AS labeled FROM "Assignment" WHERE purpose = 'REPEAT' AND state = 'DONE' GROUP BY 1, 2) AS repeats
WHERE r."studyId" = repeats."studyId" AND r.id = repeats."raterId";

-- CreateTable
CREATE TABLE "QualificationTry" (
    "studyId" UUID NOT NULL,
    "raterId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "asked" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    "needed" INTEGER NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "finishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "QualificationTry_pkey" PRIMARY KEY ("studyId","raterId","number")
);

-- AddForeignKey
ALTER TABLE "QualificationTry" ADD CONSTRAINT "QualificationTry_studyId_raterId_fkey" FOREIGN KEY ("studyId", "raterId") REFERENCES "Rater"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- DropIndex
DROP INDEX "Assignment_studyId_raterId_itemId_purpose_key";

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_studyId_raterId_itemId_purpose_occurrence_key" ON "Assignment"("studyId", "raterId", "itemId", "purpose", "occurrence");

-- CreateIndex
CREATE INDEX "Item_studyId_reservedFor_idx" ON "Item"("studyId", "reservedFor");

-- What is reserved is none of the items to be labeled. Whoever reserves one later, or gives it back, adds a row that says so.
CREATE OR REPLACE FUNCTION "count_items"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ItemCount" ("studyId", items, servable)
  SELECT "studyId", count(*), count(*) FILTER (WHERE "isServable" AND "reservedFor" IS NULL) FROM added GROUP BY 1;
  RETURN NULL;
END $$;
