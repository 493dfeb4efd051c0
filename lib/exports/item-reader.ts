import type { ExportedItem, ExportedJudgment, ExportedRater } from "@/lib/exchange/exported-study";
import type { ItemRecord, PartRecord, Turn } from "@/lib/exchange/records";
import type { Snapshot } from "@/lib/exports/snapshot";
import type { AnswerState, Layout } from "@/lib/generated/prisma/enums";

type ItemRow = {
  id: string;
  externalId: string;
  layout: Layout;
  factors: string | null;
  truth: Record<string, string> | null;
  fileMajority: Record<string, string> | null;
  isServable: boolean;
  task: string;
  prompt: string;
  persona: string | null;
  track: string | null;
  tier: string | null;
  goldAnswer: string | null;
  referenceAnswer: string | null;
  policyText: string | null;
};

type PartRow = {
  itemId: string;
  label: string | null;
  profile: string | null;
  persona: string | null;
  hasOutput: boolean;
  text: string | null;
  turns: Turn[] | null;
  extra: Record<string, unknown> | null;
  factors: string | null;
  outputPersona: string | null;
};

type AnswerRow = Omit<ExportedJudgment, "rater" | "version" | "shown" | "isLatest" | "date" | "answers"> & {
  itemId: string;
  judgmentId: string;
  raterId: string;
  versionId: string;
  shown: { order?: string[] };
  createdAt: Date;
  question: string | null;
  target: string;
  state: AnswerState;
  value: string | null;
  number: number | null;
  probabilities: Record<string, number> | null;
  rationale: string | null;
};

const itemsSql = (where: string) => `
  SELECT i.id, i."externalId", i.layout, c.signature AS factors, i.truth, i."fileMajority", i."isServable",
    t."externalId" AS task, t.prompt, p."externalId" AS persona, t.track, t.tier, t."goldAnswer", t."referenceAnswer", t."policyText"
  FROM "Item" i JOIN "Task" t ON t.id = i."taskId"
    LEFT JOIN "Condition" c ON c.id = i."conditionId" LEFT JOIN "Persona" p ON p.id = t."personaId"
  WHERE i."studyId" = $1 AND ${where}
  ORDER BY i."fileIndex", i."externalId" COLLATE "C"`;

const partsSql = `
  SELECT x."itemId", x.label, x.profile, p."externalId" AS persona, o.id IS NOT NULL AS "hasOutput", o.text, o.turns, o.extra,
    c.signature AS factors, q."externalId" AS "outputPersona"
  FROM "ItemPart" x LEFT JOIN "Persona" p ON p.id = x."personaId" LEFT JOIN "Output" o ON o.id = x."outputId"
    LEFT JOIN "Condition" c ON c.id = o."conditionId" LEFT JOIN "Persona" q ON q.id = o."personaId"
  WHERE x."itemId" = ANY($1::uuid[]) ORDER BY length(x.key), x.key`;

const answersSql = `
  SELECT j."itemId", j.id AS "judgmentId", j."raterId", j."versionId", j.purpose, j.occurrence, j.revision, j.shown, j."activeMs",
    j."elapsedMs", j.raw, j."createdAt", a."questionKey" AS question, a.target, a.state, a.value, a.number, a.probabilities, a.rationale
  FROM "Judgment" j JOIN "Rater" r ON r.id = j."raterId" AND r.status <> 'WITHDRAWN'
    LEFT JOIN "Answer" a ON a."judgmentId" = j.id
  WHERE j."itemId" = ANY($1::uuid[]) ORDER BY j.id, a."questionKey" COLLATE "C", a.target COLLATE "C"`;

const present = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

/** A condition's signature is its factors as canonical JSON. */
const readFactors = (signature: string | null): Record<string, string> => (signature ? JSON.parse(signature) : {});

function toPart({
  hasOutput,
  text,
  turns,
  extra,
  factors,
  outputPersona,
  label,
  profile,
  persona,
}: PartRow): PartRecord {
  const hasExtra = extra && Object.keys(extra).length > 0;
  const output = {
    text,
    ...(turns && { turns }),
    factors: readFactors(factors),
    ...(outputPersona !== null && { persona: outputPersona }),
    ...(hasExtra && { extra }),
  };
  return { ...(hasOutput && { output }), ...present({ label, profile, persona }) };
}

function toRecord(row: ItemRow, parts: readonly PartRow[]): ItemRecord {
  const { task, prompt, persona, track, tier, goldAnswer, referenceAnswer, policyText } = row;
  return {
    kind: "item",
    externalId: row.externalId,
    layout: row.layout,
    task: {
      externalId: task,
      prompt,
      ...present({ persona, track, tier, goldAnswer, referenceAnswer, policyText }),
    },
    factors: readFactors(row.factors),
    parts: parts.map(toPart),
    ...present({ truth: row.truth, fileMajority: row.fileMajority }),
    isServable: row.isServable,
  };
}

