import { afterAll, beforeAll, expect, test } from "vitest";
import { fillLoadStudy, type LoadStudy, makeLoadStudy, removeLoadStudy } from "@/cli/testing/load-study";
import { findWideScans, watchStatements } from "@/cli/testing/watch-plans";
import { readLabelTable } from "@/lib/analysis/label-queries";
import {
  countImportedRaters,
  getLabelingProgress,
  listConditionProgress,
  listRaterProgress,
} from "@/lib/analysis/overview-queries";
import { getAnalysisFrame } from "@/lib/analysis/queries";
import { pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { exportBytes } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import { findItem, listConditions, listExcerpts, listItems } from "@/lib/items/queries";
import { itemFilterSchema } from "@/lib/items/schema";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { skipItem } from "@/lib/labeling/claim/mutations";
import { answerSubmit } from "@/lib/labeling/http/answers";
import { buildQueue } from "@/lib/labeling/show/build-queue";
import { listFinished } from "@/lib/labeling/show/queries";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { listStudies } from "@/lib/studies/queries";
import { makeItems, makeMember, makePublishedStudy, makeSeat, reseat } from "./factories";

/** A study beside a larger one. */
let neighbour: LoadStudy;
let study: Awaited<ReturnType<typeof makePublishedStudy>>;
let owner: Awaited<ReturnType<typeof makeMember>>;
let rater: Awaited<ReturnType<typeof makeSeat>>;
let tables: string[];

const listTables = `
  SELECT relname AS name FROM pg_class c WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'studyId')`;

beforeAll(async () => {
  const client = await pool.connect();
  neighbour = await makeLoadStudy(client, { items: 500, raters: 3, labelsPerItem: 3 });
  await fillLoadStudy(client, neighbour);
  client.release();
  study = await makePublishedStudy({ labelsPerItem: 2 });
  await makeItems(study, 12, { factors: { model: "a" } });
  owner = await makeMember(study, "OWNER");
  rater = await makeSeat(study);
  // What files before this one made and took away would else be planned for: their tables are as large as they once were.
  await pool.query("VACUUM (ANALYZE)");
  tables = (await pool.query<{ name: string }>(listTables)).rows.map(({ name }) => name);
});
afterAll(() => removeLoadStudy(pool, neighbour));

/** What of a piece of work may look at rows of other studies. */
const widely = async (work: () => Promise<unknown>) => {
  const statements = await watchStatements(work);
  expect(statements.length).toBeGreaterThan(0);
  return findWideScans(env.DATABASE_URL, statements, tables);
};

const everything = itemFilterSchema.parse({});

test.each<[string, () => Promise<unknown>]>([
  [
    "the overview",
    async () => {
      await Promise.all(
        [getLabelingProgress, listRaterProgress, countImportedRaters, listConditionProgress].map((read) =>
          read(owner.access),
        ),
      );
    },
  ],
  ["the list of studies", () => listStudies(owner.user.id)],
  [
    "the list of items",
    async () => {
      const { items } = await listItems(owner.access, everything);
      await listExcerpts(
        owner.access,
        items.map(({ id }) => id),
      );
      await listConditions(owner.access);
      await listItems(owner.access, { ...everything, q: "dizzy", labels: "open" });
      await listItems(owner.access, { ...everything, labels: "none" });
      await findItem(owner.access, items[0]?.id ?? "");
    },
  ],
  [
    "an analysis page",
    async () => {
      await getAnalysisFrame(owner.access, "");
      await readLabelTable(owner.access);
    },
  ],
  [
    "an export",
    async () => {
      for await (const _ of exportBytes(owner.access, "x4", "jsonl", exportOptionsSchema.parse({})));
    },
  ],
  [
    "a claim, a label, an edit and a skip",
    async () => {
      const { seat } = rater;
      const held = await claimItems(seat, 2);
      await buildQueue(seat, held, { want: 2, holds: [], knows: [] });
      const [first, second] = held.leases;
      const label = {
        studyId: study.id,
        assignmentId: first?.assignmentId ?? "",
        key: "label",
        edits: null,
        answeredMsAgo: 0,
        activeMs: 1,
        elapsedMs: 1,
      };
      const has = { holds: [], knows: [], want: 2 as const };
      await answerSubmit(seat, { ...label, ...has, answers: { verdict: { item: { state: "GIVEN", value: "safe" } } } });
      await answerSubmit(seat, {
        ...label,
        ...has,
        key: "edit",
        edits: 1,
        answers: { verdict: { item: { state: "GIVEN", value: "unsafe" } } },
      });
      await skipItem(seat, { assignmentId: second?.assignmentId ?? "", reason: "unclear" });
      await listFinished(await reseat(rater.user, study), { before: null, limit: 10 });
    },
  ],
  ["a withdrawal", () => withdrawRater(owner.access, rater.id)],
])("%s looks at no row of another study", async (_, work) => {
  expect(await widely(work)).toEqual([]);
});
