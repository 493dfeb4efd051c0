import type { JudgeRow } from "@/lib/analysis/judges/row";

/** Of prompts of one model each is named. */
export const nameOf = ({ name, promptVersion }: Pick<JudgeRow, "name" | "promptVersion">): string =>
  promptVersion ? `${name} (prompt ${promptVersion})` : name;
