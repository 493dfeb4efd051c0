import { describe, expect, test } from "vitest";
import { listLabels } from "./aggregation";

describe("labels to aggregate", () => {
  const labels = [
    [0, 0, "a"],
    [0, 1, "b"],
    [1, 0, "a"],
    [1, 1, "b"],
    [2, 1, "a"],
  ];

  test.each([
    [
      "as pairs",
      [
        [["a", "b"], 2],
        [[null, "a"], 1],
      ],
    ],
    [
      "as records",
      [
        { labels: ["a", "b"], count: 2 },
        { labels: [null, "a"], count: 1 },
      ],
    ],
  ])("are the same one by one and as counted patterns, %s", (_, patterns) => {
    expect(listLabels({ patterns })).toEqual(listLabels({ labels }));
  });
});
