import type { z } from "zod";
import { given } from "@/lib/questions/answer-check";
import { describeRefusal, differs, usual } from "@/lib/questions/defaults";
import { commonFields, refusalField, type Zod } from "@/lib/questions/fields";
import type { Kind } from "@/lib/questions/kind";
import { drawNormal, nearestPoint, pointShares, saying } from "@/lib/questions/simulated";
import { fail } from "@/lib/result";
import { labelKey, readNumber, visibleText } from "@/lib/text/label-spelling";

const bound = (z: Zod) => z.number().min(-1_000_000_000).max(1_000_000_000);

/** Q4. A number or a count between two bounds, typed. */
const schema = (z: Zod) =>
  z.object({
    ...commonFields(z),
    type: z.literal("number"),
    ...refusalField(z),
    minimum: bound(z).default(0),
    maximum: bound(z).default(100),
    /** Whole numbers only. */
    isWhole: z.boolean().default(true),
    /** Counted from the smallest number; null takes any number between the bounds. */
    step: bound(z).positive("A step is above 0").nullable().default(null),
    /** Stands behind the number: "mg", "%", "days". */
    unit: z.string().trim().max(20, "At most 20 characters").default(""),
  });
export type NumberQuestion = z.output<ReturnType<typeof schema>>;

const inUnit = ({ unit }: NumberQuestion, text: string) => (unit === "" ? text : `${text} ${unit}`);

/** Bounds and steps of .1 are not kept exactly, nor are their multiples. */
const tolerance = 1e-9;

const isOnStep = ({ minimum, step }: NumberQuestion, number: number) => {
  if (step === null) return true;
  const steps = (number - minimum) / step;
  return Math.abs(steps - Math.round(steps)) <= tolerance * Math.max(1, Math.abs(steps));
};

const describeRange = (question: NumberQuestion) => {
  const { minimum, maximum, isWhole, step } = question;
  const range = inUnit(question, `${minimum} to ${maximum}`);
  return `${range}${isWhole ? ", a whole number" : ""}${step === null ? "" : `, in steps of ${step} from ${minimum}`}`;
};

/** The number that an answer is; null where the question does not take it. */
function readAnswer(question: NumberQuestion, value: unknown): number | null {
  const number = typeof value === "string" ? readNumber(value) : value;
  if (typeof number !== "number" || !(number >= question.minimum && number <= question.maximum)) return null;
  if (question.isWhole && !Number.isInteger(number)) return null;
  // There is one nought.
  return isOnStep(question, number) ? number + 0 : null;
}

/** Some numbers of the range that may be answered, evenly spread. */
function spreadPoints(question: NumberQuestion): number[] {
  const { minimum, maximum, isWhole, step } = question;
  const grid = step ?? (isWhole ? 1 : (maximum - minimum) / 10);
  const count = Math.floor((maximum - minimum) / grid);
  const stride = Math.max(1, Math.ceil(count / 10));
  return Array.from({ length: Math.floor(count / stride) + 1 }, (_, place) => minimum + place * stride * grid).filter(
    (point) => readAnswer(question, point) !== null,
  );
}

export const number: Kind<NumberQuestion> = {
  ...usual,
  offersRefusal: ({ refusal }) => refusal === true,
  name: "Number",
  phrase: "a number",
  schema,
  fresh: () => ({
    key: "number",
    fields: { type: "number", text: "How many?", minimum: 0, maximum: 100, isWhole: true, step: null, unit: "" },
  }),
  findProblems({ minimum, maximum, step }) {
    if (!(maximum > minimum)) return [["maximum", "The largest number has to be above the smallest"]];
    return step !== null && step > maximum - minimum ? [["step", "The step is wider than the whole range"]] : [];
  },
  describeChange: (before, after) => [
    ...describeRefusal(before, after),
    ...(describeRange({ ...before, unit: "" }) !== describeRange({ ...after, unit: "" })
      ? [`${describeRange(after)} instead of ${describeRange(before)}`]
      : []),
    ...(differs(before.unit, after.unit) ? [after.unit === "" ? "without a unit" : `in ${after.unit}`] : []),
  ],

  check(question, { value }) {
    const answer = readAnswer(question, value);
    return answer === null ? fail(`Give a number from ${describeRange(question)}`) : given(String(answer), answer);
  },
  present: (_, stored) => ({ value: stored.number }),
  listRuleValues: () => [],
  words: inUnit,
  isWritten: () => true,

  scale(question, { listGiven }) {
    const numbers = [...listGiven()].flatMap((value) => readAnswer(question, value) ?? []);
    const categories = [...new Set(numbers)].sort((a, b) => a - b);
    return {
      kind: "interval",
      isOpen: true,
      categories,
      labels: categories.map((value) => inUnit(question, String(value))),
    };
  },

  /** Files write the unit behind the number, and numbers in many spellings. */
  fromCell({ unit }, value) {
    const text = visibleText(value);
    const hasUnit = unit !== "" && labelKey(text).endsWith(labelKey(unit));
    const read = readNumber(hasUnit ? text.slice(0, -unit.length) : text);
    return read === null ? value : String(read + 0);
  },
  readsNumbers: () => true,
  flip({ minimum, maximum }, value) {
    const read = Number(value);
    return Number.isFinite(read) ? String(minimum + maximum - read) : value;
  },
  flipWords: "The scale runs the other way in the file",
  takes: (question) => `it takes ${describeRange(question)}`,
  covers: (offered, wanted) =>
    offered.minimum <= wanted.minimum &&
    offered.maximum >= wanted.maximum &&
    (!offered.isWhole || wanted.isWhole) &&
    (offered.step === null || (offered.step === wanted.step && offered.minimum === wanted.minimum)),

  simulate(question, { person, item, random }) {
    const points = spreadPoints(question);
    const meant = item.leaning.scales?.[question.key] ?? points[Math.floor(points.length / 2)] ?? question.minimum;
    const width = (question.maximum - question.minimum) / 10;
    const point = nearestPoint(points, meant + (person.leniency + drawNormal(random) * person.noise) * width);
    return { answer: saying(question.key, String(point), point), sureness: 0.5 };
  },
  askModel(question) {
    const { minimum, maximum, isWhole, unit } = question;
    return {
      sentence: `Answer with a number from ${describeRange(question)}${unit === "" ? "" : "; leave out the unit"}.`,
      schema: { type: isWhole ? "integer" : "number", minimum, maximum },
    };
  },
  simulateJudge(question, { judge, leaning, random }) {
    const points = spreadPoints(question);
    const width = (question.maximum - question.minimum) / 10;
    const meant = leaning.scales?.[question.key] ?? points[Math.floor(points.length / 2)] ?? question.minimum;
    const read = meant + (judge.leniency + drawNormal(random) * judge.noise) * width;
    return { keys: points.map(String), shares: pointShares(points, read, width) };
  },
};
