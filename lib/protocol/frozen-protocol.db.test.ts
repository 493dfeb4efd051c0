import { expect, test } from "vitest";
import { keepProtocols } from "@/lib/protocol/frozen-protocol";

const version = (guidelines: string) => ({
  versionId: "v",
  number: 1,
  guidelines,
  questions: [],
  personaVisibility: "SHOWN" as const,
  textStyle: "PLAIN" as const,
});

test("a long version drives out others, and one that is too long is read each time", () => {
  const kept = keepProtocols(4000, 0);
  for (const id of ["a", "b", "c"]) kept.set(id, version(""));
  kept.set("long", version("x".repeat(300)));
  for (let place = 0; place < 12; place++) kept.set(`later ${place}`, version(""));
  expect([kept.has("a"), kept.has("later 11"), kept.calculatedSize <= 4000]).toEqual([false, true, true]);
  kept.set("too long", version("x".repeat(1000)));
  expect([kept.has("too long"), kept.has("later 11")]).toEqual([false, true]);
});
