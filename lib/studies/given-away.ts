import { z } from "zod";

/** A name in texts as raters read them that tells a condition, and the items with it. */
export type GivenAway = { term: string; items: number };

const reported = z.object({
  report: z.object({
    naming: z.object({ terms: z.array(z.object({ term: z.string(), items: z.number(), isMasked: z.boolean() })) }),
  }),
});

/** What the files of a study were found to give away when they were loaded and is not masked: the most frequent first. */
export function listGivenAway(counts: readonly unknown[]): GivenAway[] {
  const items = new Map<string, number>();
  for (const stored of counts) {
    const read = reported.safeParse(stored);
    for (const { term, items: own, isMasked } of read.data?.report.naming.terms ?? [])
      if (!isMasked) items.set(term, (items.get(term) ?? 0) + own);
  }
  return [...items].map(([term, count]) => ({ term, items: count })).sort((a, b) => b.items - a.items);
}