const groupBy = <T, K>(rows: readonly T[], keyOf: (row: T) => K) => {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
};

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

const byRaterAndVote = (a: ExportedJudgment, b: ExportedJudgment) =>
  compare(a.rater.name, b.rater.name) ||
  compare(a.rater.kind, b.rater.kind) ||
  compare(a.purpose, b.purpose) ||
  a.occurrence - b.occurrence ||
  a.revision - b.revision;

/** Whoever labels in this study, and the numbers of its protocol versions, by database id. */
export type LabelContext = { raters: ReadonlyMap<string, ExportedRater>; versions: ReadonlyMap<string, number> };

export async function getLabelContext({ list }: Snapshot, studyId: string): Promise<LabelContext> {
  const raters = await list<ExportedRater & { id: string }>(
    `SELECT r.id, CASE WHEN r.kind IN ('JUDGE', 'CLASSIFIER') THEN coalesce(r."sourceName", r.pseudonym) ELSE r.pseudonym END AS name,
       r.kind, r.origin, r.status, r."sawConditions", r."isAnonymous", g.name AS "group", r."modelFamily", r."promptVersion"
     FROM "Rater" r LEFT JOIN "RaterGroup" g ON g.id = r."groupId" WHERE r."studyId" = $1 AND r.status <> 'WITHDRAWN'`,
    [studyId],
  );
  const versions = await list<{ id: string; number: number }>(
    `SELECT id, number FROM "ProtocolVersion" WHERE "studyId" = $1`,
    [studyId],
  );
  return {
    raters: new Map(raters.map(({ id, ...rater }) => [id, rater])),
    versions: new Map(versions.map(({ id, number }) => [id, number])),
  };
}

function toJudgment(rows: readonly AnswerRow[], { raters, versions }: LabelContext): ExportedJudgment | null {
  const [first] = rows;
  const rater = first && raters.get(first.raterId);
  if (!first || !rater) return null;
  const { purpose, occurrence, revision, activeMs, elapsedMs, raw } = first;
  return {
    ...{ rater, purpose, occurrence, revision, isLatest: true, version: versions.get(first.versionId) ?? 0 },
    ...{ shown: first.shown.order ?? [], activeMs, elapsedMs, raw, date: first.createdAt.toISOString() },
    answers: rows.flatMap(({ question, target, state, value, number, probabilities, rationale }) =>
      question === null ? [] : [{ question, target, state, value, number, probabilities, rationale }],
    ),
  };
}

/** Sorted, and with every revision but the last of a vote marked as replaced. */
function toJudgments(rows: readonly AnswerRow[], context: LabelContext): ExportedJudgment[] {
  const judgments = [...groupBy(rows, ({ judgmentId }) => judgmentId).values()]
    .map((answers) => toJudgment(answers, context))
    .filter((judgment) => judgment !== null)
    .sort(byRaterAndVote);
  judgments.forEach((judgment, place) => {
    const next = judgments[place + 1];
    const isSameVote =
      next?.rater === judgment.rater && next.purpose === judgment.purpose && next.occurrence === judgment.occurrence;
    if (isSameVote) judgment.isLatest = false;
  });
  return judgments;
}

type ItemOptions = {
  /** SQL over `i` (Item) and `t` (Task); $2 and on are `values`. */
  where?: string;
  values?: readonly unknown[];
  /** Leaves the labels, or the parts with their texts, unread. */
  withLabels?: boolean;
  withParts?: boolean;
  /** Items held in memory at a time. */
  pageSize?: number;
};

/** Items in the order of the file they came from, a page at a time. */
export async function* eachItem(
  snapshot: Snapshot,
  studyId: string,
  context: LabelContext,
  { where = "TRUE", values = [], withLabels = true, withParts = true, pageSize = 500 }: ItemOptions = {},
): AsyncGenerator<ExportedItem> {
  for await (const page of snapshot.pages<ItemRow>(itemsSql(where), [studyId, ...values], pageSize)) {
    const ids = [page.map(({ id }) => id)];
    const parts = groupBy(withParts ? await snapshot.list<PartRow>(partsSql, ids) : [], ({ itemId }) => itemId);
    const answers = groupBy(withLabels ? await snapshot.list<AnswerRow>(answersSql, ids) : [], ({ itemId }) => itemId);
    for (const row of page) {
      yield {
        record: toRecord(row, parts.get(row.id) ?? []),
        judgments: toJudgments(answers.get(row.id) ?? [], context),
      };
    }
  }
}
