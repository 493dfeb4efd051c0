-- AlterTable
ALTER TABLE "Item" ADD COLUMN "promptTurns" JSONB;
