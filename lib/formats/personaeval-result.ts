import { judgeDistribution } from "@/lib/formats/cells/judge-distribution";
import { fullText } from "@/lib/formats/cells/take-text";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { ItemRecord, LabelRecord } from "@/lib/formats/contract/records";
import { rowReference } from "@/lib/formats/contract/row-reference";
import { speakerKey, speakerProtocol } from "@/lib/formats/contract/suggested-protocols";
import { defineFormat } from "@/lib/formats/format";
import { holdsVerdicts, makePersonaEvalItems } from "@/lib/formats/personaeval";
import { judgeWays } from "@/lib/judges/ways";
import { cellText } from "@/lib/text/rows/cell-text";
import type { TableRow } from "@/lib/text/rows/table-rows";

/** "Expertise_Some-Judge.csv" -> "Some-Judge": the benchmark names a result file after track and judge. */
export function judgeOfFile(fileName: string): string {
  const stem = fileName.replace(/^.*[/\\]/, "").replace(/\.[A-Za-z0-9]+$/, "");
  return stem.includes("_") ? stem.slice(stem.indexOf("_") + 1) : stem;
}

/** `prob1`, `prob2` ... in their order. */
const probabilityColumns = (cells: TableRow["cells"]) => {
  const places = Object.keys(cells).flatMap((name) => (/^prob\d$/.test(name) ? [Number(name.slice(4))] : []));
  return Array.from({ length: Math.max(0, ...places) }, (_, place) => cells[`prob${place + 1}`]);
};

type Verdict = Pick<LabelRecord, "state" | "value" | "probabilities" | "raw">;

function readVerdict({ cells }: TableRow, options: readonly string[]): Verdict {
  const response = fullText(cells.response);
  const columns = probabilityColumns(cells);
  const raw = response === "" ? {} : { raw: response };
  if (response.trim() === "" && columns.every((cell) => cellText(cell) === ""))
    return { state: "MISSING", value: null, ...raw };
  const distribution = judgeDistribution(columns, response, options);
  if (!distribution.isParsed) return { state: "UNPARSED", value: null, ...raw };
  return { state: "GIVEN", value: distribution.choice, probabilities: distribution.probabilities, ...raw };
}

const labelsOf = ({ parts }: ItemRecord) => parts.map(({ label }) => label ?? "");

/**
 * A judge's results in PersonaEval's layout: `res, response, success, cost, tokens, prob1 ... probN`, behind the columns
 * of the items or without them. With them the items come too, unless the study has them; without them the rows stand in
 * the order of the study's items.
 */
const readPersonaEvalResult: Reader = (source, { mapping, table }) => {
  const toItem = makePersonaEvalItems(source.name, mapping);
  const rater = mapping.judge ?? judgeOfFile(source.name);
  const judge = judgeWays.file.nameJudge(rater, mapping);
  let place = 0;
  return convertRows(source, table, function* (row): Generator<Converted> {
    place++;
    const item = Object.hasOwn(row.cells, "prompt") ? toItem(row) : null;
    if (item && !("kind" in item)) {
      yield item;
      return;
    }
    if (item) yield item;
    yield {
      kind: "label",
      item: item?.externalId ?? rowReference(place),
      question: speakerKey,
      occurrence: 1,
      ...judge,
      ...readVerdict(row, item ? labelsOf(item) : []),
    };
  });
};

export const personaEvalResult = defineFormat({
  key: "personaeval-result",
  label: "PersonaEval result of a judge",
  detect: { certain: holdsVerdicts },
  asks: ["judge", "dialogues", "repeats"],
  protocol: speakerProtocol,
  read: readPersonaEvalResult,
});
