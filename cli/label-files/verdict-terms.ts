import type { JudgeTerms } from "@/lib/measure/verdict/terms";
import { UsageError } from "../usage-error";
import { splitList } from "./split-list";

/** What the options of `compare` fix beforehand. `rare` is the label that must not be missed, false where there is none. */
export type TermOptions = {
  epsilon?: string;
  rare?: string | false;
  sensitivity?: string;
  specificity?: string;
  margin?: string;
  strata?: string;
};

/** The same with the label's name in place of its code, which a file has to be read for. */
export type NamedTerms = Omit<JudgeTerms, "rare"> & {
  rare: { label: string; sensitivityFloor: number; specificityFloor: number } | "none" | null;
};

/** Nobody has said anything. */
export const noTerms: NamedTerms = { isEpsilonSet: false, rare: null, margin: null };

const usualEpsilon = 0.2;

function readShare(option: string, typed: string): number {
  const share = Number(typed);
  if (typed.trim() !== "" && share >= 0 && share < 1) return share;
  throw new UsageError(`${option} ${typed}: use a number from 0 to below 1`);
}

function readRare({ rare, sensitivity, specificity }: TermOptions): NamedTerms["rare"] {
  if (typeof rare !== "string") {
    if (sensitivity !== undefined || specificity !== undefined)
      throw new UsageError("--sensitivity and --specificity are floors of one label: name it with --rare");
    return rare === false ? "none" : null;
  }
  if (sensitivity === undefined || specificity === undefined)
    throw new UsageError("--rare needs its floors: give --sensitivity and --specificity, fixed before you look");
  const floors = {
    sensitivityFloor: readShare("--sensitivity", sensitivity),
    specificityFloor: readShare("--specificity", specificity),
  };
  return { label: rare.trim(), ...floors };
}

/** Throws a `UsageError` for what is no share, and for floors without a label or a label without floors. */
export function readTerms(options: TermOptions): NamedTerms {
  const { epsilon, margin } = options;
  return {
    isEpsilonSet: epsilon !== undefined,
    rare: readRare(options),
    margin: margin === undefined ? null : readShare("--margin", margin),
  };
}

export const readEpsilon = ({ epsilon }: TermOptions): number =>
  epsilon === undefined ? usualEpsilon : readShare("--epsilon", epsilon);

/** Columns that part the units. */
export const readStrata = ({ strata }: TermOptions): string[] => (strata === undefined ? [] : splitList(strata));

/** The terms with the code of the label. Throws a `UsageError` for a label that the file does not hold. */
export function codeTerms({ rare, isEpsilonSet, margin }: NamedTerms, labels: readonly string[]): JudgeTerms {
  if (rare === null || rare === "none") return { rare, isEpsilonSet, margin };
  const code = labels.indexOf(rare.label);
  if (code < 0) throw new UsageError(`--rare ${rare.label}: the file has no such label (it has ${labels.join(", ")})`);
  const { label: _, ...floors } = rare;
  return { rare: { code, ...floors }, isEpsilonSet, margin };
}
