import { plainText } from "@/lib/formats/cells/take-text";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { LabelRecord } from "@/lib/formats/contract/records";
import { criteriaKey, criteriaProtocol } from "@/lib/formats/contract/suggested-protocols";
import { defineFormat } from "@/lib/formats/format";
import { verdictOf } from "@/lib/formats/healthbench";
import { judgeWays } from "@/lib/judges/ways";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells } from "@/lib/text/rows/table-rows";

function readJudged(cells: Cells): Pick<LabelRecord, "state" | "value" | "raw"> {
  const { criteria_met: isMet } = cells;
  if (typeof isMet === "boolean") return { state: "GIVEN", value: verdictOf(isMet) };
  const raw = cellText(isMet);
  return raw === "" ? { state: "MISSING", value: null } : { state: "UNPARSED", value: null, raw };
}

/** A judge's labels for HealthBench items: `item_id, criteria_met, rationale`. The items have to be in the study. */
const readHealthBenchJudge: Reader = (source, { mapping, table }) => {
  const stem = source.name.replace(/^.*[/\\]/, "").replace(/\.[A-Za-z0-9]+$/, "");
  const judge = judgeWays.file.nameJudge(mapping.judge ?? stem.replace(/^healthbench_meta_|_labels$/g, ""), mapping);
  return convertRows(source, table, function* ({ cells }): Generator<Converted> {
    const item = plainText(cells.item_id);
    const rationale = plainText(cells.rationale);
    if (item === "") yield { field: "item_id", message: "The item has no id" };
    else
      yield {
        kind: "label",
        item,
        ...judge,
        question: criteriaKey,
        occurrence: 1,
        ...readJudged(cells),
        ...(rationale !== "" && { rationale }),
      };
  });
};

export const healthBenchJudge = defineFormat({
  key: "healthbench-judge",
  label: "HealthBench meta-evaluation, a judge",
  detect: { certain: (columns) => columns.has("item_id", "criteria_met") },
  asks: ["judge", "repeats"],
  protocol: criteriaProtocol,
  read: readHealthBenchJudge,
});
