-- AlterTable
ALTER TABLE "Study" ADD COLUMN "epsilonSetAt" TIMESTAMPTZ(3),
ADD COLUMN "epsilonSetBy" "StudyRole";
