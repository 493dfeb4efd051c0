import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { questionTypes } from "@/lib/questions/kinds";

/*
 * What sort of question it is, is asked of its kind: a branch on the name of a kind anywhere else would have to be found
 * and changed by whoever adds one. Checked over the text of the sources: TypeScript cannot forbid reading a property.
 */

const names = questionTypes.join("|");
const branches = [
  // question.type, about?.type, questions[0].type
  /\b(?:question|questions\[\w+\]|asked|about|wanted|offered|parent|before|after|renamed)\??\.type\b/,
  // === "choice", case "choice":, { choice: ... } as a table by kind
  new RegExp(`(?:type\\)?\\s*[=!]==|case)\\s*"(?:${names})"`),
  // ({ type }: Question) and ({ key, type }: Question)
  /\{[^{}]*\btype\b[^{}]*\}: (?:readonly )?Question\b/,
  // questions.filter(({ type }) => ...)
  /[qQ]uestions?\)?\.\w+\(\(\{[^{}]*\btype\b/,
  /Extract<Question,|Question\["type"\]|Record<QuestionType/,
];

/** Levels of measurement and kinds of written text go by some of the same names. */
const others = /^lib\/stats\/|^components\/annotate\/marked-up\.tsx$|^lib\/reading\/read-markdown\.ts$/;

const sources = ["lib", "components", "app", "cli", "bench"]
  .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file}`))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .filter((file) => !/^(?:lib|components)\/questions\/|\/generated\//.test(file) && !others.test(file));

test("what sort of question it is, is read in lib/questions and components/questions alone", () => {
  expect(sources.length).toBeGreaterThan(500);
  const found = sources.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, place) =>
        branches.some((branch) => branch.test(line)) ? [`${file}:${place + 1} ${line.trim()}`] : [],
      ),
  );
  expect(found).toEqual([]);
});

test("the labeling page loads no zod for what it asks of kinds", () => {
  const rooms = ["lib/questions", "components/questions", "components/annotate"];
  const loading = rooms
    .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file}`))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|(?:question|answer)-schema/.test(file))
    .filter((file) =>
      /^import \{.*from "(?:zod|@\/lib\/(?:protocol\/schema|questions\/(?:question|answer)-schema))"/m.test(
        readFileSync(file, "utf8"),
      ),
    );
  expect(loading).toEqual([]);
});
