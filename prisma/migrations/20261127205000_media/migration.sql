-- CreateTable
CREATE TABLE "Media" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "bytes" BIGINT NOT NULL,
    "contentType" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Media_pkey" PRIMARY KEY ("studyId","id")
);

-- CreateIndex
CREATE INDEX "Media_hash_idx" ON "Media"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "Media_studyId_hash_key" ON "Media"("studyId", "hash");

-- AddForeignKey
ALTER TABLE "Media" ADD CONSTRAINT "Media_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
