import { z } from "zod";
import type { Weights } from "@/lib/stats/agreement/disagreement";
import { type Category, type CodedRatings, codeLabels, codeRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import type { DataSet, Json } from "./layout";

const label = z.union([z.string(), z.number()]);
const ratingsData = z.object({ matrix: z.array(z.array(label.nullable())) });
const countsData = z.object({ matrix: z.array(z.array(z.number())), categories: z.array(label) });

/** Ratings with the categories that occur, as the tools see them; counts become lists of labels. */
export function readRatings(set: DataSet): CodedRatings {
  if (set.kind !== "counts") return codeRatings(ratingsData.parse(set.data).matrix);
  const { matrix, categories } = countsData.parse(set.data);
  const lists = matrix.map((row) => row.flatMap((count, k) => Array<Category>(count).fill(categories[k] as Category)));
  return codeLabels(lists, categories);
}

/** The same ratings with categories standing for their ranks, 1 to q. */
export const rankValues = (ratings: CodedRatings): CodedRatings => ({
  ...ratings,
  values: ratings.values.map((_, rank) => rank + 1),
});

const weightNames: Readonly<Record<string, Weights>> = {
  identity: "unweighted",
  "Equal-Spacing": "linear",
  "Fleiss-Cohen": "quadratic",
  equal: "linear",
  squared: "quadratic",
};

/** Our name of a tool's weights. */
export function readWeights(name: Json | undefined): Weights {
  const text = z.string().default("unweighted").parse(name);
  const known = z.enum(["unweighted", "linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar"]);
  return weightNames[text] ?? known.parse(text);
}

type Correlated = { value: number; interval: Defined<{ low: number; high: number }> };

/** The ends of a correlation's interval. That of a perfect one we refuse, because it is no certainty; tools print a point. */
export function correlationEnds(result: Correlated | null): { low: number; high: number } | null {
  if (!result) return null;
  if (result.interval.defined) return result.interval.value;
  return Math.abs(result.value) > 1 - 1e-12 ? { low: result.value, high: result.value } : null;
}

/** The value, or null where the engine says that there is none. */
export const valueOrNull = <T>(result: Defined<T>): T | null => (result.defined ? result.value : null);
