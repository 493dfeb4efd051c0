-- The language that a person chose for the pages; old accounts have chosen none.
ALTER TABLE "User" ADD COLUMN "language" TEXT;
