import { nothingLeftOut } from "@/lib/counting/headline";
import { describeExport, type MakeFiles, manifestPath, writeManifest } from "@/lib/formats/contract/export-file";
import type { ExportedItem } from "@/lib/formats/contract/exported-study";
import { defineFormat } from "@/lib/formats/format";
import { listTargets, writeHumanJudgeHeader, writeHumanJudgeRow } from "@/lib/formats/parts/write-human-judge";
import { addLeftOut, type CountedQuestion, countedQuestion } from "@/lib/formats/values/count-votes";
import { isJudge } from "@/lib/judges/judge";
import { listKin } from "@/lib/judges/model-family";
import { kindOf } from "@/lib/questions/kinds";
import { itemTarget } from "@/lib/questions/targets";
import { Refusal } from "@/lib/refusal";
import { textBatches } from "@/lib/text/bytes/byte-batches";

const about = [
  "One row per item, question that has categories, and target (item, a part, a turn) that anybody answered it about. majority is the most frequent answer of people; several most frequent ones are what the study's tie rule says (CATEGORY: tie where the question is a preference, else empty; EXCLUDE: empty). Under FILE it is the majority that was loaded, throughout.",
  "votes counts people's answers by value; n_without_value those without one (cannot judge, or a refusal on a scale); labels_left_out what the rule leaves out.",
  "Each judge has its answer, the answer's state (an UNPARSED or MISSING one has no value and agrees with nothing) and whether it is the majority; empty where either is, and on items used for tuning, on which no judge is measured (used_for_tuning).",
];

const byName = (a: { name: string; kind: string }, b: { name: string; kind: string }) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.kind < b.kind ? -1 : 1;

/** X6: people beside judges, item by item. */
const humanJudgeFiles: MakeFiles = async function* (reader, { version }) {
  const study = await reader.study(version);
  const questions = study.protocol.questions.map(countedQuestion).filter((question) => question !== null);
  if (questions.length === 0)
    throw new Refusal("This export needs a question with categories (a choice, a scale or a preference).");
  const models = (await reader.factors()).filter(({ role }) => role === "MODEL").flatMap(({ levels = [] }) => levels);
  const judges = (await reader.raters()).filter(isJudge).sort(byName);
  const leftOut = nothingLeftOut();
  const counts = { items: 0, rows: 0, rowsWithVotes: 0, tiedRows: 0, judges: judges.length };
  const writeRow = (item: ExportedItem, question: CountedQuestion, target: string) => {
    const row = writeHumanJudgeRow(item, question, judges, study, target);
    addLeftOut(leftOut, row.leftOut);
    counts.rows++;
    if (row.votes > 0) counts.rowsWithVotes++;
    if (row.isTied) counts.tiedRows++;
    return row.text;
  };
  const writeItem = (item: ExportedItem) =>
    questions
      .flatMap((counted) => {
        // Marks stand where each person put them: what is compared is what is said of the item.
        const isMarked = kindOf(counted.question).marking(counted.question) !== null;
        const targets = isMarked ? [itemTarget] : listTargets(item, counted.question.key);
        return targets.map((target) => writeRow(item, counted, target));
      })
      .join("");
  async function* rows() {
    yield writeHumanJudgeHeader(judges);
    for await (const items of reader.items({ withParts: false })) {
      counts.items += items.length;
      yield* textBatches(items, writeItem);
    }
  }
  yield { path: "human-judge.csv", chunks: rows() };
  const manifest = () => ({
    ...describeExport(study, { format: "X6 people and judges", about, leftOut, counts }),
    judges: judges.map(({ name, kind, promptVersion, modelFamily }) => ({
      name,
      kind,
      promptVersion,
      modelFamily,
      sameFamilyAs: listKin({ name, modelFamily }, models),
    })),
  });
  yield { path: manifestPath, chunks: writeManifest(manifest) };
};

export const humanJudge = defineFormat({
  key: "human-judge",
  label: "People and judges (CSV)",
  write: {
    key: "x6",
    title: "People and judges",
    slug: "human-judge",
    description:
      "One row per item and question: what most people said, how many said what, and each judge's answer with whether it agrees.",
    summary: "people and judges side by side (csv)",
    forms: ["csv", "zip"],
    options: ["version", "bom"],
    files: humanJudgeFiles,
  },
});
