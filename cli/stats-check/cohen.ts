import { type CohenKappa, cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { type ContingencyTable, tableFromRows, tableMargins } from "@/lib/stats/agreement/contingency-table";
import { kappaMax } from "@/lib/stats/agreement/kappa-context";
import { testKappa } from "@/lib/stats/agreement/kappa-test";
import { normalInterval } from "@/lib/stats/interval";
import type { Answer, Check, Json } from "./layout";
import { readWeights, valueOrNull } from "./read-data";

const errorOf = (kappa: CohenKappa | null) => kappa && valueOrNull(kappa.standardError);

function normalEnds(kappa: CohenKappa | null): { low: number; high: number } | null {
  const error = errorOf(kappa);
  if (!kappa || error === null) return null;
  const interval = normalInterval(kappa.value, error);
  return interval.defined ? interval.value : { low: kappa.value, high: kappa.value };
}

const psychWrong =
  "psych's variance of weighted kappa contradicts Fleiss, Cohen and Everitt (1969) and irrCAC, vcd and statsmodels";

function psychAnswer(table: ContingencyTable, expected: Check["expected"]): Answer {
  const plain = valueOrNull(cohenKappa(table));
  const squared = valueOrNull(cohenKappa(table, { weights: "quadratic" }));
  const ends = normalEnds(plain);
  const low = ends && Math.max(-1, ends.low);
  const high = ends && Math.min(1, ends.high);
  const isTriple = Array.isArray(expected.ciUnweighted) && expected.ciUnweighted.length === 3;
  const error = errorOf(plain);
  return {
    got: {
      kappa: plain?.value ?? null,
      weightedQuadratic: squared?.value ?? null,
      varKappa: error === null ? null : error ** 2,
      ciUnweighted: isTriple ? [low, plain?.value ?? null, high] : [low, high],
    },
    notCompared: { varWeighted: psychWrong, ciWeighted: psychWrong },
  };
}

function testRecord(table: ContingencyTable, weights: ReturnType<typeof readWeights>): { [key: string]: Json } {
  const test = valueOrNull(testKappa(table, { weights }));
  return { z: test?.z ?? null, seNull: test?.nullError ?? null, pTwoSided: test?.p ?? null };
}

/** irr::kappa2 knows only the categories that one of the two used, and puts the numbers that they are in the order of their text. */
function usedCategories(table: ContingencyTable): ContingencyTable {
  const { categories, counts } = table;
  const { rows, columns } = tableMargins(table);
  const q = categories.length;
  const kept = [...categories.keys()]
    .filter((k) => (rows[k] ?? 0) + (columns[k] ?? 0) > 0)
    .sort((a, b) => (String(a + 1) < String(b + 1) ? -1 : 1));
  const cells = kept.map((k) => kept.map((l) => counts[k * q + l] ?? 0));
  return tableFromRows(cells);
}

/** Cohen's kappa in the words of irrCAC, psych, vcd, irr and statsmodels. */
export function cohenAnswer(table: ContingencyTable, { options, expected }: Check): Answer {
  const weights = readWeights(options.weights ?? options.weight);
  const kappa = valueOrNull(cohenKappa(table, { weights }));
  const value = kappa?.value ?? null;
  if (options.fn === "cohen.kappa") return psychAnswer(table, expected);
  if (options.fn === "Kappa") {
    const plain = valueOrNull(cohenKappa(table));
    const got = {
      unweighted: plain?.value ?? null,
      unweightedASE: errorOf(plain),
      weighted: value,
      weightedASE: errorOf(kappa),
    };
    return { got };
  }
  if (options.fn === "kappa2") {
    const used = usedCategories(table);
    return { got: { value: valueOrNull(cohenKappa(used, { weights }))?.value ?? null, ...testRecord(used, weights) } };
  }
  if (options.fn === "cohens_kappa") {
    const ends = normalEnds(kappa);
    const most = weights === "unweighted" ? valueOrNull(kappaMax(table)) : null;
    const got = {
      value,
      seNonNull: errorOf(kappa),
      ciLow: ends?.low ?? null,
      ciHigh: ends?.high ?? null,
      kappaMax: most,
    };
    return { got: { ...got, ...testRecord(table, weights) } };
  }
  const interval = kappa && valueOrNull(kappa.interval);
  return { got: { value, se: errorOf(kappa), ciLow: interval?.low ?? value, ciHigh: interval?.high ?? value } };
}
