import type { Mapping } from "@/lib/formats/contract/mapping";
import type { ItemRecord, LabelRecord, PersonaRecord, Read } from "@/lib/formats/contract/records";
import { placeOfReference } from "@/lib/formats/contract/row-reference";
import { CellCuts } from "@/lib/imports/cell-cuts";
import type { SampleRow } from "@/lib/imports/contract";
import { cutTexts } from "@/lib/imports/cut-texts";
import { FactorRegister, tooManyLevels } from "@/lib/imports/factor-register";
import { FirstItems } from "@/lib/imports/first-items";
import { GoldCount } from "@/lib/imports/gold-count";
import type { KnownNames } from "@/lib/imports/known-names";
import { LabelMapper, type MappedLabel } from "@/lib/imports/label-mapper";
import { LetterScan } from "@/lib/imports/letter-scan";
import { NameScan } from "@/lib/imports/name-scan";
import type { ProblemList } from "@/lib/imports/problem-list";
import { type ChosenProtocol, planProtocol, type StudyVersions } from "@/lib/imports/protocol-plan";
import { findRecordProblems } from "@/lib/imports/record-limits";
import { conditionSignature, digest, stageItem } from "@/lib/imports/staged-item";
import { type Origin, type StagedKind, UnstorableRow } from "@/lib/imports/staged-rows";
import { isJudge } from "@/lib/judges/judge";
import type { Protocol } from "@/lib/protocol/schema";
import { itemTarget } from "@/lib/questions/targets";
import type { Problem } from "@/lib/text/rows/problem";

export type AskedTask = Pick<ItemRecord["task"], "prompt" | "promptTurns">;

/** Where staged rows go: into the database, or nowhere in a preview. */
export type RowSink = { add: (kind: StagedKind, ref: string, origin: Origin, payload: object) => void };

type Given = {
  fileName: string;
  mapping: Mapping;
  versions: StudyVersions;
  formatProtocol: Protocol | null;
  known: KnownNames;
  problems: ProblemList;
  rows: RowSink;
};

const sampleSize = 20;

/** A judge asked by two prompts is two raters: the prompt's version tells their names apart. */
const raterName = ({ rater, promptVersion }: LabelRecord) =>
  promptVersion && !rater.endsWith(`(${promptVersion})`) ? `${rater} (${promptVersion})` : rater;

/**
 * Turns what a reader yields into staged rows: each persona, task, condition and rater once, labels in the words of the
 * protocol. Remembers names, not texts. What it can tell within one file it reports; the database does the rest.
 */
export class Stager {
  readonly counts = {
    personas: 0,
    items: 0,
    unservable: 0,
    raters: 0,
    judges: 0,
    labels: 0,
    missing: 0,
    unparsed: 0,
    offScale: 0,
    repeats: 0,
  };
  private readonly firstRows: SampleRow[] = [];
  /** Personas that something refers to, with the first place that does. */
  readonly mentions = new Map<string, Origin>();
  /** Whether labels name parts of items, and items by their place: then there is more to check. */
  readonly asks = { parts: false, targets: false, places: false };
  private readonly factors: FactorRegister;
  private readonly tasks = new Map<string, number>();
  private readonly conditions = new Set<string>();
  private readonly impliedPersonas = new Set<string>();
  private readonly raters = new Set<string>();
  readonly cuts = new CellCuts();
  private readonly goldCount = new GoldCount();
  private readonly names: NameScan;
  private readonly letterScan: LetterScan;
  private readonly firstItems: FirstItems;
  private fromFile: Protocol | null = null;
  private chosen: { protocol: ChosenProtocol; mapper: LabelMapper } | null = null;

  constructor(private readonly given: Given) {
    const { versions, formatProtocol, mapping, known } = given;
    const { personas } = known;
    const protocol = versions.published ?? versions.draft ?? formatProtocol;
    const hidesPersona = protocol?.personaVisibility !== "SHOWN";
    this.letterScan = new LetterScan(mapping.letters === "mended");
    this.factors = new FactorRegister(known.factors);
    this.firstItems = new FirstItems(personas, hidesPersona);
    this.names = new NameScan({ hidesPersona, personas, mask: mapping.mask, roleOf: this.factors.roleOf });
  }

