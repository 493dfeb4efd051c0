import { expect, test } from "vitest";
import { countWords } from "@/components/annotate/count-words";
import type { AssignedItem } from "@/lib/labeling/contract";

const item = (given: Partial<AssignedItem>): AssignedItem => ({
  assignmentId: "a",
  versionId: "v",
  layout: "SINGLE",
  prompt: "",
  texts: [],
  candidates: [],
  persona: null,
  draft: null,
  leaseExpiresAt: "",
  ...given,
});

test("words of prompt, responses, turns, candidates and persona are counted together", () => {
  const text = {
    partId: "1",
    letter: null,
    text: "Don't take 2 tablets.",
    turns: [{ speaker: "A", text: "So be it" }],
  };
  const candidates = [{ partId: "2", letter: "A", label: "Nurse", profile: "Works nights" }];
  const persona = { name: "N", text: "Kind", sections: { Habits: "tea" }, statements: ["I walk"] };
  expect(countWords(item({ prompt: "How many?", texts: [text], candidates, persona }))).toBe(2 + 4 + 3 + 3 + 1 + 2 + 2);
});

test("a script without spaces counts by its characters", () => {
  expect(countWords(item({ prompt: "每日两片" }))).toBe(4);
});
