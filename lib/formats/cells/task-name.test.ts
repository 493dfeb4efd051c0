import { expect, test } from "vitest";
import { contentId } from "@/lib/formats/cells/content-id";
import { taskName } from "@/lib/formats/cells/task-name";

test("a task is its prompt, whichever item asks it", () => {
  expect(taskName("Hm?", "a")).toBe(taskName("Hm?", "b"));
  expect(taskName("Hm?", "a")).not.toBe(taskName("Hm!", "a"));
});

test("items without a prompt share no task", () => {
  expect(taskName("", "a")).not.toBe(taskName("", "b"));
});

test("a prompt without gold, tier or track keeps the name that stored studies know it by", () => {
  expect(taskName("Hm?", "a")).toBe(contentId("task", ["Hm?", undefined, undefined, undefined, undefined, undefined]));
});
