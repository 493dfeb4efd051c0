import type { ItemRecord } from "@/lib/formats/contract/records";
import type { Gold } from "@/lib/imports/contract";
import type { LabelMapper } from "@/lib/imports/label-mapper";
import { layoutOf } from "@/lib/layouts/layouts";

/** Finds what gold answers of single responses are the truth of, and counts those that no question takes. */
export class GoldCount {
  private readonly scored = new Map<string, { text: string; items: number }>();
  private unscored = 0;

  /** The truth that an item's gold answer gives beside those stated for a question. Sides and candidates were found by the reader. */
  truthOf({ layout, task: { goldAnswer } }: ItemRecord, stated: object, mapper: LabelMapper): Record<string, string> {
    if (goldAnswer === undefined || layoutOf({ layout }).goldNames !== null) return {};
    const found = mapper.findGoldQuestion(goldAnswer);
    if (!found || found.question.key in stated) {
      if (!found) this.unscored++;
      return {};
    }
    const { key, text } = found.question;
    this.scored.set(key, { text, items: (this.scored.get(key)?.items ?? 0) + 1 });
    return { [key]: found.value };
  }

  report = (): Gold => ({
    scored: [...this.scored].map(([question, scored]) => ({ question, ...scored })),
    unscored: this.unscored,
  });
}
