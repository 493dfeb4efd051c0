import type { ItemRecord, PersonaRecord } from "@/lib/formats/contract/records";
import type { FactorRole } from "@/lib/generated/prisma/enums";
import type { NamedTerm, Naming } from "@/lib/imports/contract";
import type { Origin } from "@/lib/imports/staged-rows";
import { findMentions, type Mention, maskMentions, type Names, termKey } from "@/lib/naming/find-mentions";
import { type HiddenTerm, termsOfLevel, termsOfPersona } from "@/lib/naming/hidden-terms";
import { leaveOutTemplates } from "@/lib/naming/template-marks";
import type { Turn } from "@/lib/text/split-dialogue";

type Output = NonNullable<ItemRecord["parts"][number]["output"]>;
type KnownPersona = Pick<PersonaRecord, "externalId" | "name" | "text">;

/** In place of a list of names: all that are found. */
export const maskAll = "*";

/** Roles whose levels a response may name without telling which condition it is of: what was asked, not who answered. */
const told = new Set<FactorRole>(["TASK_CLASS", "TURN", "PROTOCOL", "STRENGTH"]);

const mostTerms = 100;
const mostExamples = 3;
const around = 60;

type Given = {
  /** The protocol does not show personas before the answer. */
  hidesPersona: boolean;
  /** Personas that the study has already. */
  personas: readonly KnownPersona[];
  /** Names that are to be masked. */
  mask: readonly string[];
  roleOf: (factor: string) => FactorRole;
};

/**
 * Looks through the texts that raters will read for names that tell the condition: the item's own persona and levels, and
 * models, their families and makers. Counts them, and makes the text that raters read instead where a name is masked. Names in prompts
 * are counted apart: those are masked when all of the file is read.
 */
export class NameScan {
  private readonly terms = new Map<string, NamedTerm>();
  private readonly personas = new Map<string, HiddenTerm[]>();
  /** Of what is masked in prompts, the names that count there: a prompt is masked for all of its items alike. */
  private readonly inPrompts = new Map<string, HiddenTerm>();
  private readonly chosen: ReadonlySet<string>;
  private items = 0;

  constructor(private readonly given: Given) {
    this.chosen = new Set(given.mask.map(termKey));
    for (const persona of given.personas) this.learn(persona);
  }

  /** A persona of the study or of the file; what is described later counts from there on, what is only named takes nothing away. */
  learn({ externalId, name, text, isImplied }: KnownPersona & Pick<PersonaRecord, "isImplied">) {
    if (isImplied && this.personas.has(externalId)) return;
    if (this.given.hidesPersona) this.personas.set(externalId, termsOfPersona({ name, text }));
  }

  private isChosen = (term: string) => this.chosen.has(maskAll) || this.chosen.has(termKey(term));

  private termsOf(output: Output, item: ItemRecord): HiddenTerm[] {
    const levels = Object.entries({ ...item.factors, ...output.factors }).flatMap(([factor, level]) => {
      const role = this.given.roleOf(factor);
      if (told.has(role)) return [];
      if (role === "PERSONA") return this.given.hidesPersona ? termsOfPersona({ name: level }) : [];
      return termsOfLevel(level, role === "MODEL" ? "model" : "condition");
    });
    const named = [output.persona, item.task.persona].flatMap((persona) => this.personas.get(persona ?? "") ?? []);
    return [...named, ...levels];
  }

