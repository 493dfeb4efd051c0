-- Figures read labels once and from then on what is new: by the transaction that stored them, whose order is that in which
-- a snapshot sees them, and not by a number that is drawn before others commit. What is there is of this transaction.
ALTER TABLE "Judgment" ADD COLUMN "xid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint;

CREATE INDEX "Judgment_studyId_xid_idx" ON "Judgment"("studyId", "xid");

-- Whether anything is new is told by a count on the rater's row, which labels lock and touch anyway.
ALTER TABLE "Rater" ADD COLUMN "changes" INTEGER NOT NULL DEFAULT 0;
