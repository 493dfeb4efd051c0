import { fromFile } from "@/lib/judges/from-file";
import type { JudgeWay } from "@/lib/judges/way";

/** Every way in which a judge's labels come, by its key. */
const list = {
  file: fromFile,
};

type JudgeWayKey = keyof typeof list;

export const judgeWays: { readonly [Key in JudgeWayKey]: JudgeWay<Key> } = list;
