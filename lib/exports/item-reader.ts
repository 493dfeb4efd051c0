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

const itemOrder = `i."fileIndex", i."externalId" COLLATE "C"`;

const itemsSql = `
  SELECT i.id, i."externalId", i.layout, c.signature AS factors, i.truth, i."fileMajority", i."isServable",
    t."externalId" AS task, t.prompt, p."externalId" AS persona, t.track, t.tier, t."goldAnswer", t."referenceAnswer", t."policyText"
  FROM "Item" i JOIN "Task" t ON t.id = i."taskId"
    LEFT JOIN "Condition" c ON c.id = i."conditionId" LEFT JOIN "Persona" p ON p.id = t."personaId"
  WHERE i."studyId" = $1 ORDER BY ${itemOrder}`;

const partsSql = (text: string) => `
  SELECT x."itemId", x.label, x.profile, p."externalId" AS persona, o.id IS NOT NULL AS "hasOutput", ${text}, o.extra,
    c.signature AS factors, q."externalId" AS "outputPersona"
  FROM "Item" i JOIN "ItemPart" x ON x."itemId" = i.id
    LEFT JOIN "Persona" p ON p.id = x."personaId" LEFT JOIN "Output" o ON o.id = x."outputId"
    LEFT JOIN "Condition" c ON c.id = o."conditionId" LEFT JOIN "Persona" q ON q.id = o."personaId"
  WHERE i."studyId" = $1 ORDER BY ${itemOrder}, length(x.key), x.key`;

const texts = {
  full: "o.text, o.turns",
  /** A mark in place of every text that is not blank: enough to know whether there is one. */
  marks: `CASE WHEN o.text ~ '\\S' THEN '…' END AS text, NULL AS turns`,
};

const answersSql = `
  SELECT j."itemId", j.id AS "judgmentId", j."raterId", j."versionId", j.purpose, j.occurrence, j.revision, j.shown, j."activeMs",
    j."elapsedMs", j.raw, j."createdAt", a."questionKey" AS question, a.target, a.state, a.value, a.number, a.probabilities, a.rationale
  FROM "Item" i JOIN "Judgment" j ON j."itemId" = i.id
    LEFT JOIN "Answer" a ON a."judgmentId" = j.id
  WHERE i."studyId" = $1 ORDER BY ${itemOrder}, j.id, a."questionKey" COLLATE "C", a.target COLLATE "C"`;

/** The keys that hold something. */
function present<T extends object>(given: T) {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) if (value !== null) kept[key] = value;
  return kept as { [K in keyof T]?: NonNullable<T[K]> };
}

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

function toJudgment(first: AnswerRow, { raters, versions }: LabelContext): ExportedJudgment | null {
  const rater = raters.get(first.raterId);
  if (!rater) return null;
  return {
    rater,
    purpose: first.purpose,
    occurrence: first.occurrence,
    revision: first.revision,
    isLatest: true,
    version: versions.get(first.versionId) ?? 0,
    shown: first.shown.order ?? [],
    activeMs: first.activeMs,
    elapsedMs: first.elapsedMs,
    raw: first.raw,
    date: first.createdAt.toISOString(),
    answers: [],
  };
}

const toAnswer = ({ target, state, value, number, probabilities, rationale }: AnswerRow, question: string) => ({
  question,
  target,
  state,
  value,
  number,
  probabilities,
  rationale,
});

/** Sorted, and with every revision but the last of a vote marked as replaced. */
function toJudgments(rows: readonly AnswerRow[], context: LabelContext): ExportedJudgment[] {
  const judgments: ExportedJudgment[] = [];
  let [id, current]: [string | null, ExportedJudgment | null] = [null, null];
  for (const row of rows) {
    if (row.judgmentId !== id) {
      [id, current] = [row.judgmentId, toJudgment(row, context)];
      if (current) judgments.push(current);
    }
    if (row.question !== null) current?.answers.push(toAnswer(row, row.question));
  }
  judgments.sort(byRaterAndVote);
  judgments.forEach((judgment, place) => {
    const next = judgments[place + 1];
    const isSameVote =
      next?.rater === judgment.rater && next.purpose === judgment.purpose && next.occurrence === judgment.occurrence;
    if (isSameVote) judgment.isLatest = false;
  });
  return judgments;
}

const rowsPerPage = 2000;

/** Takes the rows of one item after another from a cursor that runs in the order of the items. */
function rowsByItem<Row extends { itemId: string }>(pages: AsyncGenerator<Row[]>) {
  let page: Row[] = [];
  let place = 0;
  return async (itemId: string): Promise<Row[]> => {
    const found: Row[] = [];
    while (true) {
      if (place === page.length) {
        const next = await pages.next();
        if (next.done) return found;
        [page, place] = [next.value, 0];
      }
      const row = page[place];
      if (row?.itemId !== itemId) return found;
      found.push(row);
      place++;
    }
  };
}

type ItemOptions = {
  /** Leaves the labels unread, or the parts, or only the parts' texts (a mark stands for each). */
  withLabels?: boolean;
  withParts?: boolean | "marks";
};

/** Items in the order of the file they came from. Some thousand rows are in memory at a time, however many there are. */
export async function* eachItem(
  snapshot: Snapshot,
  studyId: string,
  context: LabelContext,
  { withLabels = true, withParts = true }: ItemOptions = {},
): AsyncGenerator<ExportedItem> {
  const pages = <Row>(sql: string) => snapshot.pages<Row>(sql, [studyId], rowsPerPage);
  const partsOf = withParts
    ? rowsByItem(pages<PartRow>(partsSql(withParts === "marks" ? texts.marks : texts.full)))
    : () => [];
  const answersOf = withLabels ? rowsByItem(pages<AnswerRow>(answersSql)) : () => [];
  for await (const page of pages<ItemRow>(itemsSql)) {
    for (const row of page) {
      const parts = await partsOf(row.id);
      const judgments = toJudgments(await answersOf(row.id), context);
      yield { record: toRecord(row, parts), judgments };
    }
  }
}
