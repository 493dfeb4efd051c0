-- Files of one study are read one after another, whichever process they were sent to: in the order in which they were whole.
ALTER TABLE "Import" ADD COLUMN "queuedAt" TIMESTAMPTZ(6);
