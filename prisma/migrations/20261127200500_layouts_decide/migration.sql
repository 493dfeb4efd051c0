-- A layout is a name for which the code has a file (lib/layouts): a new one changes nothing here. The type of before stays, so
-- that a process of the version before can go on storing its names while the next one starts.
ALTER TABLE "Item" ALTER COLUMN "layout" SET DATA TYPE TEXT;

-- What was decided by layout each time an item was shown or a label was stored is decided when the item is made.
ALTER TABLE "Item" ADD COLUMN     "cardPersonaId" UUID;
ALTER TABLE "ItemPart" ADD COLUMN     "isAnswerable" BOOLEAN NOT NULL DEFAULT true;

UPDATE "ItemPart" p SET "isAnswerable" = false FROM "Item" i
WHERE i.id = p."itemId" AND i.layout = 'CANDIDATES' AND p."outputId" IS NOT NULL AND p.label IS NULL;

UPDATE "Item" i SET "cardPersonaId" = card.id
FROM "Item" x LEFT JOIN (
  SELECT p."itemId", min(o."personaId"::text)::uuid AS id FROM "ItemPart" p JOIN "Output" o ON o.id = p."outputId" GROUP BY 1
  HAVING count(DISTINCT o."personaId") = 1 AND count(*) = count(o."personaId")) own ON own."itemId" = x.id
CROSS JOIN LATERAL (SELECT CASE x.layout WHEN 'CANDIDATES' THEN NULL
  WHEN 'PAIR' THEN coalesce(x."personaId", own.id) ELSE coalesce(own.id, x."personaId") END AS id) card
WHERE x.id = i.id AND card.id IS NOT NULL;

CREATE INDEX "Item_cardPersonaId_idx" ON "Item"("cardPersonaId");
ALTER TABLE "Item" ADD CONSTRAINT "Item_cardPersonaId_fkey" FOREIGN KEY ("cardPersonaId") REFERENCES "Persona"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Items that were read before and are committed after.
UPDATE "StagedRow" s SET payload = s.payload || jsonb_build_object('cardPersona', card.name)
FROM "StagedRow" x CROSS JOIN LATERAL (
  SELECT min(part #>> '{output,persona}') AS name FROM jsonb_array_elements(x.payload -> 'parts') AS part WHERE part ? 'output'
  HAVING count(DISTINCT part #>> '{output,persona}') = 1 AND count(*) = count(part #>> '{output,persona}')
  UNION ALL SELECT NULL LIMIT 1) own
CROSS JOIN LATERAL (SELECT CASE x.payload ->> 'layout' WHEN 'CANDIDATES' THEN NULL
  WHEN 'PAIR' THEN coalesce(x.payload ->> 'persona', own.name) ELSE coalesce(own.name, x.payload ->> 'persona') END AS name) card
WHERE x.kind = 'item' AND s."importId" = x."importId" AND s.seq = x.seq AND card.name IS NOT NULL;

UPDATE "StagedRow" s SET payload = jsonb_set(s.payload, '{parts}', (
  SELECT jsonb_agg(CASE WHEN part ? 'output' AND NOT part ? 'label' THEN part || '{"isAnswerable": false}' ELSE part END ORDER BY place)
  FROM jsonb_array_elements(s.payload -> 'parts') WITH ORDINALITY AS parts (part, place)))
WHERE s.kind = 'item' AND s.payload ->> 'layout' = 'CANDIDATES';
