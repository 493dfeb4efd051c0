import type { AskedOf } from "@/lib/questions/asked-of";
import type { Need } from "@/lib/questions/kind";

type Turn = { speaker: string; text: string };

/** An item of our own: to try a protocol on before anything is loaded. */
export type Sample = {
  prompt: string;
  promptTurns?: Turn[];
  persona: { name: string; text: string; sections: Record<string, unknown>; statements: string[] } | null;
  parts: readonly { text?: string; turns?: Turn[]; label?: string; profile?: string }[];
};

type Count = { least: number; most: number };

/**
 * Everything the house may ask of one way to set out an item. Whoever has an item asks its layout (`layoutOf`); which
 * one it is, is read in this folder and in components/layouts alone.
 */
export type Layout = {
  /** In a list; then one and several of its items in a sentence. */
  name: string;
  one: string;
  several: string;
  /** What a researcher calls one of its parts. */
  partName: string;
  /** What a demo of it asks, and what a visitor does there. */
  demo: { question: string; task: string };

  /** The parts that an item is made of, so that it can be shown. Candidates are those without an output, or with a label. */
  takes: { outputs: Count; candidates: Count };
  /** Whether its parts have no order of their own, so that each rater gets one drawn. */
  isShuffled: boolean;
  /** Whether an answer may name the part. Asked once, when the item is made, and stored. */
  isAnswerable(part: { isOutput: boolean }): boolean;
  /** What of the parts an item's gold answer names; none where it is an answer to a question. */
  goldNames: "side" | "candidate" | null;
  /** Whether the prompt is what is judged rather than what led to it. */
  judgesPrompt: boolean;

  /**
   * Whose persona's card stands beside it, the first that there is: the persona that it is made for, or the one that all
   * its outputs were written under. None where a card would be the answer: then nothing else tells the persona either.
   * Asked once, when the item is made, and stored.
   */
  cards: readonly ("asked" | "own")[];
  /** What questions may need that it has. */
  offers: readonly Need[];
  /** Whether a question may be asked of each; if not, why not, behind "of this study:". */
  targets: Readonly<Record<Exclude<AskedOf, "item">, true | string>>;
  sample: Sample;
};

/** What most layouts answer alike. */
export const usual = {
  isShuffled: false,
  isAnswerable: () => true,
  goldNames: null,
  judgesPrompt: false,
  cards: ["own", "asked"],
  offers: [],
  targets: { part: true, turn: true, statement: true },
} as const satisfies Partial<Layout>;

export const none: Count = { least: 0, most: 0 };
export const exactly = (count: number): Count => ({ least: count, most: count });
