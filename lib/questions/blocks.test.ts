import { expect, test } from "vitest";
import { questionsSchema } from "@/lib/protocol/schema";
import { groupInBlocks } from "@/lib/questions/blocks";

const points = [0, 1, 2].map((value) => ({ value, label: `p${value}` }));
const scale = (key: string, given: object = {}) => ({
  key,
  type: "ordinal",
  text: key,
  points,
  block: "Feelings",
  ...given,
});
const problemOf = (questions: object[]) =>
  questionsSchema.safeParse(questions).error?.issues.map(({ path, message }) => [path.join("."), message]);

test("scales with the same points stand together, each target with a table of its own", () => {
  const questions = questionsSchema.parse([scale("joy"), scale("fear"), scale("calm", { block: undefined })]);
  const asked = ["t2", "t4"].flatMap((target) => questions.map((question) => ({ question, target })));
  expect(
    groupInBlocks(asked).map(({ block, rows }) => [
      block,
      rows.map(({ question, target }) => `${question.key}@${target}`),
    ]),
  ).toEqual([
    ["Feelings", ["joy@t2", "fear@t2"]],
    [null, ["calm@t2"]],
    ["Feelings", ["joy@t4", "fear@t4"]],
    [null, ["calm@t4"]],
  ]);
});

test.each([
  [
    "other points",
    [scale("joy"), scale("fear", { points: points.slice(1) })],
    "Its answers have to be those of “joy”, of the same block",
  ],
  [
    "another question between",
    [scale("joy"), scale("x", { block: undefined }), scale("fear")],
    "The questions of “Feelings” have to follow each other",
  ],
  [
    "another target",
    [scale("joy"), scale("fear", { askedOf: "turn" })],
    "“joy” of the same block is asked of something else",
  ],
  [
    "an answer that is typed",
    [{ key: "why", type: "text", text: "Why?", block: "Feelings" }],
    "A block takes scales and choices with answers of their own",
  ],
])("a block with %s is told at its field", (_, questions, message) => {
  expect(problemOf(questions)).toEqual([[`${questions.length - 1}.block`, message]]);
});
