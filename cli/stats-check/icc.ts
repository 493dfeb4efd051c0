import { z } from "zod";
import { type IntraclassCorrelation, intraclassCorrelation } from "@/lib/stats/agreement/intraclass-correlation";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { fTails } from "@/lib/stats/distributions/f-distribution";
import type { Answer, Check, Json } from "./layout";
import { valueOrNull } from "./read-data";

type Forms = IntraclassCorrelation["forms"];

function record(form: Forms[keyof Forms]): { [key: string]: Json } {
  const own = valueOrNull(form);
  const [test, ends] = [own && valueOrNull(own.test), own && valueOrNull(own.interval)];
  return {
    value: own?.value ?? null,
    F: test?.f ?? null,
    df1: test?.df1 ?? null,
    df2: test?.df2 ?? null,
    p: test?.p ?? null,
    ciLow: ends?.low ?? null,
    ciHigh: ends?.high ?? null,
  };
}

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
  const name = `ICC(A,${size})`;
  const test = form.defined ? valueOrNull(form.value.test) : null;
  if (!form.defined || !test) return { got: { name, ...record(form), items } };
  // irr tests with the degrees of freedom behind the interval.
  const df2 = form.value.intervalDf ?? test.df2;
  return { got: { name, ...record(form), df2, p: fTails(test.f, test.df1, df2).upper, items } };
}

/** Checks of the intraclass correlation in the words of irr, psych, pingouin and the original paper. */
export function iccAnswer(ratings: CodedRatings, check: Check): Answer {
  const level = z.number().default(0.95).parse(check.options.conf);
  const result = valueOrNull(intraclassCorrelation(ratings, { level }));
  if (!result) return { got: null };
  const { forms, basis } = result;
  if (check.statistic.startsWith("published:")) {
    const [, first, second] = /icc(\d)(\w)/.exec(check.statistic) ?? [];
    const form = tableNames[`ICC${first}${second === "k" ? "k" : ""}`];
    return { got: { value: form ? (valueOrNull(forms[form])?.value ?? null) : null } };
  }
  if (check.expected.table) return tableAnswer(forms, check.expected);
  return irrAnswer(forms, ratings, check, basis.units);
}
