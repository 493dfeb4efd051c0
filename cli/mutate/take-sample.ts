import { seededRandom } from "@/lib/stats/resampling/seeded-random";

/** So many of them, drawn without replacement and left in their order; all where there are no more. */
export function takeSample<Own>(all: readonly Own[], most: number, seed: number): Own[] {
  const random = seededRandom(seed);
  const drawn = all.map((own, place) => ({ own, place, lot: random() })).sort((a, b) => a.lot - b.lot);
  return drawn
    .slice(0, most)
    .sort((a, b) => a.place - b.place)
    .map(({ own }) => own);
}
