import { expect, test } from "vitest";
import { UnreadAnswers } from "@/lib/imports/unread-answers";

test("numbers off the scale and texts that are no answer are told apart, with counts and first lines", () => {
  const unread = new UnreadAnswers();
  unread.add("safety", "offScale", "4.33", 2);
  unread.add("safety", "offScale", "-1", 3);
  unread.add("safety", "offScale", "-1", 9);
  unread.add("safety", "unparsed", "I cannot rate this reply.", 5);
  expect(unread.describe()).toEqual([
    '3 numbers off the scale of "safety", kept and never counted as a value: "-1" (2 times, first on line 3), "4.33" (line 2).',
    '1 answer to "safety" could not be parsed: "I cannot rate this reply." (line 5). Map a value to read it.',
  ]);
});

test("a long list ends with how many more there are", () => {
  const unread = new UnreadAnswers();
  for (let line = 1; line <= 203; line++) unread.add("safety", "offScale", String(line + 0.5), line);
  const [said, more] = unread.describe();
  expect(said).toContain("and 195 other values.");
  expect(more).toBe('3 further answers to "safety" are off the scale, not parsed or no label.');
});

test("nothing is said where every answer fits", () => {
  expect(new UnreadAnswers().describe()).toEqual([]);
});
