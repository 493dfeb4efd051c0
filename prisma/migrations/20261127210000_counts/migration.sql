-- CreateTable
CREATE TABLE "ItemCount" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "items" INTEGER NOT NULL,
    "servable" INTEGER NOT NULL,

    CONSTRAINT "ItemCount_pkey" PRIMARY KEY ("studyId","id")
);

-- CreateTable. A row changes with each label: there is room beside it for what comes next.
CREATE TABLE "JudgmentCount" (
    "studyId" UUID NOT NULL,
    "raterId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "purpose" "Purpose" NOT NULL,
    "occurrence" INTEGER NOT NULL,
    "given" INTEGER NOT NULL,
    "edits" INTEGER NOT NULL,
    "replaced" INTEGER NOT NULL,
    "imported" INTEGER NOT NULL,

    CONSTRAINT "JudgmentCount_pkey" PRIMARY KEY ("studyId","raterId","versionId","purpose","occurrence")
) WITH (fillfactor = 50);

-- CreateIndex
CREATE INDEX "JudgmentCount_studyId_versionId_idx" ON "JudgmentCount"("studyId", "versionId");

-- AddForeignKey
ALTER TABLE "ItemCount" ADD CONSTRAINT "ItemCount_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JudgmentCount" ADD CONSTRAINT "JudgmentCount_studyId_raterId_fkey" FOREIGN KEY ("studyId", "raterId") REFERENCES "Rater"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JudgmentCount" ADD CONSTRAINT "JudgmentCount_studyId_versionId_fkey" FOREIGN KEY ("studyId", "versionId") REFERENCES "ProtocolVersion"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nothing is stored between what is counted now and what the triggers count from now on.
LOCK TABLE "Item", "Judgment" IN SHARE ROW EXCLUSIVE MODE;

INSERT INTO "ItemCount" ("studyId", items, servable)
SELECT "studyId", count(*), count(*) FILTER (WHERE "isServable") FROM "Item" GROUP BY 1;

INSERT INTO "JudgmentCount" ("studyId", "raterId", "versionId", purpose, occurrence, given, edits, replaced, imported)
SELECT "studyId", "raterId", "versionId", purpose, least(occurrence, 2), count(*), count(*) FILTER (WHERE revision > 1),
  count(*) FILTER (WHERE revision < latest), count(*) FILTER (WHERE "importId" IS NOT NULL)
FROM (SELECT *, max(revision) OVER (PARTITION BY "studyId", "raterId", "itemId", purpose, occurrence) AS latest FROM "Judgment") AS j
GROUP BY 1, 2, 3, 4, 5;

CREATE FUNCTION "count_items"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ItemCount" ("studyId", items, servable)
  SELECT "studyId", count(*), count(*) FILTER (WHERE "isServable") FROM added GROUP BY 1;
  RETURN NULL;
END $$;

CREATE TRIGGER "Item_counted" AFTER INSERT ON "Item" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "count_items"();

-- Revisions come in their order: the one before a later one is there, and is replaced by it. It is found by its key, whatever was known
-- of the table when the statement was planned.
CREATE FUNCTION "count_judgments"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO "JudgmentCount" AS c ("studyId", "raterId", "versionId", purpose, occurrence, given, edits, replaced, imported)
  SELECT "studyId", "raterId", "versionId", purpose, least(occurrence, 2), count(*), count(*) FILTER (WHERE revision > 1), 0,
    count(*) FILTER (WHERE "importId" IS NOT NULL)
  FROM added GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT ("studyId", "raterId", "versionId", purpose, occurrence) DO UPDATE SET given = c.given + excluded.given,
    edits = c.edits + excluded.edits, imported = c.imported + excluded.imported;
  IF EXISTS (SELECT FROM added WHERE revision > 1) THEN
    UPDATE "JudgmentCount" AS c SET replaced = c.replaced + before.judgments
    FROM (
      SELECT p."studyId", p."raterId", p."versionId", p.purpose, least(p.occurrence, 2) AS occurrence, count(*) AS judgments
      FROM added n JOIN "Judgment" p ON p."studyId" = n."studyId" AND p."raterId" = n."raterId" AND p."itemId" = n."itemId"
        AND p.purpose = n.purpose AND p.occurrence = n.occurrence AND p.revision = n.revision - 1
      WHERE n.revision > 1 GROUP BY 1, 2, 3, 4, 5) AS before
    WHERE c."studyId" = before."studyId" AND c."raterId" = before."raterId" AND c."versionId" = before."versionId"
      AND c.purpose = before.purpose AND c.occurrence = before.occurrence;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "Judgment_counted" AFTER INSERT ON "Judgment" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "count_judgments"();
