import { convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import { defineFormat } from "@/lib/formats/format";
import { convertLabels, namesJudges } from "@/lib/formats/parts/label-table";

/**
 * A judge's scores: `item, judge, question, value`, optionally probabilities, rationale, raw. An empty value is a missing
 * answer and stays one: it is never a zero.
 */
const readScores: Reader = (source, { mapping, table }) =>
  convertRows(source, table, convertLabels(mapping, "judges"), mapping);

export const scores = defineFormat({
  key: "scores",
  label: "Judge scores",
  detect: { likely: namesJudges },
  columns: "labels",
  asks: ["judge", "repeats"],
  read: readScores,
});
