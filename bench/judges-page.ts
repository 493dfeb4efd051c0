/*
 * npx tsx --tsconfig cli/tsconfig.json bench/judges-page.ts [items]
 *
 * How long the figures of the judges page take: people and judges on one scale and one choice, all on every item, and the
 * same with prompts that four items share. One process, nothing read from a database.
 */
import { noFilter } from "../lib/analysis/filter";
import { measureJudges } from "../lib/analysis/judges/figures";
import { labelTableFrom } from "../lib/analysis/label-table-from";
import { type Question, typeOf } from "../lib/questions/kinds";
import { questionSchema } from "../lib/questions/question-schema";
import { seededRandom } from "../lib/stats/resampling/seeded-random";

const items = Number(process.argv[2] ?? 16_000);
const people = ["ann", "ben", "cleo", "dan"];
const judges = ["judge 1", "judge 2"];

const values = [1, 2, 3, 4, 5];
const questions: Question[] = [
  questionSchema.parse({
    key: "verdict",
    text: "Which?",
    type: "choice",
    options: values.map((value) => ({ key: String(value), label: `Answer ${value}` })),
  }),
  questionSchema.parse({
    key: "rating",
    text: "How good?",
    type: "ordinal",
    points: values.map((value) => ({ value })),
  }),
];

/** Everybody says what is so, and one time in three something else. */
function makeTable(itemsPerPrompt: number) {
  const random = seededRandom(7);
  const any = () => 1 + Math.floor(random() * values.length);
  const labels = Array.from({ length: items }, (_, place) => {
    const truth = any();
    return questions.flatMap(({ key }) =>
      [...people, ...judges].map((rater) => ({
        item: `item ${place}`,
        rater,
        question: key,
        value: String(random() < 2 / 3 ? truth : any()),
      })),
    );
  }).flat();
  return labelTableFrom({
    questions,
    labels,
    items: Object.fromEntries(
      labels.map(({ item }, place) => [
        item,
        { task: `task ${Math.floor(place / (6 * questions.length) / itemsPerPrompt)}` },
      ]),
    ),
    raters: Object.fromEntries(judges.map((judge) => [judge, { kind: "JUDGE" as const, modelName: judge }])),
  });
}

for (const itemsPerPrompt of [1, 4]) {
  const table = makeTable(itemsPerPrompt);
  for (const question of questions) {
    // Of the processor, so that what else runs on the machine does not count.
    const start = process.cpuUsage();
    const { rows } = measureJudges(table, question, noFilter);
    const { user, system } = process.cpuUsage(start);
    const seconds = ((user + system) / 1e6).toFixed(2);
    console.log(
      `${table.labels.item.length} labels, ${itemsPerPrompt} items a prompt, ${typeOf(question)}: ${seconds} s, ${rows.length} judges`,
    );
  }
}
