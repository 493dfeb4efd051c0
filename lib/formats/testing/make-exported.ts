import type { ExportedItem, ExportedJudgment, ExportedRater } from "@/lib/formats/contract/exported-study";
import type { ItemRecord, PartRecord } from "@/lib/formats/contract/records";
import type { AnswerState } from "@/lib/generated/prisma/enums";

/* Makers for the tests of writers: each fills in what its caller does not care about. */

export const makeExportedRater = (name: string, given: Partial<ExportedRater> = {}): ExportedRater => ({
  name,
  kind: "HUMAN",
  origin: "APP",
  status: "ACTIVE",
  sawConditions: false,
  isAnonymous: false,
  group: null,
  modelFamily: null,
  promptVersion: null,
  ...given,
});

type AnswerGiven = { state?: AnswerState; number?: number | null; rationale?: string };

export const makeExportedJudgment = (
  rater: ExportedRater,
  question: string,
  value: string | null,
  { state = "GIVEN", number = null, rationale, ...given }: Partial<ExportedJudgment> & AnswerGiven = {},
): ExportedJudgment => ({
  rater,
  purpose: "PRIMARY",
  occurrence: 1,
  revision: 1,
  isLatest: true,
  version: 1,
  shown: ["2", "1"],
  view: null,
  activeMs: 8000,
  elapsedMs: 9000,
  raw: null,
  date: "2026-01-02T03:04:05.000Z",
  answers: [
    { question, target: "item", state, value, number, probabilities: null, rationale: rationale ?? null, quote: null },
  ],
  ...given,
});

type ItemGiven = Partial<Omit<ItemRecord, "task" | "parts">> & {
  task?: Partial<ItemRecord["task"]>;
  parts?: PartRecord[];
};

export function makeExportedItem(given: ItemGiven = {}, judgments: ExportedJudgment[] = []): ExportedItem {
  const { task, ...rest } = given;
  const part = (text: string): PartRecord => ({ output: { text, factors: {} } });
  return {
    record: {
      kind: "item",
      externalId: "i1",
      layout: "PAIR",
      factors: {},
      isServable: true,
      parts: [part("First reply"), part("Second reply")],
      task: { externalId: "t1", prompt: "What now?", persona: "p1", ...task },
      ...rest,
    },
    judgments,
  };
}
