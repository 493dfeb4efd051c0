import { cryptoRandom } from "@/lib/crypto-random";
import type { Queryable } from "@/lib/db/pg-transaction";
import type { RaterKind } from "@/lib/generated/prisma/enums";
import { drawFreePseudonym } from "@/lib/raters/pseudonym";
import { timeOrderedUuidSql } from "@/lib/uuid";

const staged = (kind: string) => `SELECT * FROM "StagedRow" WHERE "importId" = $1 AND kind = '${kind}'`;

const insertGroups = `
  INSERT INTO "RaterGroup" (id, "studyId", name)
  SELECT gen_random_uuid(), $2, name FROM (SELECT DISTINCT payload->>'group' AS name FROM (${staged("rater")}) AS s) AS groups
  WHERE name IS NOT NULL ON CONFLICT ("studyId", name) DO NOTHING`;

const newRaters = `
  SELECT s.seq, s.payload->>'name' AS name, s.payload->>'kind' AS kind FROM (${staged("rater")}) AS s
  WHERE NOT EXISTS (SELECT 1 FROM "Rater" r WHERE r."studyId" = $2 AND r.kind::text = s.payload->>'kind' AND r."sourceName" = s.payload->>'name')
    AND EXISTS (SELECT 1 FROM (${staged("label")}) AS l WHERE l.payload->>'rater' = s.payload->>'name' AND l.payload->>'raterKind' = s.payload->>'kind')
  ORDER BY s.seq`;

const insertRaters = `
  INSERT INTO "Rater" (id, "studyId", kind, origin, pseudonym, "sourceName", "promptVersion", "modelFamily", "groupId", "isAnonymous", "sawConditions")
  SELECT gen_random_uuid(), $2, x.kind::"RaterKind", CASE WHEN x.origin = 'SIMULATED' THEN 'SIMULATED' ELSE 'IMPORTED' END::"RaterOrigin",
    drawn.pseudonym, x.name, x."promptVersion", x."modelFamily", g.id, coalesce(x."isAnonymous", false), coalesce(x."sawConditions", false)
  FROM unnest($3::int[], $4::text[]) AS drawn (seq, pseudonym)
    JOIN (${staged("rater")}) AS s ON s.seq = drawn.seq
    CROSS JOIN LATERAL jsonb_to_record(s.payload) AS x (name text, kind text, origin text, "promptVersion" text, "modelFamily" text,
      "group" text, "isAnonymous" boolean, "sawConditions" boolean)
    LEFT JOIN "RaterGroup" g ON g."studyId" = $2 AND g.name = x."group"`;

/** Our own exports call people by pseudonyms: kept where nobody here has them, so that the same labels keep the same names. */
async function drawPseudonyms(client: Queryable, raters: NewRater[], studyId: string, namesArePseudonyms: boolean) {
  const { rows } = await client.query<{ pseudonym: string }>(`SELECT pseudonym FROM "Rater" WHERE "studyId" = $1`, [
    studyId,
  ]);
  const taken = new Set(rows.map(({ pseudonym }) => pseudonym));
  return raters.map(({ name, kind }) => {
    const isPerson = kind === "HUMAN" || kind === "ADJUDICATOR";
    if (!namesArePseudonyms || !isPerson || taken.has(name)) return drawFreePseudonym(cryptoRandom, taken);
    taken.add(name);
    return name;
  });
}

type NewRater = { seq: number; name: string; kind: RaterKind };

/** Labels with the rows they are about, and the judgment that they follow: the same rater's latest on the item, for the same vote. */
const resolveLabels = `
  CREATE TEMPORARY TABLE staged_label ON COMMIT DROP AS
  SELECT named.rater, named.item, x.purpose::"Purpose" AS purpose, x.occurrence, prior.id AS prior,
    coalesce(prior.revision, 0) + 1 AS revision, x.question, x.target, x.state::"AnswerState" AS state, x.value, x.number, x.probabilities, x.rationale, x.quote, x.raw, x.shown, x.view, x."activeMs", x."elapsedMs"
  FROM (${staged("label")}) AS s CROSS JOIN LATERAL jsonb_to_record(s.payload) AS x (rater text, "raterKind" text, purpose text,
      occurrence int, question text, target text, state text, value text, number float8, probabilities jsonb, rationale text, quote text, raw text,
      shown jsonb, view text, "activeMs" float8, "elapsedMs" float8)
    CROSS JOIN LATERAL (SELECT
      (SELECT r.id FROM "Rater" r WHERE r."studyId" = $2 AND r.kind = x."raterKind"::"RaterKind" AND r."sourceName" = x.rater) AS rater,
      (SELECT i.id FROM "Item" i WHERE i."studyId" = $2 AND i."externalId" = s.ref) AS item OFFSET 0) AS named
    LEFT JOIN LATERAL (
      SELECT j.id, j.revision FROM "Judgment" j WHERE j."studyId" = $2 AND j."raterId" = named.rater AND j."itemId" = named.item
        AND j.purpose = x.purpose::"Purpose" AND j.occurrence = x.occurrence
      ORDER BY j.revision DESC LIMIT 1) AS prior ON true`;

