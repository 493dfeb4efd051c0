import { fullText, plainText } from "@/lib/formats/cells/take-text";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { ItemRecord, LabelRecord } from "@/lib/formats/contract/records";
import { preferenceKey, preferenceProtocol } from "@/lib/formats/contract/suggested-protocols";
import { defineFormat } from "@/lib/formats/format";
import { orderModels, type PairPlace, pairId, readWinner } from "@/lib/formats/mt-bench";
import type { Cells } from "@/lib/text/rows/table-rows";

/** Who gave the two verdicts that the gallery keeps: the majority of its people, which is no single person, and GPT-4. */
const verdictGivers = {
  human: { rater: "human majority", raterKind: "HUMAN", origin: "IMPORTED", group: "majority" },
  gpt4: { rater: "gpt4_pair", raterKind: "JUDGE", origin: "IMPORTED", modelFamily: "gpt-4" },
} as const;

function toItem(cells: Cells, place: PairPlace, isFlipped: boolean, majority: string | null): ItemRecord {
  const answers = [fullText(cells.answer_a), fullText(cells.answer_b)];
  const [first, second] = isFlipped ? answers.toReversed() : answers;
  const side = (model: string, text: string | undefined) => ({
    output: { text: text || null, factors: { model, turn: place.turn } },
  });
  const question = fullText(cells.question);
  return {
    kind: "item",
    externalId: `mt-bench-gallery/${pairId(place)}`,
    layout: "PAIR",
    factors: {},
    task: {
      externalId: `mt-bench-gallery/${place.question}/${place.turn}`,
      prompt: question,
      track: plainText(cells.category) || undefined,
    },
    parts: [side(place.first, first), side(place.second, second)],
    isServable: Boolean(first && second),
    ...(majority !== null && { fileMajority: { [preferenceKey]: majority } }),
  };
}

/**
 * The MT-bench disagreement gallery: a JSON list of pairs with their texts, the human majority and GPT-4's verdict. Its
 * items are not those of the votes (which have no text), so both can be in one study.
 */
const readMtBenchGallery: Reader = (source, { table }) =>
  convertRows(source, table, function* ({ cells }): Generator<Converted> {
    const text = (name: string) => plainText(cells[name]);
    const missing = ["question_id", "turn", "model_a", "model_b", "question"].find((name) => text(name) === "");
    if (missing) {
      yield { field: missing, message: `"${missing}" is missing` };
      return;
    }
    const { isFlipped, ...models } = orderModels(text("model_a"), text("model_b"));
    const place = { question: text("question_id"), turn: text("turn"), ...models };
    const verdicts = { human: readWinner(text("human"), isFlipped), gpt4: readWinner(text("gpt4"), isFlipped) };
    const item = toItem(cells, place, isFlipped, verdicts.human);
    yield item;
    for (const who of ["human", "gpt4"] as const) {
      if (verdicts[who] === null && text(who) !== "")
        yield { field: who, message: `"${text(who)}" is no verdict: model_a, model_b or tie` };
      if (verdicts[who] === null) continue;
      yield {
        kind: "label",
        item: item.externalId,
        ...verdictGivers[who],
        question: preferenceKey,
        state: "GIVEN",
        value: verdicts[who],
        occurrence: 1,
      } satisfies LabelRecord;
    }
  });

export const mtBenchGallery = defineFormat({
  key: "mt-bench-gallery",
  label: "MT-bench disagreement gallery",
  detect: { certain: (columns) => columns.has("question_id", "model_a", "model_b", "answer_a", "answer_b", "human") },
  protocol: preferenceProtocol,
  read: readMtBenchGallery,
});
