-- AlterTable
ALTER TABLE "Study" ADD COLUMN "mostPerDay" INTEGER;

ALTER TABLE "Study" ADD CONSTRAINT "Study_mostPerDay_check" CHECK ("mostPerDay" BETWEEN 1 AND 10000);
