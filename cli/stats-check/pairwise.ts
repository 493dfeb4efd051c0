import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { contingencyTable } from "@/lib/stats/agreement/contingency-table";
import { type CodedRatings, codeRatings } from "@/lib/stats/coded-ratings";
import type { Answer, Check, Json } from "./layout";
import { rankValues, readWeights, valueOrNull } from "./read-data";

/** The two raters alone, with only the categories that they used, in the order of their text: irr::kappa2's way. */
function pairAlone({ units, raters, codes, categories }: CodedRatings, first: number, second: number): CodedRatings {
  const rows = Array.from({ length: units }, (_, unit) =>
    [first, second].map((rater) => categories[codes[unit * raters + rater] ?? -1] ?? null),
  );
  const shared = rows.filter((row) => row.every((label) => label !== null));
  return rankValues(codeRatings(shared.map((row) => row.map(String))));
}

/** Kappa of every pair, for each of the weights that the file asks for. */
export function pairwiseAnswer(given: CodedRatings, { expected }: Check): Answer {
  const ratings = rankValues(given);
  const pairs = Array.isArray(expected.pairs) ? expected.pairs : [];
  const got = pairs.map((pair): Json => {
    const [i, j] = [Number(pair.i), Number(pair.j)];
    const table = contingencyTable(ratings, i, j);
    const alone = pairAlone(given, i, j);
    const kappas = Object.entries(pair).flatMap(([name, asked]): [string, Json][] => {
      if (["i", "j", "n"].includes(name)) return [];
      const weights = readWeights(name);
      const kappa = valueOrNull(cohenKappa(table, { weights }));
      if (typeof asked !== "object") return [[name, kappa?.value ?? null]];
      const irrKappa2 = valueOrNull(cohenKappa(contingencyTable(alone, 0, 1), { weights }))?.value ?? null;
      const se = kappa && valueOrNull(kappa.standardError);
      return [[name, { value: kappa?.value ?? null, se, irrKappa2 }]];
    });
    return { i, j, n: table.total, ...Object.fromEntries(kappas) };
  });
  return { got: { pairs: got } };
}
