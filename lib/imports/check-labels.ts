import { rowReference } from "@/lib/formats/contract/row-reference";
import { type CheckRow, checkBy, type ImportScope } from "@/lib/imports/check-query";
import type { ProblemList } from "@/lib/imports/problem-list";
import { judgeKindsSql } from "@/lib/judges/judge";
import { type ItemLayout, layoutOf, layoutsNaming, layoutsOffering, quoted } from "@/lib/layouts/layouts";

const staged = (kinds: string) => `SELECT * FROM "StagedRow" WHERE "importId" = $1 AND kind IN (${kinds})`;
const sign = rowReference(0).slice(0, 1);
const isRoleIdentification = `layout IN (${quoted(layoutsNaming("candidate"))})`;

/** Labels that name an item by its place get its name: the n-th role identification of the study, in the order of its files. */
const resolvePlaces = `
  UPDATE "StagedRow" s SET ref = n."externalId" FROM (
    SELECT "externalId", '${sign}' || row_number() OVER (ORDER BY "fileIndex", id) AS place
    FROM "Item" WHERE "studyId" = $2 AND ${isRoleIdentification}) AS n
  WHERE s."importId" = $1 AND s.kind = 'label' AND s.ref = n.place`;

/** Rows by place only mean something if there are as many of them as items. */
const countPlaces = `
  SELECT (SELECT count(DISTINCT ref) FROM "StagedRow" WHERE "importId" = $1 AND kind = 'label')::int AS rows,
    (SELECT count(*) FROM "Item" WHERE "studyId" = $2 AND ${isRoleIdentification})::int AS items`;

async function placeLabels({ client, importId, studyId, fileName }: ImportScope, problems: ProblemList) {
  const { rows: counted } = await client.query<{ rows: number; items: number }>(countPlaces, [importId, studyId]);
  const { rows, items } = counted[0] ?? { rows: 0, items: 0 };
  if (rows === items) await client.query(resolvePlaces, [importId, studyId]);
  else {
    const message = `${rows} rows name no items and have to stand in the order of the study's role identifications, of which there are ${items}: load the items first, or use a file that repeats their prompts and options`;
    problems.add({ file: fileName, line: 0, field: null, message });
  }
}

const unknownItem = `
  SELECT l.seq, l.line, l.file, l.ref FROM (${staged("'label'")}) AS l
  WHERE l.ref NOT LIKE '${sign}%' AND NOT EXISTS (SELECT 1 FROM (${staged("'item', 'known-item'")}) AS i WHERE i.ref = l.ref)
    AND NOT EXISTS (SELECT 1 FROM "Item" i WHERE i."studyId" = $2 AND i."externalId" = l.ref)`;

/** Layout and parts of the item that a label is about, in the file or in the study: probed by name, label by label. */
const itemOf = (label: string) => `LATERAL (
  SELECT i.payload->>'layout' AS layout, i.payload->'parts' AS parts FROM "StagedRow" i
  WHERE i."importId" = $1 AND i.kind IN ('item', 'known-item') AND i.ref = ${label}.ref
  UNION ALL
  SELECT i.layout::text, (
    SELECT jsonb_agg(jsonb_build_object('key', x.key, 'label', x.label)) FROM "ItemPart" x
    WHERE x."studyId" = $2 AND x."itemId" = i.id)
  FROM "Item" i WHERE i."studyId" = $2 AND i."externalId" = ${label}.ref
  LIMIT 1)`;

const partNamed = (value: string) => `(
  SELECT part->>'key' FROM jsonb_array_elements(item.parts) AS part
  WHERE part->>'key' = ${value} OR part->>'label' = ${value} ORDER BY part->>'key' <> ${value} LIMIT 1)`;

/** A set of candidates, each named by its key or text, as the list of their keys in their order. */
const partsNamed = `(
  SELECT '[' || coalesce(string_agg(to_json(name)::text, ',' ORDER BY length(name), name), '') || ']' FROM (
    SELECT DISTINCT coalesce(${partNamed("member")}, member) AS name
    FROM jsonb_array_elements_text((l.payload->>'value')::jsonb) AS member) AS names)`;

