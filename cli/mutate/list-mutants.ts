/** One changed place of a file: what stands at `start`, and what is put there instead. */
export type Mutant = { start: number; line: number; before: string; after: string };

/** Comments, strings, patterns and imports hold nothing that runs: blanks of the same length stand for them. */
export function maskWords(text: string): string {
  const blank = (found: string) => found.replace(/[^\n]/g, " ");
  return text
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, blank)
    .replace(/^import [\s\S]*?;$/gm, blank)
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, blank)
    .replace(/`(?:[^`\\]|\\.)*`/g, blank)
    .replace(/^(?:export )?type [\s\S]*?;$/gm, blank);
}

/** What is looked for, and what it becomes: a boundary moved by one, a comparison or a sign turned. */
const changes: readonly [pattern: RegExp, after: (before: string) => string][] = [
  [/(?<= )>=(?= )/g, () => ">"],
  [/(?<= )<=(?= )/g, () => "<"],
  [/(?<= )>(?= )/g, () => ">="],
  [/(?<= )<(?= )/g, () => "<="],
  [/(?<= )===(?= )/g, () => "!=="],
  [/(?<= )!==(?= )/g, () => "==="],
  [/(?<= )&&(?= )/g, () => "||"],
  [/(?<= )\|\|(?= )/g, () => "&&"],
  [/(?<= )\+(?= )/g, () => "-"],
  [/(?<= )-(?= )/g, () => "+"],
  [/(?<= )\*(?= )/g, () => "/"],
  [/(?<= )\/(?= )/g, () => "*"],
  [/(?<= )\+=(?= )/g, () => "-="],
  [/(?<= )-=(?= )/g, () => "+="],
  [/(?<=\])\+\+(?=;)/g, () => "--"],
  [/(?<=\()!(?=\w)|(?<= )!(?=\w)/g, () => ""],
  [/(?<![\w.$])\d[\d_]*(?![\w.])/g, (before) => String(Number(before.replaceAll("_", "")) + 1)],
  [/(?<![\w.$])true(?!\w)/g, () => "false"],
  [/(?<![\w.$])false(?!\w)/g, () => "true"],
];

/** Every mutant of a file of code, in the order in which they stand. */
export function listMutants(text: string): Mutant[] {
  const masked = maskWords(text);
  const mutants = changes.flatMap(([pattern, change]) =>
    [...masked.matchAll(pattern)].map(({ 0: before, index: start }): Mutant => {
      const line = masked.slice(0, start).split("\n").length;
      return { start, line, before, after: change(before) };
    }),
  );
  return mutants.sort((a, b) => a.start - b.start);
}
