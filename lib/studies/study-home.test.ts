import { expect, test } from "vitest";
import { signedInHome, studyHome } from "@/lib/studies/study-home";

test.each([
  ["OWNER", "/studies/1"],
  ["RESEARCHER", "/studies/1"],
  ["VIEWER", "/studies/1"],
  ["COORDINATOR", "/studies/1/raters"],
  ["RATER", "/studies/1/annotate"],
  ["ADJUDICATOR", "/studies"],
] as const)("a study begins for a %s at %s", (role, path) => {
  expect(studyHome("1", role)).toBe(path);
});

test("a rater of one study goes straight to work, everybody else to the list", () => {
  const rater = { studyId: "1", role: "RATER" } as const;
  expect(signedInHome([rater])).toBe("/studies/1/annotate");
  expect(signedInHome([rater, { studyId: "2", role: "RATER" }])).toBe("/studies");
  expect(signedInHome([{ studyId: "1", role: "OWNER" }])).toBe("/studies");
  expect(signedInHome([])).toBe("/studies");
});