  /** The first records, items with what raters read beside what the file has. */
  get sample(): SampleRow[] {
    const { maskTask } = this;
    return this.firstRows.map((row) => {
      const shown = row.record.kind === "item" ? maskTask?.(row.record.task) : null;
      return row.record.kind === "item" && shown
        ? { ...row, record: { ...row.record, task: { ...row.record.task, shown } } }
        : row;
    });
  }

  get gold() {
    return this.goldCount.report();
  }

  get letters() {
    return this.letterScan.report();
  }

  /** What raters read of prompts in which a name is masked; null where none is. */
  get maskTask() {
    return this.names.masksPrompts ? (task: AskedTask) => this.names.maskTask(task) : null;
  }

  get naming() {
    return this.names.report();
  }

  /** The first items as raters will see them. */
  get shownItems() {
    return this.firstItems.show(
      this.maskTask,
      [...this.factors.list(), ...this.given.known.factors],
      this.protocol.protocol.questions,
    );
  }

  /** The protocol that labels answer; settled when the first item or label asks for it. */
  get protocol() {
    this.chosen ??= this.choose();
    return this.chosen;
  }

  private choose() {
    const { versions, formatProtocol: fromFormat, mapping } = this.given;
    const protocol = planProtocol(versions, { fromFile: this.fromFile, fromFormat }, mapping.protocol);
    const named = { ...mapping, questions: { ...protocol.renamed, ...mapping.questions } };
    return { protocol, mapper: new LabelMapper(protocol.questions, named, protocol.implied, protocol.name) };
  }

  private report({ line, file }: Origin, field: string | null, message: string) {
    const problem: Problem = { file: file ?? this.given.fileName, line, field, message };
    this.given.problems.add(problem);
  }

  private add(kind: StagedKind, ref: string, origin: Origin, payload: object) {
    try {
      this.given.rows.add(kind, ref, origin, payload);
    } catch (error) {
      if (!(error instanceof UnstorableRow)) throw error;
      this.report(origin, null, error.message);
    }
  }

  stage(read: Read) {
    if ("problem" in read) {
      this.given.problems.add(read.problem);
      return;
    }
    const { line } = read;
    const origin: Origin = { line, file: read.file ?? null };
    const record = this.letterScan.read(read.record, origin);
    if (this.firstRows.length < sampleSize) this.firstRows.push({ ...origin, record: cutTexts(record) });
    const problems = findRecordProblems(record);
    for (const { field, message } of problems) this.report(origin, field, message);
    if (problems.length > 0) return;
    if (record.kind === "persona") this.stagePersona(record, origin);
    else if (record.kind === "factor") this.factors.declare(record);
    else if (record.kind === "item") this.stageItem(record, origin);
    else if (record.kind === "label") this.stageLabel(record, origin);
    else if (this.chosen) this.report(origin, null, "The protocol stands behind items or labels: move it before them");
    else this.fromFile = record.protocol;
  }

  /** Factors are written last: a file may name their levels to its very end. */
  finish() {
    for (const factor of this.factors.list()) this.add("factor", factor.name, { line: 0, file: null }, factor);
  }

  private stagePersona({ kind, ...persona }: PersonaRecord, origin: Origin) {
    const { externalId } = persona;
    this.names.learn(persona);
    this.firstItems.learn(persona);
    if (persona.isImplied && this.impliedPersonas.has(externalId)) return;
    if (persona.isImplied) this.impliedPersonas.add(externalId);
    else this.counts.personas++;
    this.add("persona", externalId, origin, persona);
  }

