import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { listTargets, writeHumanJudgeHeader, writeHumanJudgeRow } from "@/lib/formats/parts/write-human-judge";
import { makeExportedItem, makeExportedJudgment, makeExportedRater } from "@/lib/formats/testing/make-exported";
import { type CountedQuestion, countedQuestion } from "@/lib/formats/values/count-votes";
import type { TieRule } from "@/lib/generated/prisma/enums";
import { questionSchema } from "@/lib/questions/question-schema";

const options = [
  { key: "safe", label: "Safe" },
  { key: "unsafe", label: "Unsafe" },
];
const choice = countedQuestion(questionSchema.parse({ key: "q", type: "choice", text: "Safe?", options }));
const pair = countedQuestion(questionSchema.parse({ key: "q", type: "preference", text: "Which?", tie: true }));
const rule = { version: "all", countRepeats: false, countSimulated: false } as const;
const judge = makeExportedRater("judge", { kind: "JUDGE" });
const broken = makeExportedRater("broken", { kind: "JUDGE" });

type Given = { counted?: CountedQuestion | null; tieRule?: TieRule; judged?: string; fileMajority?: { q: string } };

function row(values: string[], { counted = choice, tieRule = "CATEGORY", judged = "safe", ...given }: Given = {}) {
  if (!counted) throw new Error("the question has categories");
  const people = values.map((value, place) => makeExportedJudgment(makeExportedRater(`r${place}`), "q", value));
  const judges = [
    makeExportedJudgment(judge, "q", judged),
    makeExportedJudgment(broken, "q", null, { state: "UNPARSED" }),
  ];
  const item = makeExportedItem(given, [...people, ...judges]);
  const { text } = writeHumanJudgeRow(item, counted, [judge, broken], { rule, tieRule });
  return (parse(writeHumanJudgeHeader([judge, broken]) + text, { columns: true }) as Record<string, string>[])[0];
}

test("a row holds the majority, the votes, and each judge with whether it agrees", () => {
  expect(row(["safe", "safe", "unsafe"])).toMatchObject({
    majority: "safe",
    is_tied: "false",
    n_votes: "3",
    votes: '{"safe":2,"unsafe":1}',
    judge: "safe",
    judge_state: "GIVEN",
    judge_agrees: "true",
    broken: "",
    broken_state: "UNPARSED",
    broken_agrees: "",
  });
  expect(row(["unsafe"])).toMatchObject({ majority: "unsafe", judge_agrees: "false" });
});

test("answers about parts have rows of their own, to which what the file says of the item does not apply", () => {
  if (!choice) throw new Error("the question has categories");
  const about = (name: string, value: string, target: string) => {
    const judgment = makeExportedJudgment(makeExportedRater(name), "q", value);
    return { ...judgment, answers: judgment.answers.map((answer) => ({ ...answer, target })) };
  };
  const judged = { ...about("judge", "safe", "t2"), rater: judge };
  const item = makeExportedItem({ truth: { q: "safe" }, fileMajority: { q: "safe" } }, [
    ...[
      about("a", "safe", "item"),
      about("b", "unsafe", "t10"),
      about("a", "unsafe", "t2"),
      about("b", "unsafe", "t2"),
    ],
    judged,
  ]);
  expect(listTargets(item, "q")).toEqual(["item", "t2", "t10"]);
  const { text } = writeHumanJudgeRow(item, choice, [judge], { rule, tieRule: "CATEGORY" }, "t2");
  const [written] = parse(writeHumanJudgeHeader([judge]) + text, { columns: true }) as Record<string, string>[];
  expect(written).toMatchObject({ target: "t2", truth: "", majority: "unsafe", n_votes: "2", judge_agrees: "false" });
});

test("values that the question does not offer are no votes", () => {
  expect(row(["safe", "maybe", "maybe"])).toMatchObject({ majority: "safe", n_votes: "1", n_without_value: "2" });
});

test("a tie is what the study's tie rule says", () => {
  expect(row(["safe", "unsafe"])).toMatchObject({ majority: "", is_tied: "true", judge_agrees: "" });
  const tied = { counted: pair, judged: "tie" };
  expect(row(["1", "2"], tied)).toMatchObject({ majority: "tie", judge_agrees: "true" });
  expect(row(["1", "2"], { ...tied, tieRule: "EXCLUDE" })).toMatchObject({ majority: "" });
  const file = { tieRule: "FILE" as const, fileMajority: { q: "unsafe" } };
  expect(row(["safe", "safe"], file)).toMatchObject({ majority: "unsafe", judge_agrees: "false" });
});
