import type { JudgeWay } from "@/lib/judges/way";

/** Labels that come with a file: a judge is what the file says of it, else what the mapping says. */
export const fromFile: JudgeWay<"file"> = {
  key: "file",
  needs: [
    { field: "judge", label: "Judge", hint: "Where the file does not name it: model and prompt version make a judge." },
  ],
  nameJudge: (rater, { promptVersion, modelFamily, raterKind }) => ({
    rater,
    raterKind: raterKind ?? "JUDGE",
    origin: "IMPORTED",
    ...(promptVersion && { promptVersion }),
    ...(modelFamily && { modelFamily }),
  }),
};
