import type { RaterKind, RaterOrigin } from "@/lib/generated/prisma/enums";

/** Who labels without being a person, in words: a model that is asked, a program that sorts. */
const words = { HUMAN: null, ADJUDICATOR: null, JUDGE: "judge", CLASSIFIER: "classifier" } as const satisfies Record<
  RaterKind,
  string | null
>;

/** "judge" or "classifier"; null for people. */
export const judgeWord = (kind: RaterKind): "judge" | "classifier" | null => words[kind];

export const isJudge = ({ kind }: { kind: RaterKind }): boolean => words[kind] !== null;

export const judgeKinds = (Object.keys(words) as RaterKind[]).filter((kind) => words[kind] !== null);

/** The same for SQL: `kind IN (${judgeKindsSql})`. */
export const judgeKindsSql = judgeKinds.map((kind) => `'${kind}'`).join(", ");

/**
 * Who a judge is: a name, asked under one version of a prompt. Another version makes another rater. Whichever way its labels come,
 * they are records that name it so, held against the protocol, staged and committed like all others.
 */
export type NamedJudge = {
  rater: string;
  raterKind: RaterKind;
  origin: RaterOrigin;
  promptVersion?: string;
  modelFamily?: string;
};

/** The name under which all versions of a prompt go: a rater is called after both. */
export const baseName = (name: string, promptVersion: string): string =>
  name.endsWith(` (${promptVersion})`) ? name.slice(0, -promptVersion.length - 3) : name;

/** What somebody is asked of a judge where nothing tells it. */
export type JudgeNeed = { field: "judge"; label: string; hint: string };
