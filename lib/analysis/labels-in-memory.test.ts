import { expect, test } from "vitest";
import type { SharedLabels } from "@/lib/analysis/label-queries";
import { LabelsInMemory } from "@/lib/analysis/labels-in-memory";

/** Reads labels that weigh so much, and keeps who was read since what. */
function makeMemory(weights: Record<string, number>, maxSize = 100) {
  const asked: [studyId: string, since: number | null][] = [];
  let readings = 0;
  const memory = new LabelsInMemory(
    async ({ studyId, since }) => {
      asked.push([studyId, since?.readings ?? null]);
      await new Promise(setImmediate);
      return { labels: { readings: ++readings, bytes: weights[studyId] ?? 1 } as SharedLabels };
    },
    { maxSize, ttl: 0 },
  );
  return { memory, asked };
}

test("labels are read once for all who wait, and later only what is new since", async () => {
  const { memory, asked } = makeMemory({});
  await Promise.all([memory.find("a", "1"), memory.find("a", "1")]);
  await memory.find("a", "1");
  expect(asked).toEqual([["a", null]]);
  await memory.find("a", "2");
  expect(asked).toEqual([
    ["a", null],
    ["a", 1],
  ]);
});

test("a study is read by one thread at a time", async () => {
  const { memory, asked } = makeMemory({});
  const both = [memory.find("a", "1"), memory.find("a", "2")];
  await Promise.all(both);
  expect(asked).toEqual([
    ["a", null],
    ["a", 1],
  ]);
});

test("a large study drives out others, and one that is too large is read each time and drives out nothing", async () => {
  const { memory, asked } = makeMemory({ small: 40, large: 80, huge: 200 });
  await memory.find("small", "1");
  await memory.find("large", "1");
  await memory.find("huge", "1");
  await memory.find("huge", "1");
  await memory.find("large", "1");
  await memory.find("small", "1");
  expect(asked.map(([studyId]) => studyId)).toEqual(["small", "large", "huge", "huge", "small"]);
});

test("a study that cannot be read is asked for again", async () => {
  const refusing = new LabelsInMemory(async () => Promise.reject(new Error("lost")), { maxSize: 100, ttl: 0 });
  await expect(refusing.find("a", "1")).rejects.toThrow("lost");
  await expect(refusing.find("a", "1")).rejects.toThrow("lost");
});