  private stageTask({ externalId, prompt, promptTurns, shown }: ItemRecord["task"], origin: Origin) {
    const known = this.tasks.get(externalId);
    const content = digest(prompt);
    if (known === undefined) {
      this.tasks.set(externalId, content);
      this.add("task", externalId, origin, { prompt, ...(promptTurns && { promptTurns }), ...(shown && { shown }) });
    } else if (known !== content)
      this.report(origin, "task", `The task "${externalId}" has another prompt in an earlier row`);
  }

  private stageCondition(factors: Record<string, string>, origin: Origin) {
    const signature = conditionSignature(factors);
    if (signature === null || this.conditions.has(signature)) return;
    this.conditions.add(signature);
    const overfull = this.factors.add(factors);
    if (overfull !== null) this.report(origin, overfull, tooManyLevels(overfull));
    this.add("condition", signature, origin, { factors });
  }

  private stageItem(item: ItemRecord, origin: Origin) {
    this.counts.items++;
    if (!item.isServable) this.counts.unservable++;
    this.stageTask(item.task, origin);
    this.stageCondition(item.factors, origin);
    for (const { output, persona } of item.parts) {
      if (output) this.stageCondition(output.factors, origin);
      for (const named of [persona, output?.persona]) this.mention(named, origin);
    }
    this.mention(item.task.persona, origin);
    const { mapper } = this.protocol;
    const { truth: stated, problems } = mapper.mapTruths(item.truth ?? {});
    for (const { field, message } of problems) this.report(origin, field, message);
    const truth = { ...this.goldCount.truthOf(item, stated, mapper), ...stated };
    const fileMajority = item.fileMajority && mapper.renameKeys(item.fileMajority);
    this.cuts.add(item, origin.line);
    const scanned = { ...this.names.scan(item, origin), truth, fileMajority };
    this.firstItems.add(scanned, origin);
    const last = this.firstRows.at(-1);
    if (last?.record.kind === "item" && last.line === origin.line && last.record.externalId === item.externalId)
      last.record = cutTexts(scanned);
    this.add("item", item.externalId, origin, stageItem(scanned));
  }

  private mention(persona: string | undefined, origin: Origin) {
    if (persona !== undefined && !this.mentions.has(persona)) this.mentions.set(persona, origin);
  }

  private stageLabel(label: LabelRecord, origin: Origin) {
    const { labels, problems } = this.protocol.mapper.map({ ...label, rater: raterName(label) }, origin.line);
    for (const { field, message } of problems) this.report(origin, field, message);
    for (const mapped of labels) {
      this.stageRater(mapped, origin);
      this.countLabel(mapped);
      // What is said of the rater is staged once, with the rater.
      const {
        item,
        origin: _,
        isAnonymous: __,
        sawConditions: ___,
        group,
        modelFamily,
        promptVersion,
        ...payload
      } = mapped;
      this.add("label", item, origin, payload);
    }
  }

  private countLabel({ state, number, purpose, occurrence, needs, item, target }: MappedLabel) {
    this.counts.labels++;
    if (state === "MISSING") this.counts.missing++;
    if (state === "UNPARSED") this.counts[number === null ? "unparsed" : "offScale"]++;
    if (purpose === "REPEAT" || occurrence > 1) this.counts.repeats++;
    this.asks.parts ||= needs !== undefined;
    this.asks.targets ||= target !== itemTarget;
    this.asks.places ||= placeOfReference(item) !== null;
  }

  private stageRater(label: MappedLabel, origin: Origin) {
    const { rater: name, raterKind: kind, origin: from, isAnonymous, sawConditions, group } = label;
    const ref = `${kind} ${name}`;
    if (this.raters.has(ref)) return;
    this.raters.add(ref);
    if (isJudge({ kind })) this.counts.judges++;
    else this.counts.raters++;
    const { modelFamily, promptVersion } = label;
    this.add("rater", ref, origin, {
      name,
      kind,
      origin: from,
      isAnonymous,
      sawConditions,
      group,
      modelFamily,
      promptVersion,
    });
  }
}