/** A candidate named by its text becomes its key, in the value and in the probabilities. */
const nameParts = `
  UPDATE "StagedRow" s SET payload = named.payload FROM (
    SELECT l.seq, l.payload
      || CASE WHEN l.payload ? 'isSet' THEN jsonb_build_object('value', ${partsNamed})
         WHEN ${partNamed("l.payload->>'value'")} IS NULL THEN '{}'
         ELSE jsonb_build_object('value', ${partNamed("l.payload->>'value'")}) END
      || CASE WHEN l.payload ? 'probabilities' THEN jsonb_build_object('probabilities', (
           SELECT jsonb_object_agg(coalesce(${partNamed("share.key")}, share.key), share.value)
           FROM jsonb_each(l.payload->'probabilities') AS share)) ELSE '{}' END AS payload
    FROM (${staged("'label'")}) AS l CROSS JOIN ${itemOf("l")} AS item
    WHERE l.payload->>'needs' = 'options') AS named
  WHERE s."importId" = $1 AND s.seq = named.seq AND s.payload <> named.payload`;

const isPart = `CASE WHEN l.payload ? 'isSet' THEN NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text((l.payload->>'value')::jsonb) AS member
    WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(item.parts) AS part WHERE part->>'key' = member))
  ELSE EXISTS (SELECT 1 FROM jsonb_array_elements(item.parts) AS part WHERE part->>'key' = l.payload->>'value') END
  OR (l.payload->>'needs' = 'sides' AND l.payload->>'value' IN ('tie', 'both-bad'))`;

/** Whether the layout of the item has what the question needs. */
const isOffered = `(CASE l.payload->>'needs' WHEN 'sides' THEN item.layout IN (${quoted(layoutsOffering("sides"))})
  ELSE item.layout IN (${quoted(layoutsOffering("options"))}) END)`;

const noPart = `
  SELECT l.seq, l.line, l.file, l.ref, l.payload->>'value' AS value, l.payload->>'question' AS question,
    l.payload->>'raterKind' AS kind, NOT ${isOffered} AS "isOtherLayout", item.layout
  FROM (${staged("'label'")}) AS l CROSS JOIN ${itemOf("l")} AS item
  WHERE l.payload ? 'needs' AND (NOT ${isOffered} OR NOT (${isPart}))`;

/** Labels about a part, or about characters of one, that their item does not have. */
const noTarget = `
  SELECT l.seq, l.line, l.file, l.ref, l.payload->>'target' AS target
  FROM (${staged("'label'")}) AS l CROSS JOIN ${itemOf("l")} AS item
  WHERE l.payload->>'target' ~ '^[0-9]' AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements(item.parts) AS part WHERE part->>'key' = split_part(l.payload->>'target', ':', 1))`;

type NoTarget = CheckRow & { target: string };

const explainNoTarget = ({ ref, target }: NoTarget) => ({
  field: "target",
  message: `The item "${ref}" has no part ${target.split(":")[0]}: use the number of one of its parts`,
});

/** Shares of what is no option of the item. */
const noShare = `
  SELECT l.seq, l.line, l.file, l.ref, share.key AS value, l.payload->>'question' AS question
  FROM (${staged("'label'")}) AS l CROSS JOIN ${itemOf("l")} AS item CROSS JOIN jsonb_each(l.payload->'probabilities') AS share
  WHERE l.payload->>'needs' = 'options' AND ${isOffered}
    AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(item.parts) AS part WHERE part->>'key' = share.key)`;

type NoShare = CheckRow & { value: string; question: string };

const explainNoShare = ({ ref, value }: NoShare) => ({
  field: "probabilities",
  message: `"${value}" has a share and is no option of the item "${ref}": use the text of one of its options, or its number`,
});

/** What a judge says and the item does not offer is an answer that cannot be parsed; kept as it is, counted, never a value. */
const unparseJudges = `
  UPDATE "StagedRow" s SET payload = s.payload - 'needs' - 'isSet' - 'probabilities' || jsonb_build_object('state', 'UNPARSED', 'value', NULL,
    'raw', coalesce(s.payload->>'raw', s.payload->>'value'))
  FROM (${noPart}) AS bad
  WHERE s."importId" = $1 AND s.seq = bad.seq AND NOT bad."isOtherLayout" AND bad.kind IN (${judgeKindsSql})`;

