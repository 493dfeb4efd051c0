/*
 * npx tsx --tsconfig cli/tsconfig.json bench/judges-page.ts [items] [items a prompt, once or more: 1 4]
 *
 * How long the figures of the judges page take, and beside them those of the agreement page: people and judges on one scale and one
 * choice, all on every item, and the same with prompts that four items share. One process, nothing read from a database. Seconds
 * are of the processor.
 */
import { measureAgreement } from "../lib/analysis/agreement/detail";
import { noFilter } from "../lib/analysis/filter";
import { measureJudges } from "../lib/analysis/judges/figures";
import { labelTableFrom } from "../lib/analysis/label-table-from";
import { type Question, typeOf } from "../lib/questions/kinds";
import { questionSchema } from "../lib/questions/question-schema";
import { seededRandom } from "../lib/stats/resampling/seeded-random";

const [given, ...prompts] = process.argv.slice(2).map(Number);
const items = given ?? 16_000;
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

/** Of the processor, so that what else runs on the machine counts little. */
function time<T>(work: () => T): { result: T; seconds: string } {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { result, seconds: ((user + system) / 1e6).toFixed(2) };
}

for (const itemsPerPrompt of prompts.length > 0 ? prompts : [1, 4]) {
  const table = makeTable(itemsPerPrompt);
  for (const question of questions) {
    const agreement = time(() => measureAgreement(table, question, noFilter));
    const { result, seconds } = time(() => measureJudges(table, question, noFilter));
    console.log(
      `${table.labels.item.length} labels, ${itemsPerPrompt} items a prompt, ${typeOf(question)}: agreement ${agreement.seconds} s,`,
      `judges ${seconds} s (${result.rows.length} judges); ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`,
    );
  }
}
