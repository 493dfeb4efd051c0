import { createHash, randomUUID } from "node:crypto";
import type { ItemRecord, PartRecord } from "@/lib/formats/contract/records";
import { cardOf, isAnswerable } from "@/lib/layouts/item-facts";
import { timeOrderedUuid } from "@/lib/uuid";

/** The canonical JSON of { factor: level }; null where there is no factor. */
export function conditionSignature(factors: Readonly<Record<string, string>>): string | null {
  const pairs = Object.entries(factors).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? null : JSON.stringify(Object.fromEntries(pairs));
}

/**
 * A part as it waits in a staged row. All but `id`, `outputId` and `isAnswerable` has the shape in which check-items.ts
 * reads stored parts, so that the database can compare the two as wholes.
 */
type StagedPart = {
  id: string;
  outputId?: string;
  key: string;
  label?: string;
  profile?: string;
  persona?: string;
  /** Only where no answer may name it. */
  isAnswerable?: false;
  output?: {
    text: string | null;
    turns?: unknown;
    shown?: unknown;
    extra?: unknown;
    persona?: string;
    signature?: string;
  };
};

function stagePart({ output, label, profile, persona }: PartRecord, index: number): StagedPart {
  const part = { id: randomUUID(), key: String(index + 1), label, profile, persona };
  if (!output) return part;
  const { factors, extra, ...rest } = output;
  const hasExtra = extra && Object.keys(extra).length > 0;
  const signature = conditionSignature(factors);
  return {
    ...part,
    outputId: timeOrderedUuid(),
    output: { ...rest, ...(hasExtra && { extra }), ...(signature !== null && { signature }) },
  };
}

/** An item as it waits in a staged row. Identifiers are drawn here, so that the commit joins on nothing but names. */
export function stageItem(item: ItemRecord) {
  const { layout, task, factors, parts, truth, fileMajority, isForTuning, reservedFor, goldRationale, isServable } =
    item;
  const card = cardOf(item);
  const { externalId, prompt: _, shown: __, ...about } = task;
  return {
    id: randomUUID(),
    layout,
    isServable,
    task: externalId,
    signature: conditionSignature(factors),
    ...about,
    ...(truth && Object.keys(truth).length > 0 && { truth }),
    ...(fileMajority && Object.keys(fileMajority).length > 0 && { fileMajority }),
    ...(isForTuning && { isForTuning }),
    ...(reservedFor && { reservedFor }),
    ...(goldRationale !== undefined && { goldRationale }),
    ...(card !== null && { cardPersona: card }),
    parts: parts.map((part, index) => ({
      ...stagePart(part, index),
      ...(!isAnswerable(item, part) && { isAnswerable: false as const }),
    })),
  };
}

/** Tells two contents under one name apart. 48 bits are plenty for that. */
export const digest = (content: unknown): number =>
  createHash("sha1").update(JSON.stringify(content)).digest().readUIntBE(0, 6);
