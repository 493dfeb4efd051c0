import { expect, test } from "vitest";
import { atTheEdge, clusterShare, shareOfTrials } from "@/lib/measure/cluster-share";
import { undrawn } from "@/lib/measure/estimate";
import { defined } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { requireDefined } from "@/lib/stats/require-defined";

test("a share has Wilson's interval over clusters, not over labels", () => {
  expect(clusterShare(0.75, 10)).toEqual(undrawn(0.75, defined(proportionInterval(7.5, 10))));
});

test("all or none gets an interval, anything between keeps its own", () => {
  const none = { defined: false as const, because: "every resample gives the same value" };
  const all = atTheEdge(undrawn(1, none), 20);
  expect(all.interval).toMatchObject({ defined: true, value: { low: expect.closeTo(0.839, 3), high: 1 } });
  const rounded = atTheEdge(undrawn(1.0000000000000002, none), 20);
  expect(rounded).toEqual(all);
  const between = undrawn(0.5, none);
  expect(atTheEdge(between, 20)).toBe(between);
});

test("trials that share clusters are worth fewer, and their interval is wider where clusters hang together", () => {
  const hits = Array.from({ length: 60 }, (_, trial) => Number(Math.floor(trial / 10) % 2));
  const trials = [...hits.keys()];
  const own = shareOfTrials(hits, trials, {});
  const clusters = trials.map((trial) => Math.floor(trial / 10));
  const shared = shareOfTrials(hits, trials, { clusters });
  expect(shareOfTrials(hits, trials, { clusters: trials })).toEqual(own);
  expect(own).toEqual(clusterShare(0.5, 60));
  expect(shared.value).toBe(0.5);
  const width = ({ interval }: typeof own) => requireDefined(interval).high - requireDefined(interval).low;
  expect(width(shared)).toBeGreaterThan(2 * width(own));
});
