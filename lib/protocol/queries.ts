import { db, pool, type Transaction } from "@/lib/db/client";
import { prepared } from "@/lib/db/pg-transaction";
import { placeOfLayout } from "@/lib/layouts/layouts";
import type { LayoutCount } from "@/lib/protocol/find-misfits";
import { protocolDigest } from "@/lib/protocol/protocol-digest";
import { type Protocol, protocolSchema } from "@/lib/protocol/schema";
import type { StudyAccess } from "@/lib/studies/proof";

const published = { publishedAt: { not: null } } as const;
const content = { number: true, guidelines: true, questions: true, personaVisibility: true, textStyle: true } as const;
type Stored = { guidelines: string; questions: unknown; personaVisibility: string; textStyle: string };
const parse = (stored: Stored): Protocol => protocolSchema.parse(stored);

/** What a rater reads before the first item. Nothing that the protocol hides. */
export async function getLabelingIntro({ studyId }: StudyAccess) {
  const { versions, ...study } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      name: true,
      isDemo: true,
      contentWarning: true,
      versions: { where: published, select: { guidelines: true }, orderBy: { number: "desc" }, take: 1 },
    },
  });
  return { study, guidelines: versions[0]?.guidelines ?? "" };
}

/** The latest published version, null before the first. */
export async function findPublished({ studyId }: Pick<StudyAccess, "studyId">, tx: Transaction = db) {
  const found = await tx.protocolVersion.findFirst({
    where: { studyId, ...published },
    select: { id: true, ...content },
    orderBy: { number: "desc" },
  });
  return found && { id: found.id, number: found.number, protocol: parse(found) };
}

/** The one version that is not published, null where nothing was changed since the last. */
export async function findDraft({ studyId }: Pick<StudyAccess, "studyId">, tx: Transaction = db) {
  const found = await tx.protocolVersion.findFirst({
    where: { studyId, publishedAt: null },
    select: { id: true, ...content },
  });
  return found && { id: found.id, number: found.number, protocol: parse(found) };
}

export type VersionSummary = { number: number; publishedAt: Date; labels: number };

/** Published versions, newest first, with the labels given under each. */
export async function listVersions({ studyId }: StudyAccess): Promise<VersionSummary[]> {
  const versions = await db.protocolVersion.findMany({
    where: { studyId, ...published },
    select: { id: true, number: true, publishedAt: true },
    orderBy: { number: "desc" },
  });
  const counts = await db.judgmentCount.groupBy({
    by: ["versionId"],
    where: { studyId },
    _sum: { given: true, edits: true },
  });
  const labels = new Map(counts.map(({ versionId, _sum }) => [versionId, (_sum.given ?? 0) - (_sum.edits ?? 0)]));
  return versions.flatMap(({ id, number, publishedAt }) =>
    publishedAt ? [{ number, publishedAt, labels: labels.get(id) ?? 0 }] : [],
  );
}

export async function findVersion({ studyId }: StudyAccess, number: number) {
  const found = await db.protocolVersion.findFirst({
    where: { studyId, number, ...published },
    select: { publishedAt: true, ...content },
  });
  return found && { number, publishedAt: found.publishedAt, protocol: parse(found) };
}

/** Items on raters' screens now: they finish on the version they were given under. */
const countOpenLeases = ({ studyId }: StudyAccess) =>
  db.assignment.count({ where: { studyId, state: "LEASED", leaseExpiresAt: { gt: new Date() } } });

/** Starts at what only this study has: its cost is bound to the study's own rows. */
const countByLayout = prepared(`
  WITH spoken AS (
    SELECT DISTINCT p."itemId" FROM "Output" o JOIN "ItemPart" p ON p."studyId" = $1 AND p."outputId" = o.id AND p.label IS NULL
    WHERE o."studyId" = $1 AND o.turns IS NOT NULL),
  described AS (
    SELECT DISTINCT s."personaId" FROM "PersonaStatement" s WHERE s."studyId" = $1)
  SELECT i.layout, count(*)::int AS items, count(spoken."itemId")::int AS turn, count(described."personaId")::int AS statement
  FROM "Item" i LEFT JOIN spoken ON spoken."itemId" = i.id LEFT JOIN described ON described."personaId" = i."cardPersonaId"
  WHERE i."studyId" = $1 AND i."isServable" GROUP BY i.layout`);

async function countLayouts({ studyId }: StudyAccess): Promise<LayoutCount[]> {
  type Row = { layout: string; items: number; turn: number; statement: number };
  const { rows } = await pool.query<Row>(countByLayout(studyId));
  const inOrder = rows.toSorted((a, b) => placeOfLayout(a) - placeOfLayout(b));
  return inOrder.map(({ layout, items, ...having }) => ({ layout, items, having }));
}

/** Everything the protocol page shows beside sample items. Without a draft, the published version is what editing begins with. */
export async function getProtocolEditor(access: StudyAccess) {
  const [draft, latest, versions, layouts, openLeases] = await Promise.all([
    findDraft(access),
    findPublished(access),
    listVersions(access),
    countLayouts(access),
    countOpenLeases(access),
  ]);
  const protocol =
    draft?.protocol ??
    latest?.protocol ??
    protocolSchema.parse({ guidelines: "", questions: [], personaVisibility: "SHOWN" });
  return {
    protocol,
    digest: protocolDigest(protocol),
    nextNumber: draft?.number ?? (latest?.number ?? 0) + 1,
    published: latest && { number: latest.number, protocol: latest.protocol },
    versions,
    layouts,
    openLeases,
  };
}
