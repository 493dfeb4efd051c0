import { type CheckRow, checkBy, type ImportScope } from "@/lib/imports/check-query";
import type { ProblemList } from "@/lib/imports/problem-list";
import type { Origin } from "@/lib/imports/staged-rows";

/** Rows of a kind whose name stands in the import more than once: all but the first. */
const repeated = (kind: string, where = "true") => `
  SELECT seq, line, file, ref, first FROM (
    SELECT seq, line, file, ref, min(line) OVER same AS first, row_number() OVER (PARTITION BY ref ORDER BY seq) AS place
    FROM "StagedRow" WHERE "importId" = $1 AND kind = '${kind}' AND ${where} AND ref IN (
      SELECT ref FROM "StagedRow" WHERE "importId" = $1 AND kind = '${kind}' AND ${where} GROUP BY ref HAVING count(*) > 1)
    WINDOW same AS (PARTITION BY ref)) AS named
  WHERE place > 1 AND $2::uuid IS NOT NULL`;

type Repeated = CheckRow & { first: number };

const repeatedItem = ({ ref, first }: Repeated) => ({
  field: "id",
  message: `Two items are called "${ref}" (the first on line ${first}): give one another id`,
});
const repeatedPersona = ({ ref, first }: Repeated) => ({
  field: "id",
  message: `Two personas are called "${ref}" (the first on line ${first}): give one another id`,
});

const isImplied = `coalesce((payload->>'isImplied')::boolean, false)`;

/** A persona that is only named gives way to one that is described, in the file or in the study. */
const dropImplied = `
  DELETE FROM "StagedRow" s WHERE s."importId" = $1 AND s.kind = 'persona' AND ${isImplied} AND (
    EXISTS (SELECT 1 FROM "StagedRow" o WHERE o."importId" = $1 AND o.kind = 'persona' AND o.ref = s.ref AND o.seq <> s.seq)
    OR EXISTS (SELECT 1 FROM "Persona" p WHERE p."studyId" = $2 AND p."externalId" = s.ref))`;

const storedStatements = `coalesce((SELECT jsonb_agg(x.text ORDER BY x.position) FROM "PersonaStatement" x WHERE x."studyId" = $2 AND x."personaId" = p.id), '[]')`;
const samePersona = `p.name = s.payload->>'name' AND p.text = s.payload->>'text' AND p.sections = s.payload->'sections'
  AND p.covariates = s.payload->'covariates' AND to_jsonb(p.tags) = s.payload->'tags' AND ${storedStatements} = s.payload->'statements'`;
/** Known by name alone so far: a description may still come. */
const bare = `p.text = '' AND p.sections = '{}' AND ${storedStatements} = '[]'`;

const dropKnownPersonas = `
  DELETE FROM "StagedRow" s USING "Persona" p WHERE s."importId" = $1 AND s.kind = 'persona'
    AND p."studyId" = $2 AND p."externalId" = s.ref AND ${samePersona}`;

const otherPersona = `
  SELECT s.seq, s.line, s.file, s.ref FROM "StagedRow" s JOIN "Persona" p ON p."studyId" = $2 AND p."externalId" = s.ref
  WHERE s."importId" = $1 AND s.kind = 'persona' AND NOT (${bare})`;

const otherTask = `
  SELECT s.seq, s.line, s.file, s.ref
  FROM "StagedRow" s JOIN "Task" t ON t."studyId" = $2 AND t."externalId" = s.ref
  WHERE s."importId" = $1 AND s.kind = 'task' AND t.prompt <> s.payload->>'prompt'`;

/** The parts of a stored item in the shape in which staged-item.ts stages them. */
const storedParts = `(
  SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('key', x.key, 'label', x.label, 'profile', x.profile, 'persona', xp."externalId",
    'output', CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('text', o.text, 'turns', o.turns, 'extra', nullif(o.extra, '{}'),
      'persona', op."externalId", 'signature', c.signature) END)) ORDER BY x.key::int)
  FROM "ItemPart" x LEFT JOIN "Persona" xp ON xp.id = x."personaId" AND xp."studyId" = x."studyId" LEFT JOIN "Output" o ON o.id = x."outputId" AND o."studyId" = x."studyId"
    LEFT JOIN "Persona" op ON op.id = o."personaId" AND op."studyId" = o."studyId" LEFT JOIN "Condition" c ON c.id = o."conditionId" AND c."studyId" = o."studyId"
  WHERE x."studyId" = $2 AND x."itemId" = i.id)`;
const stagedParts = `(
  SELECT jsonb_agg(jsonb_strip_nulls((part - 'id' - 'outputId' - 'isAnswerable') #- '{output,shown}') ORDER BY place)
  FROM jsonb_array_elements(s.payload->'parts') WITH ORDINALITY AS parts (part, place))`;

