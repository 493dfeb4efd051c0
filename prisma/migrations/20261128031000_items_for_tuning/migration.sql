-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "isForTuning" BOOLEAN NOT NULL DEFAULT false;
