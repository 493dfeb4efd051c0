import { plainText } from "@/lib/formats/cells/take-text";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { LabelRecord } from "@/lib/formats/contract/records";
import { criteriaKey, criteriaProtocol } from "@/lib/formats/contract/suggested-protocols";
import { defineFormat } from "@/lib/formats/format";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells } from "@/lib/text/rows/table-rows";

/** Whether a criterion is met, as an option of the question. */
export const verdictOf = (isMet: boolean) => (isMet ? "met" : "not-met");

function* convertGold(cells: Cells): Generator<Converted> {
  const id = plainText(cells.item_id);
  const { binary_labels: labels, anonymized_physician_ids: physicians } = cells;
  if (id === "") {
    yield { field: "item_id", message: "The item has no id" };
    return;
  }
  if (!Array.isArray(labels) || !Array.isArray(physicians) || labels.length !== physicians.length) {
    const message = "Two lists of one length are expected: a label and a physician for each";
    yield { field: "binary_labels", message };
    return;
  }
  const category = plainText(cells.category);
  const factors: Record<string, string> = category === "" ? {} : { category };
  const extra = cellText(cells.completion_id) === "" ? {} : { extra: { completion_id: cells.completion_id } };
  yield {
    kind: "item",
    externalId: id,
    layout: "SINGLE",
    factors,
    isServable: false,
    task: { externalId: plainText(cells.prompt_id) || id, prompt: "" },
    parts: [{ output: { text: null, factors, ...extra } }],
  };
  for (const [place, physician] of physicians.entries()) {
    const label: unknown = labels[place];
    if (typeof label !== "boolean") {
      yield { field: `binary_labels[${place}]`, message: `${JSON.stringify(label)} is neither true nor false` };
      continue;
    }
    yield {
      kind: "label",
      item: id,
      rater: plainText(physician),
      raterKind: "HUMAN",
      origin: "IMPORTED",
      group: "physician",
      question: criteriaKey,
      state: "GIVEN",
      value: verdictOf(label),
      occurrence: 1,
    } satisfies LabelRecord;
  }
}

/**
 * HealthBench's physician meta-evaluation: one item a line with two or more physicians' labels, without any text. The
 * category is a factor: one prompt stands under several.
 */
const readHealthBench: Reader = (source, { table }) => convertRows(source, table, ({ cells }) => convertGold(cells));

export const healthBench = defineFormat({
  key: "healthbench",
  label: "HealthBench meta-evaluation, physicians",
  detect: { certain: (columns) => columns.has("item_id", "binary_labels", "anonymized_physician_ids") },
  asks: ["repeats"],
  protocol: criteriaProtocol,
  read: readHealthBench,
});
