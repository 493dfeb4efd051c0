import type { OpenShare } from "@/lib/analysis/waiting-queries";
import { countOf, formatCount } from "@/lib/format-number";

/** What free slots wait for, and whether anybody who is there may fill them. */
export function sayOpen({ group, items, slots, stuck }: OpenShare): { words: string; isStuck: boolean } {
  const from = group === null ? "" : ` from the group ${group}`;
  const waits = `${countOf(items, "item waits", "items wait")} for ${countOf(slots, "more label")}${from}`;
  if (stuck === 0) return { words: `${waits}.`, isStuck: false };
  const who = group === null ? "everybody" : "everybody in it";
  const all = items === 1 ? "It needs" : "They need";
  const some = `${formatCount(stuck)} of them ${stuck === 1 ? "needs" : "need"}`;
  return {
    words: `${waits}. ${stuck === items ? all : some} somebody new: ${who} has labeled or skipped ${stuck === 1 ? "it" : "them"}, is paused, or has labeled as much as agreed.`,
    isStuck: true,
  };
}
