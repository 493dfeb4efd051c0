-- AlterTable
ALTER TABLE "Output" ADD COLUMN "shownText" TEXT,
ADD COLUMN "shownTurns" JSONB;
