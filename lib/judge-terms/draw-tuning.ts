import { seededRandom } from "@/lib/stats/resampling/seeded-random";

/** An item as a split sees it: what it shares a prompt with, and the cell of the design and the tier it stands in. */
export type SplitItem = { id: string; task: string; stratum: string };

export type Split = { share: number; seed: number };

function shuffle<Value>(values: readonly Value[], random: () => number): Value[] {
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const place = Math.floor(random() * (last + 1));
    const [a, b] = [shuffled[last], shuffled[place]];
    if (a !== undefined && b !== undefined) [shuffled[last], shuffled[place]] = [b, a];
  }
  return shuffled;
}

/** Prompts with what their items stand in, so that prompts alike are strata; both in an order that chance does not make. */
function listPrompts(items: readonly SplitItem[]): Map<string, string[]> {
  const strataOf = new Map<string, string[]>();
  for (const { task, stratum } of items) strataOf.set(task, [...(strataOf.get(task) ?? []), stratum]);
  const prompts = new Map<string, string[]>();
  for (const task of [...strataOf.keys()].sort()) {
    const key = JSON.stringify(strataOf.get(task)?.sort());
    prompts.set(key, [...(prompts.get(key) ?? []), task]);
  }
  return new Map([...prompts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Items to tune a judge's prompt on: a share of the prompts, whole, since a prompt seen once is seen for all its items.
 * Prompts are gone through stratum by stratum, in each in the order of chance, and every 1 / share-th is taken from a
 * drawn beginning on: each stratum gives its share but for less than one prompt.
 */
export function drawTuning(items: readonly SplitItem[], { share, seed }: Split): string[] {
  const random = seededRandom(seed);
  const start = random();
  const ordered = [...listPrompts(items).values()].flatMap((tasks) => shuffle(tasks, random));
  const taken = new Set(
    ordered.filter((_, place) => Math.floor((place + 1) * share + start) > Math.floor(place * share + start)),
  );
  return items.filter(({ task }) => taken.has(task)).map(({ id }) => id);
}
