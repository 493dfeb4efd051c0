import { describe, expect, test } from "vitest";
import { agreementBasis } from "@/lib/analysis/agreement/basis";
import { agreementFigures } from "@/lib/analysis/agreement/figures";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { listTruthLines } from "@/lib/analysis/judges/truth-lines";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { listComparableQuestions } from "@/lib/analysis/named-version";
import { db } from "@/lib/db/client";
import { formatEstimate } from "@/lib/format-number";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import { commitImport, startImport } from "@/lib/imports/mutations";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeMember, makePublishedStudy } from "@/prisma/factories";

async function* once(text: string) {
  yield Buffer.from(text);
}

async function load(access: StudyAccess, fileName: string, lines: readonly string[], mapping: MappingInput = {}) {
  const started = await startImport(access, { fileName, mapping }, once(`${lines.join("\n")}\n`));
  if (!started.ok) throw new Error(started.reason);
  expect(started.value.problems).toEqual([]);
  const done = await commitImport(access, started.value.id);
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

async function makeOwned() {
  const study = await makePublishedStudy();
  return { study, ...(await makeMember(study, "OWNER")) };
}

async function readQuestion(access: StudyAccess) {
  const table = await readLabelTable(access);
  const [question] = listComparableQuestions(table, 1);
  if (!question) throw new Error("The version asks nothing");
  return { table, question };
}

const places = Array.from({ length: 40 }, (_, place) => place);
/** Of all prompts alike, whatever the gold. */
const goldAt = (place: number) => (place % 3 === 0 ? "unsafe" : "safe");
const other = (verdict: string) => (verdict === "safe" ? "unsafe" : "safe");
const rowAt = (place: number) => `i${place},Question ${place % 5},Answer ${place}.`;

/** Sums over items in another order differ in their last digits. */
const rounded = (figures: unknown): unknown =>
  JSON.parse(
    JSON.stringify(figures, (_, value) => (typeof value === "number" ? Number(value.toPrecision(12)) : value)),
  );

describe("a column of the right answers to single responses", () => {
  const items = ["id,prompt,response,right", ...places.map((place) => `${rowAt(place)},${goldAt(place)}`)];
  const judged = [
    "item,judge,question,value",
    ...places.map((place) => `i${place},m1,verdict,${place % 7 === 0 ? other(goldAt(place)) : goldAt(place)}`),
  ];

  test("is what a judge is held against, with an interval over the prompts, where no person has labeled", async () => {
    const { access } = await makeOwned();
    const { gold } = await load(access, "outputs.csv", items, { columns: { right: "truth:verdict" } });
    expect(gold).toMatchObject({ unscored: 0 });
    await load(access, "judge.csv", judged);
    const { table, question } = await readQuestion(access);
    const figures = measureJudges(table, question, noFilter);
    expect(figures.over).toMatchObject({ by: "prompts", count: 5 });
    const [line] = listTruthLines(figures);
    if (!line?.truth.defined) throw new Error("No accuracy against the truth");
    expect(line).toMatchObject({ name: "m1", truth: { value: { n: 40, accuracy: { value: 0.85 } } } });
    expect(formatEstimate(line.truth.value.accuracy, "percent")).toMatch(/^85 % \[\d+, \d+\]$/);
  });

  test("is what people are held against too, label by label", async () => {
    const { access } = await makeOwned();
    await load(access, "outputs.csv", items, { columns: { right: "truth:verdict" } });
    const labels = places.flatMap((place) => [
      `i${place},ann,verdict,${goldAt(place)}`,
      `i${place},ben,verdict,${place % 4 === 0 ? other(goldAt(place)) : goldAt(place)}`,
    ]);
    await load(access, "people.csv", ["item,rater,question,value", ...labels]);
    await load(access, "judge.csv", judged);
    const { table, question } = await readQuestion(access);
    const [people, judge] = listTruthLines(measureJudges(table, question, noFilter));
    expect(people).toMatchObject({ id: "people", truth: { value: { n: 80, accuracy: { value: 0.875 } } } });
    expect(judge).toMatchObject({ name: "m1", truth: { value: { n: 40, accuracy: { value: 0.85 } } } });
  });
});

test("gold, tier, track and reference of items leave their prompts what they are, and intervals with them", async () => {
  const labels = [
    "item,rater,question,value",
    ...places.flatMap((place) =>
      ["ann", "ben", "cleo"].map((rater, who) => {
        const isOff = (place + 7 * who) % (11 + (place % 5)) === 0;
        return `i${place},${rater},verdict,${isOff ? other(goldAt(place)) : goldAt(place)}`;
      }),
    ),
  ];
  const measured = [];
  for (const more of [
    ["", () => ""],
    [",gold", (place: number) => `,${goldAt(place)}`],
    [
      ",gold,tier,track,reference",
      (place: number) => `,${goldAt(place)},t${place % 3},k${place % 2},Reference ${place}`,
    ],
  ] as const) {
    const { study, access } = await makeOwned();
    await load(access, "outputs.csv", [
      `id,prompt,response${more[0]}`,
      ...places.map((place) => rowAt(place) + more[1](place)),
    ]);
    await load(access, "labels.csv", labels);
    // People stand in the order of their pseudonyms, which are drawn for each study.
    for (const name of ["ann", "ben", "cleo"])
      await db.rater.updateMany({ where: { studyId: study.id, sourceName: name }, data: { pseudonym: name } });
    expect(await db.task.count({ where: { studyId: study.id } })).toBe(5);
    const { table, question } = await readQuestion(access);
    const { over, coefficients } = agreementFigures(table, agreementBasis(table, question, noFilter));
    expect(over).toMatchObject({ by: "prompts", count: 5 });
    measured.push(rounded(coefficients));
  }
  expect(measured[1]).toEqual(measured[0]);
  expect(measured[2]).toEqual(measured[0]);
});
