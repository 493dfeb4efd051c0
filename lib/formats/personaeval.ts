import { makeContentIds } from "@/lib/formats/cells/content-id";
import { fullText, plainText } from "@/lib/formats/cells/take-text";
import { taskName } from "@/lib/formats/cells/task-name";
import { type Converted, convertRows, type Reader } from "@/lib/formats/contract/convert-rows";
import type { Mapping } from "@/lib/formats/contract/mapping";
import type { ItemRecord } from "@/lib/formats/contract/records";
import { speakerKey, speakerProtocol } from "@/lib/formats/contract/suggested-protocols";
import type { Fits } from "@/lib/formats/detect/columns";
import { defineFormat } from "@/lib/formats/format";
import { personaEvalFiles } from "@/lib/formats/parts/personaeval-files";
import type { Cells, TableRow } from "@/lib/text/rows/table-rows";
import { undefuseCell } from "@/lib/text/rows/write-csv-row";
import { splitDialogue, whoSaidIt } from "@/lib/text/split-dialogue";

const places = [1, 2, 3, 4, 5, 6, 7, 8];

/** A text as it stood before an export put an apostrophe in front of it for the sake of spreadsheets. */
const ownText = (value: unknown) => undefuseCell(fullText(value));

/** The benchmark has three tracks, each in files that begin with its name: "Expertise.csv", "Expertise_some-judge.csv". */
export function trackOfFile(fileName: string): string | undefined {
  const [, track] = /^(?:.*[/\\])?([A-Za-z]+)(?:_.*)?\.csv$/.exec(fileName) ?? [];
  return track && /^(expertise|literary|drama|movie)$/i.test(track) ? track : undefined;
}

const optionsOf = (cells: Cells) =>
  places.flatMap((place) => {
    const label = ownText(cells[`option${place}`]);
    const profile = ownText(cells[`option${place}_profile`]);
    return label.trim() === "" ? [] : [{ label, ...(profile.trim() !== "" && { profile }) }];
  });

/** Why a row is no role identification, or null. */
function findRowProblem(cells: Cells, labels: readonly string[], gt: string): Converted | null {
  if (ownText(cells.prompt).trim() === "") return { field: "prompt", message: "The prompt is empty" };
  if (labels.length < 2) return { field: "option1", message: `${labels.length} options: give two to eight` };
  const twice = labels.find((label, place) => labels.indexOf(label) !== place);
  if (twice !== undefined) return { field: "option1", message: `The option "${twice}" stands twice in this row` };
  if (gt !== "" && !labels.includes(gt))
    return { field: "gt", message: `"${gt}" is none of the options of this row: it has to be the exact text of one` };
  return null;
}

/** Turns the rows of one file into items; a row that stands in it twice becomes two items. */
export function makePersonaEvalItems(fileName: string, { track, dialogues }: Mapping) {
  const nextId = makeContentIds("personaeval");
  return ({ cells }: TableRow): ItemRecord | Exclude<Converted, { kind: string }> => {
    const parts = optionsOf(cells);
    const labels = parts.map(({ label }) => label);
    const gt = ownText(cells.gt);
    const problem = findRowProblem(cells, labels, gt);
    if (problem && "message" in problem) return problem;
    const prompt = ownText(cells.prompt);
    const externalId = nextId([prompt, labels, gt]);
    const promptTurns = dialogues === "off" ? null : splitDialogue(prompt, whoSaidIt);
    return {
      kind: "item",
      externalId,
      layout: "CANDIDATES",
      parts,
      factors: {},
      isServable: true,
      task: {
        externalId: taskName(prompt, externalId),
        prompt,
        ...(promptTurns && { promptTurns }),
        track: (plainText(cells.track) || track) ?? trackOfFile(fileName),
        tier: plainText(cells.tier) || undefined,
      },
      ...(gt !== "" && { truth: { [speakerKey]: String(labels.indexOf(gt) + 1) } }),
    };
  };
}

/** PersonaEval: `prompt, option1 ... option8, gt`, with `optionN_profile` where there are any. Items have no id: their contents name them. */
const readPersonaEval: Reader = (source, { mapping, table }) => {
  const toItem = makePersonaEvalItems(source.name, mapping);
  return convertRows(source, table, (row) => [toItem(row)]);
};

/** The columns of a judge's results, which may stand behind those of the items. */
export const holdsVerdicts: Fits = (columns) => columns.has("response", "prob1") && columns.hasAny("res", "success");

export const personaEval = defineFormat({
  key: "personaeval",
  label: "PersonaEval items",
  detect: {
    certain: (columns, first) => columns.has("prompt", "option1", "option2", "gt") && !holdsVerdicts(columns, first),
  },
  asks: ["dialogues"],
  protocol: speakerProtocol,
  read: readPersonaEval,
  write: {
    key: "x3",
    title: "PersonaEval table",
    slug: "personaeval",
    description:
      "One row per role identification item: prompt, the options in their canonical order, the right one, and profiles where there are any.",
    summary: "PersonaEval table (csv)",
    forms: ["csv", "zip"],
    options: ["gt", "question", "version", "bom"],
    files: personaEvalFiles,
  },
});