type NoPart = CheckRow & { value: string; question: string; isOtherLayout: boolean; layout: ItemLayout };

const explainNoPart = ({ ref, value, question, isOtherLayout, layout }: NoPart) => ({
  field: question,
  message: isOtherLayout
    ? `"${question}" cannot be asked of the item "${ref}", which is a ${layoutOf({ layout }).one}`
    : `"${value}" is no option of the item "${ref}": use the text of one of its options, or its number`,
});

/** Labels about items that are reserved are of what these are for, whoever gave them: no figure of the study takes them for its own. */
const markReserved = `
  UPDATE "StagedRow" s SET payload = s.payload || jsonb_build_object('purpose', coalesce(
    (SELECT i."reservedFor"::text FROM "Item" i WHERE i."studyId" = $2 AND i."externalId" = s.ref),
    (SELECT i.payload->>'reservedFor' FROM "StagedRow" i WHERE i."importId" = $1 AND i.kind IN ('item', 'known-item') AND i.ref = s.ref LIMIT 1),
    s.payload->>'purpose'))
  WHERE s."importId" = $1 AND s.kind = 'label' AND s.payload->>'purpose' IN ('IMPORTED', 'REPEAT') AND (
    EXISTS (SELECT FROM "Item" WHERE "studyId" = $2 AND "reservedFor" IS NOT NULL)
    OR EXISTS (SELECT FROM "StagedRow" WHERE "importId" = $1 AND kind IN ('item', 'known-item') AND payload ? 'reservedFor'))`;

const identity = `payload->>'raterKind', payload->>'rater', ref, payload->>'question', payload->>'target', payload->>'purpose', payload->>'occurrence'`;

const repeatedLabel = `
  SELECT seq, line, file, ref, payload->>'rater' AS rater, payload->>'question' AS question, first FROM (
    SELECT *, min(line) OVER same AS first, row_number() OVER (PARTITION BY ${identity} ORDER BY seq) AS place
    FROM (${staged("'label'")}) AS l WINDOW same AS (PARTITION BY ${identity})) AS labels
  WHERE place > 1 AND $2::uuid IS NOT NULL`;

type RepeatedLabel = CheckRow & { rater: string; question: string; first: number };

const explainRepeated = ({ ref, rater, question, first }: RepeatedLabel) => ({
  field: "rater",
  message: `"${rater}" answers "${question}" about "${ref}" a second time (the first is on line ${first}): remove one, or set repeats to "keep"`,
});

/** Labels of raters that the study has, about items that it has, with the answer stored there if there is one. */
const stored = `
  SELECT s.seq, s.line, s.file, s.ref, s.payload, a.state AS state, a.value AS value, a.probabilities, a."judgmentId" IS NOT NULL AS answered
  FROM "StagedRow" s
    JOIN "Rater" r ON r."studyId" = $2 AND r.kind::text = s.payload->>'raterKind' AND r."sourceName" = s.payload->>'rater'
    JOIN "Item" i ON i."studyId" = $2 AND i."externalId" = s.ref
    JOIN LATERAL (
      SELECT j.id FROM "Judgment" j WHERE j."studyId" = $2 AND j."raterId" = r.id AND j."itemId" = i.id
        AND j.purpose::text = s.payload->>'purpose' AND j.occurrence = (s.payload->>'occurrence')::int
      ORDER BY j.revision DESC LIMIT 1) AS latest ON true
    LEFT JOIN "Answer" a ON a."studyId" = $2 AND a."judgmentId" = latest.id AND a."questionKey" = s.payload->>'question' AND a.target = s.payload->>'target'
  WHERE s."importId" = $1 AND s.kind = 'label'`;

const isSame = `(k.state::text = k.payload->>'state' AND k.value IS NOT DISTINCT FROM k.payload->>'value')`;

const markKnown = `
  UPDATE "StagedRow" s SET kind = 'known-label' FROM (${stored}) AS k
  WHERE s."importId" = $1 AND s.seq = k.seq AND k.answered AND ${isSame}
    AND (NOT k.payload ? 'probabilities' OR k.probabilities = k.payload->'probabilities')`;

