-- CreateEnum
CREATE TYPE "TextStyle" AS ENUM ('MARKDOWN', 'PLAIN');

-- AlterTable
ALTER TABLE "ProtocolVersion" ADD COLUMN     "textStyle" "TextStyle" NOT NULL DEFAULT 'MARKDOWN';
