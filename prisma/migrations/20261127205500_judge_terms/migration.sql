-- AlterTable
ALTER TABLE "Study" ADD COLUMN     "judgeTerms" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "StudyChange" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "role" "StudyRole" NOT NULL,
    "what" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "StudyChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "StudyChange_studyId_changedAt_idx" ON "StudyChange"("studyId", "changedAt");

-- AddForeignKey
ALTER TABLE "StudyChange" ADD CONSTRAINT "StudyChange_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