/**
 * What a file says more than the study has of the same label: probabilities where there are none, an answer where it was missing
 * or could not be parsed. It becomes a new revision of the label.
 */
const markRepairs = `
  UPDATE "StagedRow" s SET payload = s.payload || '{"repairs": true}' FROM (${stored}) AS k
  WHERE s."importId" = $1 AND s.seq = k.seq AND k.answered AND (
    (${isSame} AND k.payload ? 'probabilities' AND k.probabilities IS NULL)
    OR (k.state IN ('MISSING', 'UNPARSED') AND k.payload->>'state' NOT IN ('MISSING', 'UNPARSED')))`;

/** A study's own raters, under the only name that leaves it: their labels are where they belong already. */
const markOwn = `
  UPDATE "StagedRow" s SET kind = 'known-label' FROM "Rater" r
  WHERE s."importId" = $1 AND s.kind = 'label' AND r."studyId" = $2 AND r.pseudonym = s.payload->>'rater' AND r.kind::text = s.payload->>'raterKind'`;

const otherLabel = `SELECT seq, line, file, ref, payload->>'rater' AS rater, payload->>'question' AS question, value, ${isSame} AS "isSame"
  FROM (${stored}) AS k WHERE answered AND NOT k.payload ? 'repairs'`;

type OtherLabel = CheckRow & { rater: string; question: string; value: string | null; isSame: boolean };

const explainOther = ({ ref, rater, question, value, isSame }: OtherLabel) => ({
  field: isSame ? "probabilities" : question,
  message: isSame
    ? `The study has other probabilities of "${rater}" for "${question}" about "${ref}": they are not overwritten`
    : `The study has another answer of "${rater}" to "${question}" about "${ref}" (${value ?? "none"}): labels are not overwritten`,
});

/** Judges of whose answers to a question none could be parsed: rather the mapping is wrong than the judge. */
const allUnparsed = `
  SELECT min(seq) AS seq, min(line) AS line, min(file) AS file, payload->>'question' AS ref, count(*)::int AS labels
  FROM (${staged("'label'")}) AS l WHERE payload->>'raterKind' IN (${judgeKindsSql}) AND payload->>'state' <> 'MISSING' AND $2::uuid IS NOT NULL
  GROUP BY payload->>'question' HAVING count(*) >= 5 AND bool_and(payload->>'state' = 'UNPARSED')`;

type AllUnparsed = CheckRow & { labels: number };

const explainAllUnparsed = ({ ref, labels }: AllUnparsed) => ({
  field: ref,
  message: `None of the ${labels} answers to "${ref}" fits the question: map the file's values to those of the question`,
});

/** Holds staged labels against the items they are about and against the labels there are. What is stored already, the same, is set aside. */
export async function checkLabels(
  scope: ImportScope,
  problems: ProblemList,
  asks: { parts: boolean; targets: boolean; places: boolean; ownRaters: boolean; items: boolean },
) {
  const { client, importId, studyId } = scope;
  const both = [importId, studyId];
  if (asks.places) await placeLabels(scope, problems);
  // Where items of this file could not be read, labels about them would be told a second time.
  if (problems.count === 0 || !asks.items)
    await checkBy(scope, problems, unknownItem, ({ ref }) => ({
      field: "item",
      message: `There is no item "${ref}", neither in this file nor in the study: load the items first`,
    }));
  if (asks.parts) {
    await client.query(nameParts, both);
    await client.query(unparseJudges, both);
    await checkBy<NoPart>(scope, problems, noPart, explainNoPart);
    await checkBy<NoShare>(scope, problems, noShare, explainNoShare);
  }
  if (asks.targets) await checkBy<NoTarget>(scope, problems, noTarget, explainNoTarget);
  await client.query(markReserved, both);
  await checkBy<RepeatedLabel>(scope, problems, repeatedLabel, explainRepeated);
  if (asks.ownRaters) await client.query(markOwn, both);
  await client.query(markKnown, both);
  await client.query(markRepairs, both);
  await checkBy<OtherLabel>(scope, problems, otherLabel, explainOther);
  await checkBy<AllUnparsed>(scope, problems, allUnparsed, explainAllUnparsed);
}
