import type { NamedRatings } from "../../lib/measure/ratings";
import type { Random } from "../../lib/stats/defined";

/** A way of making studies: what is labeled, by how many, and what items share. */
export type Cell = {
  scale: "two answers" | "five points";
  /** How common the rare answer is; of five points, how far the scale leans: even at .5. */
  prevalence: number;
  items: number;
  raters: number;
  /** The share of labels that were never given. */
  missing: number;
  /** Items of one prompt, and how far they hang together. */
  perPrompt: number;
  together: number;
};

/** One study: people's labels, a judge's, and the prompt of each item where prompts are shared. */
export type Study = { table: NamedRatings; judge: Int32Array; clusters: string[] | null };

const drawNormal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** People see a rare answer with this chance, and see one that is not there; the judge as well. */
const people = { sees: 0.8, imagines: 0.03 };
const machine = { sees: 0.75, imagines: 0.05 };

/** Where the five points of a scale part, on the scale of its normal truth. */
const cutsOf = (prevalence: number) => (prevalence < 0.5 ? [0.4, 1, 1.6, 2.1] : [-1, -0.3, 0.3, 1]);

/** What an item is: rare or not, and its place on a scale. Items of one prompt share either with chance `together`. */
function drawTruths({ items, perPrompt, prevalence, together }: Cell, random: Random) {
  let [promptIsRare, promptPlace] = [false, 0];
  return Array.from({ length: items }, (_, item) => {
    if (item % perPrompt === 0) [promptIsRare, promptPlace] = [random() < prevalence, drawNormal(random)];
    const isOwn = perPrompt === 1 || random() >= together;
    const isRare = random() < prevalence;
    const own = drawNormal(random);
    const place = perPrompt === 1 ? own : Math.sqrt(together) * promptPlace + Math.sqrt(1 - together) * own;
    return { isRare: isOwn ? isRare : promptIsRare, place };
  });
}

/** Draws a study of this kind. Codes: 0 common, 1 rare; or points 0 to 4. */
export function drawStudy(cell: Cell, random: Random): Study {
  const { scale, items, raters, missing, prevalence, perPrompt } = cell;
  const cuts = cutsOf(prevalence);
  const label = (truth: { isRare: boolean; place: number }, by: typeof people, noise: number) => {
    if (scale === "two answers") return Number(random() < (truth.isRare ? by.sees : by.imagines));
    const seen = truth.place + noise * drawNormal(random);
    return cuts.filter((cut) => seen > cut).length;
  };
  const truths = drawTruths(cell, random);
  const codes = new Int32Array(items * raters);
  const judge = new Int32Array(items);
  for (const [item, truth] of truths.entries()) {
    for (let rater = 0; rater < raters; rater++) {
      const code = label(truth, people, 0.6);
      codes[item * raters + rater] = missing > 0 && random() < missing ? -1 : code;
    }
    judge[item] = label(truth, machine, 0.7);
  }
  const categories: readonly (string | number)[] = scale === "two answers" ? ["safe", "unsafe"] : [1, 2, 3, 4, 5];
  return {
    table: {
      units: items,
      raters,
      codes,
      categories,
      values: Float64Array.from(categories, (_, place) => place + 1),
      names: Array.from({ length: raters }, (_, rater) => `r${rater}`),
    },
    judge,
    clusters: perPrompt === 1 ? null : Array.from({ length: items }, (_, item) => `p${Math.floor(item / perPrompt)}`),
  };
}
