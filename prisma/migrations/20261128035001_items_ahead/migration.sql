-- AlterTable
ALTER TABLE "Study" ADD COLUMN "itemsAhead" INTEGER NOT NULL DEFAULT 10;

ALTER TABLE "Study" ADD CONSTRAINT "Study_itemsAhead_check" CHECK ("itemsAhead" BETWEEN 1 AND 15);
