import { expect } from "vitest";
import type { Checks } from "./check";
import { loadFile, makeLoadable } from "./drive";

/** What rows mean: formats, roles, turns, judges' answers. */
export const formatsInputs: Checks = {
  "se-items.jsonl": async (path) => {
    const { counts } = await loadFile(await makeLoadable(), path);
    expect(counts).toMatchObject({ items: 8, unservable: 0 });
  },
};
