-- CreateTable
CREATE TABLE "ConditionSight" (
    "studyId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ConditionSight_pkey" PRIMARY KEY ("studyId","userId")
);

-- CreateIndex
CREATE INDEX "ConditionSight_userId_idx" ON "ConditionSight"("userId");

-- AddForeignKey
ALTER TABLE "ConditionSight" ADD CONSTRAINT "ConditionSight_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionSight" ADD CONSTRAINT "ConditionSight_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was known of raters so far.
INSERT INTO "ConditionSight" ("studyId", "userId") SELECT "studyId", "userId" FROM "Rater" WHERE "sawConditions" AND "userId" IS NOT NULL;
