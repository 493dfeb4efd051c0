import { notFound } from "next/navigation";
import { cache } from "react";
import { type AnalysisKey, analyses, type FiguresOf } from "@/lib/analysis/analyses";
import { type AnalysisFilter, noFilter } from "@/lib/analysis/filter";
import { listVersionRows } from "@/lib/analysis/label-row-queries";
import { nameVersion } from "@/lib/analysis/named-version";
import { runAnalysis } from "@/lib/analysis/run-analysis";
import { countByVersion, type VersionCount } from "@/lib/analysis/version-counts";
import { db, pool } from "@/lib/db/client";
import { reader } from "@/lib/db/reader";
import { Prisma } from "@/lib/generated/prisma/client";
import type { PersonaVisibility } from "@/lib/generated/prisma/enums";
import { type Question, questionsSchema } from "@/lib/protocol/schema";
import { hasSides } from "@/lib/questions/kinds";
import { questionScale } from "@/lib/questions/question-scale";
import { getFingerprint } from "@/lib/studies/fingerprint";
import type { StudyAccess } from "@/lib/studies/proof";
import { StudyGone } from "@/lib/studies/study-gone";

/** What the analysis pages can be narrowed to, and what the named version asks. */
export type AnalysisFrame = {
  version: number | "all";
  versions: VersionCount[];
  personaVisibility: PersonaVisibility;
  questions: { key: string; text: string; hasOwnOptions: boolean; hasSides: boolean }[];
  groups: string[];
  factors: { name: string; levels: { id: string; name: string }[] }[];
  tiers: string[];
  /** Whether some item came with the file's own majority. */
  hasFileMajority: boolean;
  study: {
    name: string;
    isDemo: boolean;
    countRepeats: boolean;
    tieRule: "CATEGORY" | "EXCLUDE" | "FILE";
    seed: number;
    /** Judgments of people who withdrew, erased since. */
    erased: number;
  };
};

async function listVersions(studyId: string) {
  const { rows } = await pool.query<{
    number: number;
    questions: unknown;
    personaVisibility: PersonaVisibility;
    isPublished: boolean;
  }>(
    `SELECT number, questions, "personaVisibility", "publishedAt" IS NOT NULL AS "isPublished"
     FROM "ProtocolVersion" v WHERE "studyId" = $1 ORDER BY number`,
    [studyId],
  );
  return rows.map(({ questions, ...row }) => ({ ...row, questions: questionsSchema.parse(questions) }));
}

async function sumErased(studyId: string): Promise<number> {
  const { _sum } = await db.rater.aggregate({ where: { studyId }, _sum: { erasedJudgments: true } });
  return _sum.erasedJudgments ?? 0;
}

/** What the draws of a study's intervals begin from; null where it is gone. */
export async function findSeed({ studyId }: StudyAccess): Promise<number | null> {
  const study = await db.study.findUnique({ where: { id: studyId }, select: { seed: true } });
  return study?.seed ?? null;
}

type Version = Awaited<ReturnType<typeof listVersions>>[number];

function comparableQuestions(versions: readonly Version[]): AnalysisFrame["questions"] {
  const newest = new Map<string, Question>();
  for (const { questions } of versions) for (const question of questions) newest.set(question.key, question);
  return [...newest.values()].flatMap((question) => {
    const scale = questionScale(question);
    const { key, text } = question;
    return scale ? [{ key, text, hasOwnOptions: scale.kind === "own-options", hasSides: hasSides(question) }] : [];
  });
}

/** The frame of the analysis pages: quick whatever the number of labels. */
export const getAnalysisFrame = cache(
  async (access: StudyAccess, asked: AnalysisFilter["version"]): Promise<AnalysisFrame> => {
    const { studyId } = access;
    const [study, versions, rows, erased, groups, factors, tiers, withMajority] = await Promise.all([
      db.study.findUnique({
        where: { id: studyId },
        select: { name: true, isDemo: true, countRepeats: true, tieRule: true, seed: true },
      }),
      listVersions(studyId),
      reader().then((own) => listVersionRows(own, studyId)),
      sumErased(studyId),
      db.raterGroup.findMany({
        where: { studyId, raters: { some: { judgments: { some: {} } } } },
        select: { name: true },
        orderBy: { name: "asc" },
      }),
      db.factor.findMany({
        where: { studyId },
        select: { name: true, levels: { select: { id: true, name: true }, orderBy: { position: "asc" }, take: 500 } },
        orderBy: { name: "asc" },
      }),
      db.item.findMany({
        where: { studyId, tier: { not: null } },
        select: { tier: true },
        distinct: ["tier"],
        orderBy: { tier: "asc" },
        take: 100,
      }),
      db.item.findFirst({ where: { studyId, fileMajority: { not: Prisma.AnyNull } }, select: { id: true } }),
    ]);
    if (!study) notFound();
    const counts = countByVersion(
      versions.map(({ number }) => number),
      rows,
      { countRepeats: study.countRepeats, countSimulated: study.isDemo },
    );
    // A draft has no labels and nothing that could be compared.
    const known = counts.filter(({ isUsed }, place) => isUsed || versions[place]?.isPublished);
    const version = nameVersion(known.length > 0 ? known : counts, asked);
    const shown = versions.filter(({ number }) => version === "all" || number === version);
    return {
      version,
      versions: known,
      hasFileMajority: withMajority !== null,
      personaVisibility: shown.at(-1)?.personaVisibility ?? "SHOWN",
      questions: comparableQuestions(shown),
      groups: groups.map(({ name }) => name),
      factors,
      tiers: tiers.flatMap(({ tier }) => (tier === null ? [] : [tier])),
      study: { ...study, erased },
    };
  },
);

/** Only what changes the figures, so that they are computed once: not which judge is shown, nor what this analysis has no filter for. */
function narrowingFilter(key: AnalysisKey, filter: AnalysisFilter): AnalysisFilter {
  const { tie, decisive, held, judge } = noFilter;
  const own = Object.fromEntries(analyses[key].filters.map((name) => [name, filter[name]]));
  return { ...filter, tie, decisive, held, judge, ...own };
}

/** What was deleted a moment ago is not found, like what never was. */
const orNotFound = (error: unknown) => {
  if (error instanceof StudyGone) notFound();
  throw error;
};

/** The figures of an analysis on one question. Null when the named version does not ask it. */
export async function findFigures<Key extends AnalysisKey>(
  key: Key,
  access: StudyAccess,
  filter: AnalysisFilter,
): Promise<FiguresOf<Key> | null> {
  const fingerprint = await getFingerprint(access);
  const job = { key, studyId: access.studyId, fingerprint, filter: narrowingFilter(key, filter) };
  return runAnalysis(job).catch(orNotFound);
}

/** Names and first words of items, for lists that hold identifiers. */
export function listItemNames({ studyId }: StudyAccess, ids: readonly string[]) {
  return db.item.findMany({
    where: { studyId, id: { in: [...ids] } },
    select: {
      id: true,
      externalId: true,
      task: { select: { prompt: true } },
      parts: {
        select: { key: true, label: true, output: { select: { condition: { select: { signature: true } } } } },
        orderBy: { key: "asc" },
      },
    },
    orderBy: { id: "asc" },
  });
}
