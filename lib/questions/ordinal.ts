import type { z } from "zod";
import { given } from "@/lib/questions/answer-check";
import { giving, plainChoice } from "@/lib/questions/choices";
import { differs, onOff, takesOneOf, usual } from "@/lib/questions/defaults";
import { commonFields, type Zod } from "@/lib/questions/fields";
import type { Kind } from "@/lib/questions/kind";
import { drawNormal, nearestPoint, pointShares, saying } from "@/lib/questions/simulated";
import { itemTarget } from "@/lib/questions/targets";
import { fail } from "@/lib/result";
import { labelKey, readNumber } from "@/lib/text/label-spelling";

const scalePoint = (z: Zod) =>
  z.object({
    value: z.number().int().min(-1000).max(1000),
    label: z.string().max(200).default(""),
    description: z.string().max(1000).default(""),
  });

/** Q3. Any start, any number of points; `direction` says which end is good. */
const schema = (z: Zod) =>
  z.object({
    ...commonFields(z),
    type: z.literal("ordinal"),
    points: z.array(scalePoint(z)).min(2, "Give at least two points").max(11),
    direction: z.enum(["higherIsBetter", "higherIsWorse"]).default("higherIsBetter"),
    /** Offers "Refusal" as a label of its own: neither a scale point nor missing. */
    refusal: z.boolean().default(false),
  });
export type OrdinalQuestion = z.output<ReturnType<typeof schema>>;

type Points = Pick<OrdinalQuestion, "points">;

const valuesOf = ({ points }: Points) => points.map(({ value }) => value);
const wordsOf = ({ value, label }: OrdinalQuestion["points"][number]) => (label ? `${value} ${label}` : String(value));
const listValues = ({ points }: Points) =>
  points.map((point) => ({ value: String(point.value), label: wordsOf(point) }));

const cannotJudgeShare = 0.015;

export const ordinal: Kind<OrdinalQuestion> = {
  ...usual,
  name: "Scale",
  phrase: "a scale",
  schema,
  fresh: () => ({
    key: "rating",
    fields: {
      ...({ type: "ordinal", text: "How good is it?", direction: "higherIsBetter", refusal: false } as const),
      points: [1, 2, 3, 4, 5].map((value) => ({ value, label: "", description: "" })),
    },
  }),
  findProblems(question) {
    const values = valuesOf(question);
    const isRising = values.every((value, place) => place === 0 || value > (values[place - 1] ?? value));
    return isRising ? [] : [["points", "Points must rise from first to last"]];
  },
  describeChange(before, after) {
    const [from, to] = [valuesOf(before).join(", "), valuesOf(after).join(", ")];
    return [
      ...(from !== to ? [`the scale ${to} instead of ${from}`] : []),
      ...(from === to && differs(before.points, after.points) ? ["other anchors"] : []),
      ...(before.direction !== after.direction
        ? [after.direction === "higherIsBetter" ? "higher is now better" : "higher is now worse"]
        : []),
      ...(before.refusal !== after.refusal ? [onOff(after.refusal, "“Refusal”")] : []),
    ];
  },
  offersRefusal: ({ refusal }) => refusal,

  check({ points }, { value }) {
    const point = points.find((candidate) => String(candidate.value) === String(value));
    const [first, last] = [points[0]?.value, points.at(-1)?.value];
    return point ? given(String(point.value), point.value) : fail(`Choose a point of the scale, ${first} to ${last}`);
  },
  present: (_, { number }) => ({ value: number }),
  listValues,
  listRuleValues: (question) => valuesOf(question).map(String),
  words({ points }, value) {
    const point = points.find((one) => String(one.value) === value);
    return point?.label ? `${value} ${point.label}` : value;
  },

  /** A point's own digit is its key where the whole scale lies in 0 to 10; a digit never stands for another number. */
  listChoices({ points }) {
    const isDigits = points.every(({ value }) => value >= 0 && value <= 10);
    return points.map(({ value, label, description }) => ({
      ...plainChoice(`point:${value}`, label, giving(value), isDigits && value < 10 ? String(value) : null),
      mark: String(value).replace("-", "−"),
      description,
    }));
  },

  /** A scale labeled at its ends only fits in a row. */
  shape({ points }) {
    const isBare = points.slice(1, -1).every(({ label, description }) => label === "" && description === "");
    return points.length > 3 && isBare ? "scale" : "column";
  },

  scale: (question) => ({
    kind: "ordinal",
    categories: valuesOf(question),
    labels: listValues(question).map(({ label }) => label),
  }),

  fromCell({ points }, value) {
    const [number, key] = [readNumber(value), labelKey(value)];
    const point =
      points.find((candidate) => number !== null && candidate.value === number) ??
      points.find(({ label }) => label !== "" && labelKey(label) === key);
    return point ? String(point.value) : value;
  },
  readsNumbers: () => true,
  flip({ points }, value) {
    const number = Number(value);
    return Number.isFinite(number) ? String((points[0]?.value ?? 0) + (points.at(-1)?.value ?? 0) - number) : value;
  },
  flipWords: "The scale runs the other way in the file",
  takes: (question) => takesOneOf(valuesOf(question).map(String)),
  covers(offered, wanted) {
    const points = new Set(valuesOf(offered));
    return valuesOf(wanted).every((value) => points.has(value));
  },

  simulate(question, { person, item, random }) {
    const points = valuesOf(question);
    const meant = item.leaning.scales?.[question.key] ?? points[Math.floor(points.length / 2)] ?? 0;
    if (question.cannotJudge && random() < cannotJudgeShare) {
      const nothing = { value: null, number: null, probabilities: null };
      return {
        answer: { questionKey: question.key, target: itemTarget, state: "CANNOT_JUDGE", ...nothing },
        sureness: null,
      };
    }
    const reading = meant + person.leniency + drawNormal(random) * person.noise;
    const point = nearestPoint(points, reading);
    const isExtreme = point === points[0] || point === points.at(-1);
    // Sure where the reading falls on a point, and more so at the ends of the scale.
    const sureness = (isExtreme ? 0.75 : 0.5) - Math.min(0.4, Math.abs(reading - point) / 2);
    return { answer: saying(question.key, String(point), point), sureness };
  },
  askModel({ points, direction }) {
    const anchors = points.map(({ value, label, description }) =>
      [String(value), [label, description].filter(Boolean).join(": ")].filter(Boolean).join(" "),
    );
    const end = direction === "higherIsBetter" ? "better" : "worse";
    return {
      sentence: `Answer with a point of this scale, on which higher is ${end}: ${anchors.join("; ")}.`,
      schema: { type: "integer", enum: points.map(({ value }) => value) },
    };
  },
  simulateJudge(question, { judge, leaning, random }) {
    const points = valuesOf(question);
    const meant = (leaning.scales?.[question.key] ?? 0) + judge.leniency + drawNormal(random) * judge.noise;
    return { keys: points.map(String), shares: pointShares(points, meant, 0.6) };
  },
};