/** One judgment for all that a rater answered about an item in one vote. */
const insertJudgments = `
  CREATE TEMPORARY TABLE staged_judgment ON COMMIT DROP AS
  SELECT ${timeOrderedUuidSql} AS id, rater, item, purpose, occurrence, prior, revision,
    nullif(string_agg(DISTINCT raw, E'\\n'), '') AS raw, (array_agg(shown))[1] AS shown, (array_agg(view))[1] AS view,
    least(greatest(max("activeMs"), 0), 2147483647)::int AS active, least(greatest(max("elapsedMs"), 0), 2147483647)::int AS elapsed
  FROM staged_label GROUP BY rater, item, purpose, occurrence, prior, revision`;

const writeJudgments = `
  INSERT INTO "Judgment" (id, "studyId", "itemId", "raterId", "versionId", purpose, occurrence, revision, "idempotencyKey", shown,
    "activeMs", "elapsedMs", raw, "importId")
  SELECT id, $2, item, rater, $3, purpose, occurrence, revision, concat_ws(':', 'import', $1::uuid, item, purpose, occurrence),
    jsonb_strip_nulls(jsonb_build_object('order', CASE WHEN jsonb_typeof(shown) = 'array' THEN shown END, 'view', view)), active, elapsed, raw, $1
  FROM staged_judgment`;

const writeAnswers = `
  INSERT INTO "Answer" ("studyId", "judgmentId", "questionKey", target, state, value, number, probabilities, rationale, quote)
  SELECT $1::uuid, j.id, l.question, l.target, l.state, l.value, l.number, l.probabilities, l.rationale, l.quote
  FROM staged_label l JOIN staged_judgment j USING (rater, item, purpose, occurrence)`;

/** A vote that gains answers is a new revision with the earlier ones in it: nothing is rewritten. */
const copyEarlierAnswers = `
  INSERT INTO "Answer" ("studyId", "judgmentId", "questionKey", target, state, value, number, probabilities, rationale, quote)
  SELECT a."studyId", j.id, a."questionKey", a.target, a.state, a.value, a.number, a.probabilities, a.rationale, a.quote
  FROM staged_judgment j JOIN "Answer" a ON a."studyId" = $1 AND a."judgmentId" = j.prior
  ON CONFLICT DO NOTHING`;

const countDone = `
  UPDATE "Rater" r SET "doneCount" = r."doneCount" + new.items
  FROM (SELECT rater, count(DISTINCT item) AS items FROM staged_judgment j WHERE NOT EXISTS (
    SELECT 1 FROM "Judgment" o WHERE o."studyId" = $2 AND o."raterId" = j.rater AND o."itemId" = j.item AND o."importId" IS DISTINCT FROM $1) GROUP BY rater) AS new
  WHERE r.id = new.rater`;

export type LabelCommit = {
  importId: string;
  studyId: string;
  /** The protocol version that the labels answer. */
  versionId: string;
  namesArePseudonyms: boolean;
};

/** Staged labels -> raters, judgments, answers. Returns how many judgments there are. */
export async function commitLabels(client: Queryable, commit: LabelCommit): Promise<number> {
  const { importId, studyId, versionId, namesArePseudonyms } = commit;
  const both = [importId, studyId];
  await client.query(insertGroups, both);
  const { rows: raters } = await client.query<NewRater>(newRaters, both);
  const pseudonyms = await drawPseudonyms(client, raters, studyId, namesArePseudonyms);
  await client.query(insertRaters, [...both, raters.map(({ seq }) => seq), pseudonyms]);
  await client.query(resolveLabels, both);
  await client.query(insertJudgments);
  await client.query("ANALYZE staged_label, staged_judgment");
  const { rowCount } = await client.query(writeJudgments, [...both, versionId]);
  await client.query(writeAnswers, [studyId]);
  await client.query(copyEarlierAnswers, [studyId]);
  await client.query(countDone, both);
  return rowCount ?? 0;
}
