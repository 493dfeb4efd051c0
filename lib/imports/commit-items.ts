import type { Queryable } from "@/lib/db/pg-transaction";

/*
 * Staged rows -> personas, factors, conditions, tasks, items, outputs, parts, in that order, each by one statement. `$1` is the import,
 * `$2` the study. Names are looked up by sub-selects rather than joins: each is one probe of a unique index, whatever the planner thinks
 * of tables that have just been filled.
 */

const idOf = (table: string, column: string, value: string) =>
  `(SELECT found.id FROM "${table}" found WHERE found."studyId" = $2 AND found."${column}" = ${value})`;
const personaId = (value: string) => idOf("Persona", "externalId", value);
const taskId = (value: string) => idOf("Task", "externalId", value);
const conditionId = (value: string) => idOf("Condition", "signature", value);

const staged = (kind: string) => `SELECT * FROM "StagedRow" WHERE "importId" = $1 AND kind = '${kind}'`;

/** A persona that was known by name alone gets its description. */
const describePersonas = `
  UPDATE "Persona" p SET name = s.payload->>'name', kind = (s.payload->>'personaKind')::"PersonaKind", text = s.payload->>'text',
    sections = s.payload->'sections', covariates = s.payload->'covariates',
    tags = ARRAY(SELECT jsonb_array_elements_text(s.payload->'tags'))
  FROM (${staged("persona")}) AS s WHERE p."studyId" = $2 AND p."externalId" = s.ref`;

const insertPersonas = `
  INSERT INTO "Persona" (id, "studyId", "externalId", name, kind, text, sections, covariates, tags)
  SELECT gen_random_uuid(), $2, s.ref, s.payload->>'name', (s.payload->>'personaKind')::"PersonaKind", s.payload->>'text',
    s.payload->'sections', s.payload->'covariates', ARRAY(SELECT jsonb_array_elements_text(s.payload->'tags'))
  FROM (${staged("persona")}) AS s ON CONFLICT ("studyId", "externalId") DO NOTHING`;

const insertStatements = `
  INSERT INTO "PersonaStatement" ("studyId", "personaId", position, text)
  SELECT $2, p.id, statement.place - 1, statement.text
  FROM (${staged("persona")}) AS s JOIN "Persona" p ON p."studyId" = $2 AND p."externalId" = s.ref
    CROSS JOIN LATERAL jsonb_array_elements_text(s.payload->'statements') WITH ORDINALITY AS statement (text, place)`;

const insertFactors = `
  INSERT INTO "Factor" (id, "studyId", name, scale, role)
  SELECT gen_random_uuid(), $2, s.ref, (s.payload->>'scale')::"FactorScale", (s.payload->>'role')::"FactorRole"
  FROM (${staged("factor")}) AS s ON CONFLICT ("studyId", name) DO NOTHING`;

/** New levels follow the ones there are. */
const insertLevels = `
  INSERT INTO "Level" (id, "studyId", "factorId", name, position, number)
  SELECT gen_random_uuid(), $2, f.id, level.name,
    level.place - 1 + (SELECT count(*) FROM "Level" l WHERE l."studyId" = $2 AND l."factorId" = f.id),
    CASE WHEN f.scale = 'NUMERIC' AND level.name ~ '^\\s*[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,2})?\\s*$' THEN level.name::float8 END
  FROM (${staged("factor")}) AS s JOIN "Factor" f ON f."studyId" = $2 AND f.name = s.ref
    CROSS JOIN LATERAL jsonb_array_elements_text(s.payload->'levels') WITH ORDINALITY AS level (name, place)
  WHERE NOT EXISTS (SELECT 1 FROM "Level" l WHERE l."studyId" = $2 AND l."factorId" = f.id AND l.name = level.name)`;

const setBaselines = `
  UPDATE "Factor" f SET "baselineLevelId" = l.id FROM (${staged("factor")}) AS s, "Level" l
  WHERE f."studyId" = $2 AND f.name = s.ref AND f."baselineLevelId" IS NULL AND l."studyId" = $2 AND l."factorId" = f.id AND l.name = s.payload->>'baseline'`;

