-- CreateEnum
CREATE TYPE "SurplusReason" AS ENUM ('CLOSED', 'EXPIRED', 'RELEASED', 'SKIPPED');

-- AlterTable
ALTER TABLE "Judgment" ADD COLUMN     "answeredAt" TIMESTAMPTZ(3),
ADD COLUMN     "surplusReason" "SurplusReason";

-- CreateTable
CREATE TABLE "GuidelinesRead" (
    "raterId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GuidelinesRead_pkey" PRIMARY KEY ("raterId","versionId")
);

-- AddForeignKey
ALTER TABLE "GuidelinesRead" ADD CONSTRAINT "GuidelinesRead_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Rater"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidelinesRead" ADD CONSTRAINT "GuidelinesRead_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ProtocolVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
