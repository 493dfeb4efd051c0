import { plainText } from "@/lib/formats/cells/take-text";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { LabelRecord } from "@/lib/formats/contract/records";
import { criteriaKey } from "@/lib/formats/contract/suggested-protocols";
import { importedJudge } from "@/lib/formats/values/imported-judge";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells } from "@/lib/text/rows/table-rows";

const verdictOf = (isMet: boolean) => (isMet ? "met" : "not-met");

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
    ...{ kind: "item", externalId: id, layout: "SINGLE", factors, isServable: false },
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
      ...{ kind: "label", item: id, rater: plainText(physician), raterKind: "HUMAN", origin: "IMPORTED" },
      ...{ group: "physician", question: criteriaKey, state: "GIVEN", value: verdictOf(label), occurrence: 1 },
    } satisfies LabelRecord;
  }
}

/**
 * HealthBench's physician meta-evaluation: one item a line with two or more physicians' labels, without any text. The
 * category is a factor: one prompt stands under several.
 */
export const readHealthBench: Reader = (source, { table }) =>
  convertRows(source, table, ({ cells }) => convertGold(cells));

function readJudged(cells: Cells): Pick<LabelRecord, "state" | "value" | "raw"> {
  const { criteria_met: isMet } = cells;
  if (typeof isMet === "boolean") return { state: "GIVEN", value: verdictOf(isMet) };
  const raw = cellText(isMet);
  return raw === "" ? { state: "MISSING", value: null } : { state: "UNPARSED", value: null, raw };
}

/** A judge's labels for HealthBench items: `item_id, criteria_met, rationale`. The items have to be in the study. */
export const readHealthBenchJudge: Reader = (source, { mapping, table }) => {
  const stem = source.name.replace(/^.*[/\\]/, "").replace(/\.[A-Za-z0-9]+$/, "");
  const judge = importedJudge(mapping.judge ?? stem.replace(/^healthbench_meta_|_labels$/g, ""), mapping);
  return convertRows(source, table, function* ({ cells }): Generator<Converted> {
    const item = plainText(cells.item_id);
    const rationale = plainText(cells.rationale);
    if (item === "") yield { field: "item_id", message: "The item has no id" };
    else
      yield {
        ...{ kind: "label", item, ...judge, question: criteriaKey, occurrence: 1, ...readJudged(cells) },
        ...(rationale !== "" && { rationale }),
      };
  });
};
