import "server-only";
import { countItems } from "@/lib/counting/kept-counts";
import { db, pool } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type ItemFilter, itemsPerPage } from "@/lib/items/schema";
import { type Question, questionsSchema } from "@/lib/protocol/schema";
import type { StudyAccess } from "@/lib/studies/proof";

/** Purposes that fill an item's k. */
const primary = { purpose: "PRIMARY", state: "DONE" } as const;

function where(studyId: string, { q, labels, condition }: ItemFilter): Prisma.ItemWhereInput {
  return {
    studyId,
    ...(condition && { conditionId: condition }),
    ...(labels === "none" && { judgments: { none: {} } }),
    ...(labels === "open" && { openSlots: { gt: 0 }, isServable: true }),
    ...(labels === "full" && { openSlots: 0, isServable: true, reservedFor: null }),
    ...(labels === "reserved" && { reservedFor: { not: null } }),
    ...(labels === "skipped" && { assignments: { some: { state: "SKIPPED", purpose: "PRIMARY" } } }),
    ...(q && {
      OR: [
        { externalId: { contains: q, mode: "insensitive" } },
        { task: { prompt: { contains: q, mode: "insensitive" } } },
      ],
    }),
  };
}

const isEverything = ({ q, labels, condition }: ItemFilter) => !q && labels === "all" && !condition;

/** One page of items in the order of the file, with how many labels each has. */
export async function listItems({ studyId }: StudyAccess, filter: ItemFilter) {
  const matching = where(studyId, filter);
  const [{ labelsPerItem }, total, items] = await Promise.all([
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { labelsPerItem: true } }),
    isEverything(filter) ? countItems(pool, studyId).then(({ items }) => items) : db.item.count({ where: matching }),
    db.item.findMany({
      where: matching,
      select: {
        id: true,
        externalId: true,
        layout: true,
        isServable: true,
        tier: true,
        reservedFor: true,
        task: { select: { prompt: true } },
        condition: { select: { signature: true } },
      },
      orderBy: [{ fileIndex: "asc" }, { id: "asc" }],
      skip: (filter.page - 1) * itemsPerPage,
      take: itemsPerPage,
    }),
  ]);
  const counts = await countLabels(
    studyId,
    items.map(({ id }) => id),
  );
  return { labelsPerItem, total, items: items.map((item) => ({ ...item, ...counts(item.id) })) };
}

/** Asked for the page's own items: a count joined to them would be taken over the labels of every study. */
async function countLabels(studyId: string, itemIds: string[]) {
  const own = { studyId, itemId: { in: itemIds } };
  const [given, imported] = await Promise.all([
    db.assignment.groupBy({ by: ["itemId"], where: { ...own, ...primary }, _count: true }),
    db.judgment.groupBy({ by: ["itemId"], where: { ...own, purpose: "IMPORTED" }, _count: true }),
  ]);
  const [labels, votes] = [given, imported].map((rows) => new Map(rows.map((row) => [row.itemId, row._count])));
  return (id: string) => ({ labels: labels?.get(id) ?? 0, imported: votes?.get(id) ?? 0 });
}

/** How the first output of each item begins, or its first turn: what a list shows of an item without a prompt. */
export async function listExcerpts({ studyId }: StudyAccess, itemIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; excerpt: string }>(
    `SELECT DISTINCT ON (i.id) i.id, left(coalesce(nullif(o.text, ''),
       concat_ws(': ', nullif(o.turns->0->>'speaker', ''), nullif(o.turns->0->>'text', ''))), 300) AS excerpt
     FROM "Item" i JOIN "ItemPart" p ON p."studyId" = $1 AND p."itemId" = i.id JOIN "Output" o ON o.id = p."outputId" AND o."studyId" = p."studyId"
     WHERE i."studyId" = $1 AND i.id = ANY($2::uuid[]) ORDER BY i.id, p.key`,
    [studyId, itemIds],
  );
  return new Map(rows.map(({ id, excerpt }) => [id, excerpt]));
}

/** What the versions asked, by number: labels are read in the words they were given under. */
export async function listQuestions({ studyId }: StudyAccess): Promise<Map<number, Question[]>> {
  const versions = await db.protocolVersion.findMany({
    where: { studyId },
    select: { number: true, questions: true },
    orderBy: { number: "asc" },
  });
  return new Map(versions.map(({ number, questions }) => [number, questionsSchema.parse(questions)]));
}

/** The study's conditions for the filter, in a stable order. */
export function listConditions({ studyId }: StudyAccess) {
  return db.condition.findMany({
    where: { studyId, items: { some: {} } },
    select: { id: true, signature: true },
    orderBy: { signature: "asc" },
    take: 200,
  });
}

/** Everything a researcher may know about one item: texts, conditions, truth, every current label and skip. Null if it is not in this study. */
export function findItem({ studyId }: StudyAccess, itemId: string) {
  return db.item.findFirst({
    where: { id: itemId, studyId },
    select: {
      id: true,
      externalId: true,
      layout: true,
      isServable: true,
      openSlots: true,
      truth: true,
      goldRationale: true,
      reservedFor: true,
      fileMajority: true,
      track: true,
      tier: true,
      goldAnswer: true,
      referenceAnswer: true,
      policyText: true,
      task: { select: { prompt: true, shownPrompt: true } },
      condition: { select: { signature: true } },
      parts: {
        select: {
          key: true,
          label: true,
          profile: true,
          persona: { select: { name: true } },
          output: {
            select: {
              text: true,
              turns: true,
              shownText: true,
              shownTurns: true,
              condition: { select: { signature: true } },
              persona: { select: { name: true, text: true } },
            },
          },
        },
        orderBy: { key: "asc" },
      },
      assignments: {
        select: { id: true, skipReason: true, rater: { select: { pseudonym: true } } },
        where: { state: "SKIPPED" },
        orderBy: [{ finishedAt: "asc" }, { id: "asc" }],
        take: 200,
      },
      judgments: {
        select: {
          id: true,
          raterId: true,
          purpose: true,
          occurrence: true,
          revision: true,
          createdAt: true,
          rater: { select: { pseudonym: true, kind: true, origin: true, status: true } },
          version: { select: { number: true } },
          answers: {
            select: { questionKey: true, state: true, value: true, rationale: true, target: true },
            orderBy: { questionKey: "asc" },
          },
        },
        where: { rater: { status: { not: "WITHDRAWN" } } },
        orderBy: [{ raterId: "asc" }, { purpose: "asc" }, { occurrence: "asc" }, { revision: "desc" }],
        take: 2000,
      },
    },
  });
}