const insertConditions = `
  WITH made AS (
    INSERT INTO "Condition" (id, "studyId", signature)
    SELECT gen_random_uuid(), $2, s.ref FROM (${staged("condition")}) AS s
    ON CONFLICT ("studyId", signature) DO NOTHING RETURNING id, signature)
  INSERT INTO "ConditionLevel" ("studyId", "conditionId", "factorId", "levelId")
  SELECT $2, made.id, f.id, l.id FROM made CROSS JOIN LATERAL jsonb_each_text(made.signature::jsonb) AS pair (factor, level)
    JOIN "Factor" f ON f."studyId" = $2 AND f.name = pair.factor JOIN "Level" l ON l."studyId" = $2 AND l."factorId" = f.id AND l.name = pair.level`;

/** Tasks of items that the study has already are there, whatever their names. */
const insertTasks = `
  INSERT INTO "Task" (id, "studyId", "externalId", prompt, "shownPrompt", "shownTurns")
  SELECT gen_random_uuid(), $2, s.ref, s.payload->>'prompt', s.payload#>>'{shown,prompt}', s.payload#>'{shown,turns}' FROM (${staged("task")}) AS s
  WHERE s.ref IN (SELECT i.payload->>'task' FROM (${staged("item")}) AS i)
  ON CONFLICT ("studyId", "externalId") DO NOTHING`;

/**
 * An item's place is drawn from the study's seed and its name alone, so that items of files loaded one after another lie
 * among each other as if they had come in one. Two may share a place: a walk takes them one after the other.
 */
const drawnPlace = `('x' || left(md5(study.seed || ':' || s.ref), 8))::bit(32)::int & 2147483647`;

/** Items take drawn places, and continue the order of the study's files. */
const insertItems = `
  INSERT INTO "Item" (id, "studyId", "externalId", "taskId", layout, "conditionId", position, "fileIndex", "isServable", "openSlots",
    truth, "fileMajority", "isForTuning", "personaId", "cardPersonaId", track, tier, "goldAnswer", "referenceAnswer", "policyText", "promptTurns",
    "goldRationale", "reservedFor", "importId")
  SELECT x.id, $2, s.ref, ${taskId("x.task")}, x.layout, ${conditionId("x.signature")},
    ${drawnPlace}, last.file + row_number() OVER (ORDER BY s.seq),
    x."isServable", CASE WHEN x."isServable" AND x."reservedFor" IS NULL THEN study."labelsPerItem" ELSE 0 END, x.truth, x."fileMajority",
    coalesce(x."isForTuning", false), ${personaId("x.persona")}, ${personaId(`x."cardPersona"`)}, x.track, x.tier, x."goldAnswer",
    x."referenceAnswer", x."policyText", x."promptTurns", x."goldRationale", x."reservedFor"::"Reservation", $1
  FROM (${staged("item")}) AS s CROSS JOIN LATERAL jsonb_to_record(s.payload) AS x (id uuid, layout text, task text, signature text,
      "isServable" boolean, truth jsonb, "fileMajority" jsonb, "isForTuning" boolean, persona text, "cardPersona" text, track text, tier text,
      "goldAnswer" text, "referenceAnswer" text, "policyText" text, "promptTurns" jsonb, "goldRationale" text, "reservedFor" text)
    CROSS JOIN (SELECT seed, "labelsPerItem" FROM "Study" WHERE id = $2) AS study
    CROSS JOIN (SELECT coalesce(max("fileIndex"), -1) AS file FROM "Item" WHERE "studyId" = $2) AS last`;

const stagedParts = `
  SELECT (s.payload->>'id')::uuid AS item, s.payload->>'task' AS task, part
  FROM (${staged("item")}) AS s CROSS JOIN LATERAL jsonb_array_elements(s.payload->'parts') AS part`;

