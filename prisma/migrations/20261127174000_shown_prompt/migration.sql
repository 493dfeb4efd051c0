-- AlterTable
ALTER TABLE "Task" ADD COLUMN "shownPrompt" TEXT,
ADD COLUMN "shownTurns" JSONB;
