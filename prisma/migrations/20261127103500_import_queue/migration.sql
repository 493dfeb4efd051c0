-- While a file waits for its turn, whoever sent it is told how many come first.
ALTER TABLE "Import" ADD COLUMN "filesAhead" INTEGER NOT NULL DEFAULT 0;
