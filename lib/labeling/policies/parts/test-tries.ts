import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { countRight, readMarks } from "@/lib/gold/read-marks";
import type { RaterSeat } from "@/lib/labeling/seat";

type Try = {
  number: number;
  right: number;
  asked: number;
  needed: number;
  passed: boolean;
  isRead: boolean;
  finishedAt: Date;
};

/** Where a rater stands in the test before the work. */
export type Test = {
  /** They passed it, or somebody let them in. */
  isAdmitted: boolean;
  /** The try that is on, or that would be the next; the last that the rater has begun; the last that was granted to them. */
  number: number;
  started: number;
  granted: number;
  last: Try | null;
};

const select = prepared(`
  SELECT r."admittedAt" IS NOT NULL AS "wasLetIn", r."startedTry" AS started, r."grantedTry" AS granted, t.number, t.right, t.asked,
    t.needed, t.passed, t."readAt" IS NOT NULL AS "isRead", t."finishedAt"
  FROM "Rater" r LEFT JOIN LATERAL (SELECT * FROM "QualificationTry" t
    WHERE t."studyId" = $1 AND t."raterId" = r.id ORDER BY t.number DESC LIMIT 1) t ON true
  WHERE r."studyId" = $1 AND r.id = $2`);

type Row = Omit<Try, "number"> & { number: number | null; wasLetIn: boolean; started: number; granted: number };

export async function findTest(client: Queryable, { studyId, raterId }: RaterSeat): Promise<Test> {
  const { rows } = await client.query<Row>(select(studyId, raterId));
  const [row] = rows;
  if (!row) return { isAdmitted: false, number: 1, started: 1, granted: 0, last: null };
  const { wasLetIn, started, granted, number, ...own } = row;
  const last = number === null ? null : { ...own, number };
  return { isAdmitted: wasLetIn || Boolean(last?.passed), number: (number ?? 0) + 1, started, granted, last };
}

type Limits = { tries: number; hours: number };

/** When the next try may begin, where it only has to be waited for. */
export function waitEnd({ number, last }: Test, { tries, hours }: Limits): Date | null {
  if (number > tries || !last) return null;
  const end = new Date(last.finishedAt.getTime() + hours * 3_600_000);
  return end.getTime() > Date.now() ? end : null;
}

/** Whether the next try may begin now: it is one of those that the study allows and was waited for, or somebody granted it. */
export const mayBegin = (test: Test, limits: Limits): boolean =>
  test.number <= test.granted || (test.number <= limits.tries && waitEnd(test, limits) === null);

const insert = prepared(`
  INSERT INTO "QualificationTry" ("studyId", "raterId", number, "right", asked, needed, passed) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT DO NOTHING`);

/** Scores a try whose items are all finished, and keeps what came of it. Whether it was passed. The caller holds the rater's row. */
export async function finishTry(
  client: Queryable,
  { studyId, raterId }: RaterSeat,
  { number, pass, within }: { number: number; pass: number; within: number },
): Promise<boolean> {
  const marked = await readMarks(client, { studyId, raterIds: [raterId], purpose: "QUALIFICATION", within });
  const { right, asked } = countRight(marked.filter(({ occurrence }) => occurrence === number));
  const needed = Math.ceil((asked * pass) / 100 - 1e-9);
  // Whoever is asked none of the questions whose answers are known has nothing to fail.
  const passed = right >= needed;
  await client.query(insert(studyId, raterId, number, right, asked, needed, passed));
  return passed;
}
