import { nothingLeftOut } from "@/lib/counting/headline";
import { describeExport, type MakeExport, manifestPath, writeManifest } from "@/lib/exports/export-file";
import { eachItem } from "@/lib/exports/item-reader";
import { getLabelContext } from "@/lib/exports/label-context";
import { getExportedStudy } from "@/lib/exports/study-reader";
import { listTargets, writeHumanJudgeHeader, writeHumanJudgeRow } from "@/lib/formats/human-judge";
import { addLeftOut, countedQuestion, isJudge } from "@/lib/formats/values/count-votes";
import { Refusal } from "@/lib/refusal";

const about = [
  "One row per item, question that has categories, and target (item, a part, a turn) that anybody answered it about. majority is the most frequent answer of people; several most frequent ones are what the study's tie rule says (CATEGORY: tie where the question is a preference, else empty; EXCLUDE: empty). Under FILE it is the majority that was loaded, throughout.",
  "votes counts people's answers by value; n_without_value those without one (cannot judge, or a refusal on a scale); labels_left_out what the rule leaves out.",
  "Each judge has its answer, the answer's state (an UNPARSED or MISSING one has no value and agrees with nothing) and whether it is the majority; empty where either is.",
];

const byName = (a: { name: string; kind: string }, b: { name: string; kind: string }) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.kind < b.kind ? -1 : 1;

/** X6: people beside judges, item by item. */
export const makeHumanJudge: MakeExport = async function* (snapshot, studyId, { version }) {
  const study = await getExportedStudy(snapshot, studyId, version);
  const questions = study.protocol.questions.map(countedQuestion).filter((question) => question !== null);
  if (questions.length === 0)
    throw new Refusal("This export needs a question with categories (a choice, a scale or a preference).");
  const context = await getLabelContext(snapshot, studyId);
  const judges = [...context.raters.values()].filter(isJudge).sort(byName);
  const leftOut = nothingLeftOut();
  const counts = { items: 0, rows: 0, rowsWithVotes: 0, tiedRows: 0, judges: judges.length };
  async function* rows() {
    yield writeHumanJudgeHeader(judges);
    for await (const item of eachItem(snapshot, studyId, context, { withParts: false })) {
      counts.items++;
      for (const question of questions) {
        for (const target of listTargets(item, question.question.key)) {
          const row = writeHumanJudgeRow(item, question, judges, study, target);
          addLeftOut(leftOut, row.leftOut);
          counts.rows++;
          if (row.votes > 0) counts.rowsWithVotes++;
          if (row.isTied) counts.tiedRows++;
          yield row.text;
        }
      }
    }
  }
  yield { path: "human-judge.csv", chunks: rows() };
  const manifest = () => describeExport(study, { format: "X6 people and judges", about, leftOut, counts });
  yield { path: manifestPath, chunks: writeManifest(manifest) };
};
