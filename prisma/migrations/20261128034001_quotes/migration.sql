-- What stands at a mark, as it was read.
ALTER TABLE "Answer" ADD COLUMN "quote" TEXT;
