import type { FactorRecord, ItemRecord, PersonaRecord } from "@/lib/formats/contract/records";
import type { ShownItem } from "@/lib/imports/contract";
import { cutTexts } from "@/lib/imports/cut-texts";
import { showRecord } from "@/lib/imports/show-record";
import type { Origin } from "@/lib/imports/staged-rows";
import type { PersonaCard } from "@/lib/labeling/contract";
import type { Question } from "@/lib/protocol/schema";

const mostItems = 3;
/** Whose cards may be asked for; the rest of a long list is held by nobody. */
const mostPersonas = 5000;
const forReading = { longest: 4000, mostEntries: 60 };

type MaskTask = (task: ItemRecord["task"]) => ItemRecord["task"]["shown"] | null;

type StudyPersona = Pick<PersonaRecord, "externalId" | "name" | "text">;

/** The first items of a file that raters can be given, until the whole of what they are shown with is known. */
export class FirstItems {
  private readonly items: { record: ItemRecord; origin: Origin }[] = [];
  private readonly personas = new Map<string, PersonaCard>();

  constructor(
    known: readonly StudyPersona[],
    private readonly hidesPersona: boolean,
  ) {
    for (const persona of known) this.learn({ ...persona, sections: {}, statements: [] });
  }

  /** A persona; what is only named does not push out what is described. */
  learn({
    externalId,
    name,
    text,
    sections,
    statements,
    isImplied,
  }: StudyPersona & Omit<PersonaCard, "name"> & { isImplied?: boolean }) {
    const isKnown = this.personas.has(externalId);
    if ((isKnown && isImplied) || (!isKnown && this.personas.size >= mostPersonas)) return;
    this.personas.set(externalId, cutTexts({ name, text, sections, statements }, forReading));
  }

  add(record: ItemRecord, origin: Origin) {
    if (record.isServable && this.items.length < mostItems) this.items.push({ record, origin });
  }

  show(maskTask: MaskTask | null, factors: readonly FactorRecord[], questions: readonly Question[]): ShownItem[] {
    const { personas, hidesPersona } = this;
    return this.items.map(({ record: read, origin: { line, file } }) => {
      const shownTask = maskTask?.(read.task);
      const record = shownTask ? { ...read, task: { ...read.task, shown: shownTask } } : read;
      const { item, question, kept } = showRecord(record, { personas, factors, hidesPersona, questions });
      const shown = cutTexts(item, forReading);
      const isCut = JSON.stringify(shown) !== JSON.stringify(item);
      return { line, file: file ?? null, isCut, item: shown, question, kept: kept.map((field) => cutTexts(field)) };
    });
  }
}
