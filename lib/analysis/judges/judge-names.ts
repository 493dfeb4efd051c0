import type { JudgeRow } from "@/lib/analysis/judges/row";

/** Of prompts of one model each is named, unless it is in the judge's own name. */
export const nameOf = ({ name, promptVersion }: Pick<JudgeRow, "name" | "promptVersion">): string =>
  promptVersion && !name.endsWith(`(${promptVersion})`) ? `${name} (prompt ${promptVersion})` : name;
