import { expect, test } from "vitest";
import { atTheEdge, clusterShare } from "@/lib/analysis/cluster-share";
import { defined } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/proportion-interval";

test("a share has Wilson's interval over clusters, not over labels", () => {
  const { low, high } = proportionInterval(7.5, 10);
  expect(clusterShare(0.75, 10)).toEqual({ value: 0.75, interval: defined({ low, high }), undefinedReplicates: 0 });
});

test("all or none gets an interval, anything between keeps its own", () => {
  const none = { defined: false as const, because: "every resample gives the same value" };
  const all = atTheEdge({ value: 1, interval: none, undefinedReplicates: 0 }, 20);
  expect(all.interval).toMatchObject({ defined: true, value: { low: expect.closeTo(0.839, 3), high: 1 } });
  const between = { value: 0.5, interval: none, undefinedReplicates: 0 };
  expect(atTheEdge(between, 20)).toBe(between);
});
