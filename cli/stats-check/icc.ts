import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { fTails } from "@/lib/stats/f-distribution";
import { type IntraclassForm, intraclassCorrelation } from "@/lib/stats/intraclass-correlation";
import type { Answer, Check, Json } from "./layout";
import { valueOrNull } from "./read-data";

type Forms = Record<"1,1" | "2,1" | "3,1" | "1,k" | "2,k" | "3,k", IntraclassForm>;

const record = ({ value, f, df1, df2, p, interval }: IntraclassForm) => ({
  value,
  F: f,
  df1,
  df2,
  p,
  ciLow: interval.low,
  ciHigh: interval.high,
});

/** Rows of psych's ICC and of pingouin's intraclass_corr, by their names. */
const tableNames: Readonly<Record<string, keyof Forms>> = {
  ICC1: "1,1",
  ICC2: "2,1",
  ICC3: "3,1",
  ICC1k: "1,k",
  ICC2k: "2,k",
  ICC3k: "3,k",
  "ICC(1,1)": "1,1",
  "ICC(A,1)": "2,1",
  "ICC(C,1)": "3,1",
  "ICC(1,k)": "1,k",
  "ICC(A,k)": "2,k",
  "ICC(C,k)": "3,k",
};

function tableAnswer(forms: Forms, expected: Check["expected"]): Answer {
  const rows = Array.isArray(expected.table) ? expected.table : [];
  const table = rows.map((row): Json => {
    const type = String(row.type);
    const form = tableNames[type];
    return form ? { type, ...record(forms[form]) } : null;
  });
  return { got: { table } };
}

function irrAnswer(forms: Forms, ratings: CodedRatings, { options }: Check, items: number): Answer {
  const isAverage = options.unit === "average";
  const second = isAverage ? "k" : "1";
  if (options.model === "oneway") {
    const name = `ICC(${isAverage ? ratings.raters : 1})`;
    return { got: { name, ...record(forms[`1,${second}`]), items } };
  }
  const size = isAverage ? ratings.raters : 1;
  if (options.type === "consistency") {
    return { got: { name: `ICC(C,${size})`, ...record(forms[`3,${second}`]), items } };
  }
  const form = forms[`2,${second}`];
  // irr tests with the degrees of freedom behind the interval.
  const df2 = form.intervalDf ?? form.df2;
  const p = fTails(form.f, form.df1, df2).upper;
  return { got: { name: `ICC(A,${size})`, ...record(form), df2, p, items } };
}

/** Checks of the intraclass correlation in the words of irr, psych, pingouin and the original paper. */
export function iccAnswer(ratings: CodedRatings, check: Check): Answer {
  const result = valueOrNull(intraclassCorrelation(ratings));
  if (!result) return { got: null };
  const { forms, basis } = result;
  if (check.statistic.startsWith("published:")) {
    const [, first, second] = /icc(\d)(\w)/.exec(check.statistic) ?? [];
    const form = tableNames[`ICC${first}${second === "k" ? "k" : ""}`];
    return { got: { value: form ? forms[form].value : null } };
  }
  if (check.expected.table) return tableAnswer(forms, check.expected);
  return irrAnswer(forms, ratings, check, basis.units);
}
