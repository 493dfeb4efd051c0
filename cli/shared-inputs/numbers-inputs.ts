import { expect } from "vitest";
import type { Check, Checks } from "./check";
import { runAgreement, runCompare } from "./drive";

type Figures = { groups: { coefficients: { key: string; value: number | null; because: string | null }[] }[] };

/** Coefficients of a wide file by key, in thousandths, as the command has them for scripts. */
async function agreementOf(path: string, options: Parameters<typeof runAgreement>[1] = { wide: true }) {
  const { value, text } = await runAgreement(path, options);
  const [group] = (value as Figures).groups;
  const found = new Map(group?.coefficients.map((own) => [own.key, own]));
  const of = (key: string) => {
    const own = found.get(key)?.value;
    return typeof own === "number" ? Math.round(own * 1000) / 1000 : null;
  };
  return { text, of, because: (key: string) => found.get(key)?.because };
}

/** A wide file whose kappa of two raters is so, and whose output says so. */
const kappa =
  (expected: number, ...said: readonly (string | RegExp)[]): Check =>
  async (path) => {
    const { of, text } = await agreementOf(path);
    expect(of("cohen-kappa")).toBe(expected);
    for (const words of said) expect(text).toMatch(words);
  };

/** A long file whose alpha is so. */
const alphaOfLong =
  (expected: number, ...said: readonly (string | RegExp)[]): Check =>
  async (path) => {
    const { of, text } = await agreementOf(path, {});
    expect(of("krippendorff-alpha")).toBe(expected);
    for (const words of said) expect(text).toMatch(words);
  };

const accuracyOne: Check = async (path) => {
  const { value, text } = await runCompare(path, { human: "ann,ben,cleo", judge: "gpt" });
  expect((value as Figures["groups"][number]).coefficients.find(({ key }) => key === "accuracy")?.value).toBe(1);
  expect(text).toContain("One label in several spellings");
};

/** Labels and what is computed of them on the command line. */
export const numbersInputs: Checks = {
  "ag01-one-class.csv": async (path) => {
    const { of, because, text } = await agreementOf(path);
    expect(of("cohen-kappa")).toBeNull();
    expect(because("cohen-kappa")).toBeTruthy();
    expect(text).toContain("not defined");
  },
  "ag02-one-dissent.csv": async (path) => {
    const { of } = await agreementOf(path);
    expect(of("krippendorff-alpha")).toBeCloseTo(0, 3);
    expect(of("percent-agreement")).toBe(0.92);
  },
  "ag03-none-text.csv": alphaOfLong(1, 'Taken as no label: "None" 2x'),
  "ag03b-nan-text.csv": alphaOfLong(1, 'Taken as no label: "nan" 2x'),
  "ag04-words.csv": async (path) => {
    const { of } = await agreementOf(path, { wide: true, level: "ordinal", order: "low,medium,high" });
    expect(of("cohen-kappa")).toBe(0.75);
    await expect(runAgreement(path, { wide: true, level: "ordinal" })).rejects.toThrow("no order of their own");
  },
  "ag05-hash.csv": kappa(0.333),
  "ag06-unequal.csv": async (path) => {
    const { text } = await agreementOf(path);
    expect(text).toContain("1 unit with fewer than two labels");
  },
  "ag07-unused.csv": async (path) => {
    const { text } = await agreementOf(path, { wide: true, level: "ordinal", order: "1,2,3,4,5" });
    expect(text).toContain("Labels: 1, 2, 3, 4, 5");
  },
  "ag08-case-space.csv": kappa(1, "One label in several spellings"),
  "ag09-float-int-na.csv": kappa(0.706, 'Taken as no label: "n/a" 1x', "One label in several spellings"),
  "ag11-disjoint.csv": async (path) => {
    const { of, because } = await agreementOf(path, {});
    expect(of("cohen-kappa")).toBeNull();
    expect(because("cohen-kappa")).toBeTruthy();
  },
  "ag12-single-rater.csv": async (path) => {
    const { of, because } = await agreementOf(path, {});
    expect(of("krippendorff-alpha")).toBeNull();
    expect(because("krippendorff-alpha")).toBeTruthy();
  },
  "ag13-one-item.csv": async (path) => {
    const { of, because } = await agreementOf(path);
    expect(of("cohen-kappa")).toBeNull();
    expect(because("cohen-kappa")).toBeTruthy();
  },
  "ag14-booleans.jsonl": kappa(1, "One label in several spellings"),
  "ag15-twice.csv": async (path) => {
    await expect(runAgreement(path, {})).rejects.toThrow("ann labels 1 again, after line 2: keep one");
  },
  "ag16d-control.csv": async (path) => {
    const { text } = await runAgreement(path, { wide: true });
    expect(text).toMatch(/Cohen's kappa\s+\.500/);
    const compared = await runCompare(path, { human: "ann", judge: "ben" });
    expect(compared.value).toMatchObject({ humans: ["ann"], units: 4 });
  },
  "ag22-multilabel.csv": async (path) => {
    const { of, text } = await agreementOf(path);
    expect([of("krippendorff-alpha-masi"), of("cohen-kappa")]).toEqual([0.571, 0.5]);
    expect(text).toContain("A cell holds a set of labels");
    expect(text).toMatch(/fear {2,}1 of 6 {2,}\.667/);
  },
  "ag24b-nfc-nfd.csv": kappa(1, "One label in several spellings"),
  "ag24c-nbsp-zwsp.csv": kappa(1, "One label in several spellings"),
  "ag27-labelstudio.csv": async (path) => {
    const { of } = await agreementOf(path, { unit: "id", rater: "annotator", value: "sentiment" });
    expect([of("cohen-kappa"), of("percent-agreement")]).toEqual([0, 0.5]);
    await expect(runAgreement(path, {})).rejects.toThrow("Its columns: annotation_id, annotator");
  },
  "ag30-pandas-index.csv": kappa(
    0.5,
    "Without a name, so no rater: column 1 (numbers the rows)",
    "2 raters (ann, ben)",
  ),
  "ag32-four-of-five.csv": async (path) => {
    expect((await agreementOf(path)).of("cohen-kappa")).toBe(0.4);
    await expect(runAgreement(path, { wide: true, level: "interval" })).rejects.toThrow('"4/5" is no number');
  },
  "ag33-compare-case.csv": accuracyOne,
  "siblings/s14-dash-missing.csv": kappa(1, 'Taken as no label: "-" 1x'),
  "siblings/s15-title-case.csv": kappa(1, "One label in several spellings"),
  "siblings/s17-compare-space.csv": accuracyOne,
  "siblings/s18-json-bool.jsonl": kappa(1, "One label in several spellings"),
  "siblings/s19-index-third.csv": kappa(0.4, "2 raters (ann, ben)"),
};