  /** The item with what raters read instead, where names in it are masked. */
  scan(item: ItemRecord, origin: Origin): ItemRecord {
    const outputs = item.parts.flatMap(({ output }) => output ?? []);
    // A side may give away the other as well as itself.
    const terms = outputs.flatMap((output) => this.termsOf(output, item));
    const names: Names = { terms, tellsMachine: this.given.hidesPersona };
    const found = new Set<string>();
    const place = { item: item.externalId, ...origin };
    const asked = this.readPrompt(item.task.prompt);
    const inPrompt = findMentions(asked, "", { terms, tellsMachine: false });
    // What raters read of the prompt: a name that is masked there is not said there.
    const read = maskMentions(asked, inPrompt, this.isChosen);
    const mask = (text: string) => {
      const mentions = findMentions(text, read, names);
      for (const mention of mentions) this.note(mention, text, { ...place, inPrompt: false }, found);
      return maskMentions(text, mentions, this.isChosen);
    };
    for (const mention of inPrompt) {
      this.note(mention, asked, { ...place, inPrompt: true }, found);
      if (this.isChosen(mention.term)) this.remember(mention, terms);
    }
    const parts = item.parts.map((part) => (part.output ? { ...part, output: maskOutput(part.output, mask) } : part));
    if (found.size > 0) this.items++;
    return { ...item, parts };
  }

  private readPrompt = (prompt: string) => (this.given.hidesPersona ? leaveOutTemplates(prompt) : prompt);

  private remember({ term }: Mention, terms: readonly HiddenTerm[]) {
    for (const hidden of terms)
      if (termKey(hidden.term) === termKey(term)) this.inPrompts.set(`${hidden.counts} ${termKey(term)}`, hidden);
  }

  /** Whether a name that stands in prompts is masked, be it among those that are listed or not. */
  get masksPrompts(): boolean {
    return this.inPrompts.size > 0;
  }

  /**
   * What raters read of a task in place of its prompt, once all of the file is read: names of every condition are masked in
   * it, since a prompt that hid only its own item's would tell whose it is. Null where nothing is masked.
   */
  maskTask({
    prompt,
    promptTurns,
  }: Pick<ItemRecord["task"], "prompt" | "promptTurns">): ItemRecord["task"]["shown"] | null {
    const names: Names = { terms: [...this.inPrompts.values()], tellsMachine: false };
    const mask = (text: string) => maskMentions(text, findMentions(text, "", names), this.isChosen);
    const asked = this.readPrompt(prompt);
    const masked = mask(asked);
    const turns = promptTurns?.map((turn): Turn => ({ ...turn, text: mask(this.readPrompt(turn.text)) }));
    const isMasked = masked !== asked || turns?.some(({ text }, place) => text !== promptTurns?.[place]?.text);
    return isMasked ? { prompt: masked, ...(turns && { turns }) } : null;
  }

  private note(
    mention: Mention,
    text: string,
    { inPrompt, ...place }: { item: string; inPrompt: boolean } & Origin,
    found: Set<string>,
  ) {
    const key = `${inPrompt} ${mention.kind} ${termKey(mention.term)}`;
    const known = this.terms.get(key);
    if (!known && this.terms.size >= mostTerms) return;
    const { term, kind } = mention;
    const entry = known ?? { term, kind, inPrompt, items: 0, isMasked: this.isChosen(term), examples: [] };
    this.terms.set(key, entry);
    if (found.has(key)) return;
    found.add(key);
    entry.items++;
    if (entry.examples.length >= mostExamples) return;
    const [from, to] = [Math.max(0, mention.start - around), Math.min(text.length, mention.end + around)];
    const near = { ...mention, start: mention.start - from, end: mention.end - from };
    const before = text.slice(from, to);
    entry.examples.push({ ...place, before, after: maskMentions(before, [near], () => true) });
  }

  report(): Naming {
    const terms = [...this.terms.values()];
    return { items: this.items, terms: terms.toSorted((a, b) => b.items - a.items || (a.term < b.term ? -1 : 1)) };
  }
}

/** Original texts stay; `shown` holds what differs. */
function maskOutput(output: Output, mask: (text: string) => string): Output {
  const text = output.text === null ? null : mask(output.text);
  const turns = output.turns?.map((turn): Turn => ({ ...turn, text: mask(turn.text) }));
  const shown = {
    ...(text !== null && text !== output.text && { text }),
    ...(turns?.some((turn, place) => turn.text !== output.turns?.[place]?.text) && { turns }),
  };
  return Object.keys(shown).length > 0 ? { ...output, shown } : output;
}