/** Only a task that a file names is held against a stored one: any other is the one of its prompt, whatever that was called. */
const otherName = `t."externalId" <> s.payload->>'task' AND NOT (s.payload->>'task' ~ '^(task|personaeval)-[0-9a-f]{16}(-[0-9]+)?$' AND t.prompt = (
  SELECT o.payload->>'prompt' FROM "StagedRow" o WHERE o."importId" = $1 AND o.kind = 'task' AND o.ref = s.payload->>'task' LIMIT 1))`;

/** What an item may gain from a file that says more of it, and what differs only where both say something. */
const gained = [
  ["track", "track"],
  ["tier", "tier"],
  ["goldAnswer", "gold answer"],
  ["referenceAnswer", "reference answer"],
  ["policyText", "policy"],
  ["goldRationale", "rationale of the gold answer"],
] as const;

/** Staged items that the study has under the same name, with what differs. */
const compared = `
  SELECT s.seq, s.line, s.file, s.ref, concat_ws(', ',
    CASE WHEN i.layout::text <> s.payload->>'layout' THEN 'layout' END,
    CASE WHEN ${otherName} THEN 'task' END,
    CASE WHEN p."externalId" IS DISTINCT FROM s.payload->>'persona' THEN 'persona' END,
    ${gained.map(([column, words]) => `CASE WHEN i."${column}" <> s.payload->>'${column}' THEN '${words}' END`).join(", ")},
    CASE WHEN c.signature IS DISTINCT FROM s.payload->>'signature' THEN 'factors' END,
    CASE WHEN ${storedParts} IS DISTINCT FROM ${stagedParts} THEN 'texts or options' END,
    CASE WHEN i."reservedFor"::text IS DISTINCT FROM coalesce(s.payload->>'reservedFor', i."reservedFor"::text) THEN 'what it is reserved for' END,
    CASE WHEN i.truth <> s.payload->'truth' THEN 'hidden truth' END,
    CASE WHEN i."fileMajority" <> s.payload->'fileMajority' THEN 'majority' END) AS differences
  FROM "StagedRow" s JOIN "Item" i ON i."studyId" = $2 AND i."externalId" = s.ref JOIN "Task" t ON t.id = i."taskId" AND t."studyId" = i."studyId"
    LEFT JOIN "Condition" c ON c.id = i."conditionId" AND c."studyId" = i."studyId" LEFT JOIN "Persona" p ON p.id = i."personaId" AND p."studyId" = i."studyId"
  WHERE s."importId" = $1 AND s.kind = 'item'`;

const markKnownItems = `
  UPDATE "StagedRow" s SET kind = 'known-item' FROM (${compared}) AS k
  WHERE s."importId" = $1 AND s.seq = k.seq AND k.differences = ''`;

/** Personas that something refers to and that are neither in the file nor in the study. */
async function checkMentions(
  { client, importId, studyId, fileName }: ImportScope,
  problems: ProblemList,
  mentions: ReadonlyMap<string, Origin>,
) {
  if (mentions.size === 0) return;
  const { rows } = await client.query<{ ref: string }>(
    `SELECT named.ref FROM unnest($3::text[]) AS named (ref) WHERE
       NOT EXISTS (SELECT 1 FROM "StagedRow" s WHERE s."importId" = $1 AND s.kind = 'persona' AND s.ref = named.ref)
       AND NOT EXISTS (SELECT 1 FROM "Persona" p WHERE p."studyId" = $2 AND p."externalId" = named.ref)`,
    [importId, studyId, [...mentions.keys()]],
  );
  for (const { ref } of rows) {
    const origin = mentions.get(ref);
    const message = `There is no persona "${ref}", neither in this file nor in the study: load the personas first`;
    problems.add({ file: origin?.file ?? fileName, line: origin?.line ?? 0, field: "persona", message });
  }
}

/**
 * Holds staged personas, tasks and items against each other and against the study. What the study has already, the same
 * in every part, is set aside; anything else under a name that is taken is a problem.
 */
export async function checkItems(scope: ImportScope, problems: ProblemList, mentions: ReadonlyMap<string, Origin>) {
  const { client, importId, studyId } = scope;
  const both = [importId, studyId];
  await client.query(dropImplied, both);
  await client.query(dropKnownPersonas, both);
  await checkMentions(scope, problems, mentions);
  await checkBy<Repeated>(scope, problems, repeated("persona"), repeatedPersona);
  await checkBy(scope, problems, otherPersona, ({ ref }) => ({
    field: "id",
    message: `The study has another persona "${ref}": give this one another id`,
  }));
  await checkBy<Repeated>(scope, problems, repeated("item"), repeatedItem);
  await checkBy(scope, problems, otherTask, ({ ref }) => ({
    field: "task",
    message: `The study has the task "${ref}" with another prompt: give this one another name`,
  }));
  await client.query(markKnownItems, both);
  await checkBy<CheckRow & { differences: string }>(scope, problems, compared, ({ ref, differences }) => ({
    field: "id",
    message: `The study has another item "${ref}" (${differences} differ): give this one another id`,
  }));
}