const insertOutputs = `
  INSERT INTO "Output" (id, "studyId", "taskId", "conditionId", "personaId", text, turns, "shownText", "shownTurns", extra)
  SELECT (s.part->>'outputId')::uuid, $2, ${taskId("s.task")}, ${conditionId("x.signature")}, ${personaId("x.persona")},
    x.text, x.turns, x.shown->>'text', x.shown->'turns', coalesce(x.extra, '{}')
  FROM (${stagedParts}) AS s CROSS JOIN LATERAL jsonb_to_record(s.part->'output') AS x (text text, turns jsonb, shown jsonb, extra jsonb, persona text, signature text)
  WHERE s.part ? 'outputId'`;

const insertParts = `
  INSERT INTO "ItemPart" ("studyId", id, "itemId", key, "outputId", "personaId", label, profile, "isAnswerable")
  SELECT $2, x.id, s.item, x.key, x."outputId", ${personaId("x.persona")}, x.label, x.profile, coalesce(x."isAnswerable", true)
  FROM (${stagedParts}) AS s CROSS JOIN LATERAL jsonb_to_record(s.part) AS x (id uuid, key text, "outputId" uuid, persona text, label text, profile text,
    "isAnswerable" boolean)`;

/** What a known item did not have: a truth, a majority, a tier, that it served for tuning. Last, because it holds rows that raters may be waiting for. */
const gained = [
  "truth",
  "fileMajority",
  "track",
  "tier",
  "goldAnswer",
  "referenceAnswer",
  "policyText",
  "goldRationale",
];
const completeItems = `
  WITH known AS MATERIALIZED (
    SELECT ${idOf("Item", "externalId", "s.ref")} AS id, x.* FROM (${staged("known-item")}) AS s
      CROSS JOIN LATERAL jsonb_to_record(s.payload) AS x (truth jsonb, "fileMajority" jsonb, track text, tier text, "goldAnswer" text,
        "referenceAnswer" text, "policyText" text, "goldRationale" text, "isForTuning" boolean))
  UPDATE "Item" i SET ${gained.map((column) => `"${column}" = coalesce(i."${column}", known."${column}")`).join(", ")},
    "isForTuning" = i."isForTuning" OR coalesce(known."isForTuning", false)
  FROM known WHERE i."studyId" = $2 AND i.id = known.id
    AND ((known."isForTuning" AND NOT i."isForTuning") OR ${gained.map((column) => `(i."${column}" IS NULL AND known."${column}" IS NOT NULL)`).join(" OR ")})`;

/** From so many rows on it matters which index they are found by. */
const manyRows = 1000;

/**
 * Runs a statement that fills `table`. After many rows the planner is told of them before anybody looks for one: of a study that it
 * has not seen it expects a row or none, takes whatever index begins with the study, and reads all rows of the study for each.
 */
async function fill(client: Queryable, table: string, statement: string, both: readonly string[]) {
  const { rowCount } = await client.query(statement, [...both]);
  if ((rowCount ?? 0) >= manyRows) await client.query(`ANALYZE "${table}"`);
}

/** How a statement uses its parameters is the same for all, so that they can run in a row. */
export async function commitItems(client: Queryable, importId: string, studyId: string) {
  const both = [importId, studyId];
  await client.query(describePersonas, both);
  await fill(client, "Persona", insertPersonas, both);
  await client.query(insertStatements, both);
  await client.query(insertFactors, both);
  await client.query(insertLevels, both);
  await client.query(setBaselines, both);
  await fill(client, "Condition", insertConditions, both);
  await fill(client, "Task", insertTasks, both);
  await fill(client, "Item", insertItems, both);
  await fill(client, "Output", insertOutputs, both);
  await client.query(insertParts, both);
}

/** In the order of ids, as whoever else locks several items. */
const lockKnownItems = `
  SELECT FROM "Item" WHERE "studyId" = $2 AND id IN (SELECT ${idOf("Item", "externalId", "s.ref")} FROM (${staged("known-item")}) AS s)
  ORDER BY id FOR NO KEY UPDATE`;

export async function completeKnownItems(client: Queryable, importId: string, studyId: string) {
  await client.query(lockKnownItems, [importId, studyId]);
  await client.query(completeItems, [importId, studyId]);
}
