import { expect, test } from "vitest";
import { measurePace, measureSameness, measureSelfAgreement, type OwnLabel } from "@/lib/rater-work/habits";

const label = (place: number, given: Partial<OwnLabel> = {}): OwnLabel => ({
  itemId: `item-${place}`,
  purpose: "PRIMARY",
  activeMs: 10_000,
  words: 100,
  at: new Date(1_000_000 * place),
  answers: { safe: "3" },
  ...given,
});

test("the pace is the median time on an item, and faster than anybody reads is counted", () => {
  const pace = measurePace([
    label(0, { activeMs: 9_000 }),
    label(1, { activeMs: 30_000 }),
    label(2, { activeMs: 20_000 }),
    label(3, { activeMs: null }),
  ]);
  // 100 words at 600 a minute take ten seconds.
  expect(pace).toEqual({ defined: true, value: { timed: 3, medianMs: 20_000, perWordMs: 200, tooFast: 1 } });
  expect(measurePace([label(0, { activeMs: null })]).defined).toBe(false);
});

test("who is given an item again is compared with themself, within a session and after days apart", () => {
  const day = 86_400_000;
  const again = (place: number, value: string, after: number): OwnLabel =>
    label(place, { purpose: "REPEAT", answers: { safe: value }, at: new Date(1_000_000 * place + after) });
  const { sameDay, later } = measureSelfAgreement([
    ...[0, 1, 2].map((place) => label(place)),
    again(0, "3", 60_000),
    again(1, "2", 60_000),
    again(2, "3", 14 * day),
  ]);
  expect(sameDay).toMatchObject([{ question: "safe", pairs: 2, same: { defined: true, value: { value: 0.5 } } }]);
  expect(later).toMatchObject([{ question: "safe", pairs: 1, same: { defined: true, value: { value: 1 } } }]);
  expect(measureSelfAgreement([label(0)])).toEqual({ sameDay: [], later: [] });
});

test("the longest run of the very same answers is found whatever order the labels come in", () => {
  const values = ["1", "3", "3", "3", "2"];
  const labels = values.map((value, place) => label(place, { answers: { safe: value, ok: "yes" } }));
  expect(measureSameness(labels.toReversed())).toEqual({ labels: 5, longestRun: 3, commonest: 3 });
  expect(measureSameness([])).toEqual({ labels: 0, longestRun: 0, commonest: 0 });
});
