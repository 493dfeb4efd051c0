-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "groupSlots" JSONB;

-- AlterTable
ALTER TABLE "Rater" ADD COLUMN     "slotShare" TEXT;

-- AlterTable
ALTER TABLE "Study" ADD COLUMN     "slotRule" JSONB;

-- CreateTable
CREATE TABLE "SlotShare" (
    "studyId" UUID NOT NULL,
    "share" TEXT NOT NULL,
    "labels" INTEGER NOT NULL,

    CONSTRAINT "SlotShare_pkey" PRIMARY KEY ("studyId","share")
);

-- AddForeignKey
ALTER TABLE "SlotShare" ADD CONSTRAINT "SlotShare_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
