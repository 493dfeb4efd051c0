import { convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import { defineFormat } from "@/lib/formats/format";
import { convertLabels, namesJudges } from "@/lib/formats/parts/label-table";

/**
 * Labels that people gave elsewhere: long (`rater, item, question, value`, optionally target, confidence, rationale,
 * group, occurrence) or wide (a column per rater, or a column per question). Values are the file's own words: they are
 * held against the question afterwards.
 */
const readLabels: Reader = (source, { mapping, table }) =>
  convertRows(source, table, convertLabels(mapping, "people"), mapping);

const people = ["rater", "annotator", "rater_id", "annotator_id", "worker_id"];

export const labels = defineFormat({
  key: "labels",
  label: "Labels by people (long or wide)",
  detect: {
    likely: (columns, first) =>
      columns.hasAny("item", "item_id", "id") && columns.hasAny(...people) && !namesJudges(columns, first),
    possible: (columns) => columns.has("item"),
  },
  columns: "labels",
  asks: ["repeats"],
  read: readLabels,
});
