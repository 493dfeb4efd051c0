import { plainText } from "@/lib/formats/cells/take-text";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { Mapping } from "@/lib/formats/contract/mapping";
import type { ItemRecord, LabelRecord } from "@/lib/formats/contract/records";
import { preferenceKey, preferenceProtocol } from "@/lib/formats/contract/suggested-protocols";
import { defineFormat } from "@/lib/formats/format";
import { bothBadValue, tieValue } from "@/lib/questions/special-values";
import type { Cells } from "@/lib/text/rows/table-rows";

/** Two models in one order, by name, and whether that turned them round. */
export function orderModels(a: string, b: string) {
  const isFlipped = a > b;
  return { first: isFlipped ? b : a, second: isFlipped ? a : b, isFlipped };
}

/** A verdict about model_a and model_b as the key of the chosen part; null where it is none. */
export function readWinner(winner: string, isFlipped: boolean): string | null {
  if (/^tie( \(inconsistent\))?$/.test(winner)) return tieValue;
  if (/^(?:tie \(both ?bad\)|both[ _-]?bad)$/i.test(winner)) return bothBadValue;
  if (winner !== "model_a" && winner !== "model_b") return null;
  return (winner === "model_a") === isFlipped ? "2" : "1";
}

/** Question, turn and the ordered pair of models: what a vote is about. */
export type PairPlace = { question: string; turn: string; first: string; second: string };

export const pairId = ({ question, turn, first, second }: PairPlace) => `${question}/${turn}/${first}/${second}`;

const pairItem = (place: PairPlace): ItemRecord => ({
  kind: "item",
  externalId: `mt-bench/${pairId(place)}`,
  layout: "PAIR",
  factors: {},
  isServable: false,
  task: { externalId: `mt-bench/${place.question}`, prompt: "" },
  parts: [place.first, place.second].map((model) => ({
    output: { text: null, factors: { model, turn: place.turn } },
  })),
});

type Vote = { judge: string; place: PairPlace; value: string };

function readVote(cells: Cells): Vote | { field: string; message: string } {
  const text = (name: string) => plainText(cells[name]);
  for (const field of ["judge", "model_a", "model_b", "question_id", "turn", "winner"])
    if (text(field) === "") return { field, message: `"${field}" is missing` };
  const { first, second, isFlipped } = orderModels(text("model_a"), text("model_b"));
  if (first === second) return { field: "model_b", message: `"${second}" stands on both sides` };
  const value = readWinner(text("winner"), isFlipped);
  if (value === null)
    return { field: "winner", message: `"${text("winner")}" is no winner: model_a, model_b, tie or tie (bothbad)` };
  return { judge: text("judge"), value, place: { question: text("question_id"), turn: text("turn"), first, second } };
}

/** People are called expert_7 or author_2, or by another word for a person; judges by their model. The mapping may say otherwise. */
function describeJudge(
  judge: string,
  { raterKind }: Mapping,
): Pick<LabelRecord, "rater" | "raterKind" | "origin" | "group"> {
  const [, group] = /^(expert|author)_\d+$/.exec(judge) ?? [];
  const isPerson = group !== undefined || personName.test(judge);
  const kind = { rater: judge, origin: "IMPORTED", raterKind: raterKind ?? (isPerson ? "HUMAN" : "JUDGE") } as const;
  return group ? { ...kind, group } : kind;
}

const personName =
  /(?:^|[^a-z])(?:user|human|person|people|annotator|rater|worker|voter|crowd|expert|participant|labeler)(?:[^a-z]|$)/i;

/**
 * MT-bench votes, people's (`human.jsonl`) or a judge's (`gpt4_pair.jsonl`). The same two models stand there in both
 * orders: each pair is put in the order of their names and the winner flipped with it, so that a question, pair and turn
 * is one item. The files hold no texts. Who votes twice on an item keeps both votes: the second has occurrence 2.
 */
const readMtBench: Reader = (source, { mapping, table }) => {
  const items = new Set<string>();
  const votes = new Map<string, number>();
  return convertRows(source, table, function* ({ cells }): Generator<Converted> {
    const vote = readVote(cells);
    if ("message" in vote) {
      yield vote;
      return;
    }
    const item = pairItem(vote.place);
    if (!items.has(item.externalId)) yield item;
    items.add(item.externalId);
    const key = `${vote.judge} ${item.externalId}`;
    const occurrence = (votes.get(key) ?? 0) + 1;
    votes.set(key, occurrence);
    yield {
      kind: "label",
      item: item.externalId,
      ...describeJudge(vote.judge, mapping),
      question: preferenceKey,
      state: "GIVEN",
      value: vote.value,
      occurrence,
    };
  });
};

export const mtBench = defineFormat({
  key: "mt-bench",
  label: "MT-bench votes",
  detect: { certain: (columns) => columns.has("model_a", "model_b", "winner", "judge", "question_id", "turn") },
  asks: ["repeats"],
  protocol: preferenceProtocol,
  read: readMtBench,
});
