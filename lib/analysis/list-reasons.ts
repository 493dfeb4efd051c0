import { formatCount } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import type { Defined } from "@/lib/stats/defined";

/** Lines for what does not fit into cells: figures with one and the same thing to say share a line. */
export function listReasons(figures: readonly { name: string; result: Defined<Estimate> }[]): string[] {
  const named = new Map<string, string[]>();
  const say = (words: string, name: string) => named.set(words, [...(named.get(words) ?? []), name]);
  for (const { name, result } of figures) {
    if (!result.defined) say(`not defined: ${result.because}`, name);
    else {
      const { interval, replicates, undefinedReplicates } = result.value;
      if (!interval.defined) say(`no interval: ${interval.because}`, name);
      if (undefinedReplicates > 0)
        say(`${formatCount(undefinedReplicates)} of ${formatCount(replicates)} resamples undefined`, name);
    }
  }
  return [...named].map(([words, names]) => `${names.join("; ")}: ${words}.`);
}
