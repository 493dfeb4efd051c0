import { db, type Transaction } from "@/lib/db/client";
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
  const counts = await db.judgment.groupBy({
    by: ["versionId"],
    where: { studyId, revision: 1 },
    _count: { _all: true },
  });
  const labels = new Map(counts.map(({ versionId, _count }) => [versionId, _count._all]));
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

async function countLayouts({ studyId }: StudyAccess): Promise<LayoutCount[]> {
  const counts = await db.item.groupBy({
    by: ["layout"],
    where: { studyId, isServable: true },
    _count: { _all: true },
    orderBy: { layout: "asc" },
  });
  return counts.map(({ layout, _count }) => ({ layout, items: _count._all }));
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
export type ProtocolEditorData = Awaited<ReturnType<typeof getProtocolEditor>>;
