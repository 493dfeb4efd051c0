import {
  type AnswerRow,
  answersSql,
  type ItemRow,
  itemIdsSql,
  itemsSql,
  type PartRow,
  partsSql,
  texts,
} from "@/lib/exports/item-rows";
import type { LabelContext } from "@/lib/exports/label-context";
import type { Snapshot } from "@/lib/exports/snapshot";
import { toJudgments } from "@/lib/exports/to-judgments";
import type { ExportedItem, ItemOptions } from "@/lib/formats/contract/exported-study";
import type { ItemRecord, PartRecord } from "@/lib/formats/contract/records";

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
  shownText,
  shownTurns,
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
    ...((shownText !== null || shownTurns) && { shown: present({ text: shownText, turns: shownTurns }) }),
    factors: readFactors(factors),
    ...(outputPersona !== null && { persona: outputPersona }),
    ...(hasExtra && { extra }),
  };
  return { ...(hasOutput && { output }), ...present({ label, profile, persona }) };
}

function toRecord(row: ItemRow, parts: readonly PartRow[]): ItemRecord {
  const {
    task,
    prompt,
    shownPrompt,
    shownTurns,
    persona,
    track,
    tier,
    goldAnswer,
    referenceAnswer,
    policyText,
    promptTurns,
  } = row;
  return {
    kind: "item",
    externalId: row.externalId,
    layout: row.layout,
    task: {
      externalId: task,
      prompt,
      ...(shownPrompt !== null && { shown: present({ prompt: shownPrompt, turns: shownTurns }) }),
      ...present({ persona, track, tier, goldAnswer, referenceAnswer, policyText, promptTurns }),
    },
    factors: readFactors(row.factors),
    parts: parts.map(toPart),
    ...present({
      truth: row.truth,
      fileMajority: row.fileMajority,
      reservedFor: row.reservedFor,
      goldRationale: row.goldRationale,
    }),
    ...(row.isForTuning && { isForTuning: true }),
    isServable: row.isServable,
  };
}

/** Few at first, so that the first bytes come at once; then as many as are about so long together. */
const firstItems = 50;
const mostItems = 1000;
const pageLength = 4_000_000;
/** What a row takes beside its texts. */
const rowLength = 500;

type Page = { row: ItemRow; parts: readonly PartRow[]; answers: readonly AnswerRow[] }[];

const lengthOf = ({ row, parts, answers }: Page[number]) =>
  (1 + parts.length + answers.length) * rowLength +
  row.prompt.length +
  parts.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);

/** The pages of some items, each asked for while the one before is being used. */
async function* eachPage(ids: readonly string[], readPage: (ids: readonly string[]) => Promise<Page>) {
  let [at, size] = [0, firstItems];
  const ask = () => {
    const asked = ids.slice(at, at + size);
    at += asked.length;
    return asked.length > 0 ? readPage(asked) : null;
  };
  let waiting = ask();
  while (waiting) {
    const page: Page = await waiting;
    const length = page.reduce((sum, item) => sum + lengthOf(item), 0) / Math.max(1, page.length);
    size = Math.max(1, Math.min(mostItems, Math.floor(pageLength / Math.max(1, length))));
    waiting = ask();
    // Whoever stops early never looks at it.
    waiting?.catch(() => undefined);
    yield page;
  }
}

function groupByItem<Row extends { itemId: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const byItem = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byItem.get(row.itemId);
    if (known) known.push(row);
    else byItem.set(row.itemId, [row]);
  }
  return byItem;
}

/**
 * Items in the order of the file they came from, page by page. Their ids are sorted and held; of the items themselves some megabytes are in
 * memory at a time, however many there are.
 */
export async function* eachPageOfItems(
  { list }: Snapshot,
  studyId: string,
  context: LabelContext,
  { withLabels = true, withParts = true }: ItemOptions = {},
): AsyncGenerator<ExportedItem[]> {
  const readPage = async (ids: readonly string[]): Promise<Page> => {
    const [items, parts, answers] = await Promise.all([
      list<ItemRow>(itemsSql(withParts !== false), [ids, studyId]),
      withParts ? list<PartRow>(partsSql(withParts === "marks" ? texts.marks : texts.full), [ids, studyId]) : [],
      withLabels ? list<AnswerRow>(answersSql, [ids, studyId]) : [],
    ]);
    const byId = new Map(items.map((row) => [row.id, row]));
    const [partsOf, answersOf] = [groupByItem(parts), groupByItem(answers)];
    return ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [{ row, parts: partsOf.get(id) ?? [], answers: answersOf.get(id) ?? [] }] : [];
    });
  };
  const ids = (await list<{ id: string }>(itemIdsSql, [studyId])).map(({ id }) => id);
  for await (const page of eachPage(ids, readPage))
    yield page.map(({ row, parts, answers }) => ({
      record: toRecord(row, parts),
      judgments: toJudgments(answers, context),
    }));
}
