import {
  type AnswerRow,
  answersSql,
  type ItemRow,
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
    ...present({ truth: row.truth, fileMajority: row.fileMajority }),
    isServable: row.isServable,
  };
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
