import type { Mapping } from "@/lib/formats/contract/mapping";
import type { LabelRecord } from "@/lib/formats/contract/records";
import { preferenceKey, speakerKey } from "@/lib/formats/contract/suggested-protocols";
import { dependsOnItem, type MappedAnswer, mapState, mapValue, numberOffScale } from "@/lib/formats/values/map-label";
import { mapMark } from "@/lib/formats/values/map-mark";
import { looksLikeNoLabel } from "@/lib/formats/values/no-label-words";
import { spellTarget, targetForms } from "@/lib/formats/values/spell-target";
import type { Purpose } from "@/lib/generated/prisma/enums";
import type { SeenQuestion } from "@/lib/imports/contract";
import { UnreadAnswers } from "@/lib/imports/unread-answers";
import type { Question } from "@/lib/protocol/schema";
import type { Need } from "@/lib/questions/kind";
import { hasOwnOptions, kindOf } from "@/lib/questions/kinds";
import { itemTarget } from "@/lib/questions/targets";
import { fail, ok, type Result } from "@/lib/result";

/** An answer in the protocol's words, ready to be staged. */
export type MappedLabel = Omit<LabelRecord, "kind" | "confidence" | "strength" | "offScale" | "severity"> &
  MappedAnswer & {
    purpose: Purpose;
    target: string;
    /** The value is a part of the item: it can be checked when all items are there, and only where they have this. */
    needs?: Need;
    /** The value is a list of parts. */
    isSet?: true;
  };

export type Mapped = { labels: MappedLabel[]; problems: { field: string | null; message: string }[] };

/** A set of parts is written in one way, so that it is the same as the answer that names the same ones. */
function inOneSpelling(question: Question, value: string): string {
  const kind = kindOf(question);
  return kind.picksSeveral ? kind.fromCell(question, value) : value;
}

/** Purposes that a label keeps wherever it goes; any other becomes IMPORTED. */
const keptPurposes: readonly Purpose[] = [
  "TRAINING",
  "QUALIFICATION",
  "GOLD",
  "REPEAT",
  "AUDIT",
  "ADJUDICATION",
  "SURPLUS",
];

const purposeOf = ({ purpose, occurrence }: LabelRecord): Purpose => {
  if (purpose && keptPurposes.includes(purpose)) return purpose;
  return occurrence > 1 ? "REPEAT" : "IMPORTED";
};

/** Whether labels meant for one question may answer the other: same type, and every value that occurs in it is there. */
export function isCompatible(wanted: Question, offered: Question): boolean {
  const kind = kindOf(offered);
  return kind === kindOf(wanted) && kind.covers(offered, wanted);
}

const explainTarget = (target = "") => `"${target}" is no target: use ${targetForms}`;

const impliedTruths = new Set([preferenceKey, speakerKey]);

const mostValues = 50;
type Tally = Map<string, { count: number; becomes: string | null; problem: string | null }>;

/** Translates labels into the words of one protocol, and counts the values it meets. */
export class LabelMapper {
  private readonly keys = new Map<string, Result<Question, string>>();
  private readonly told = new Set<string>();
  private readonly unread = new UnreadAnswers();
  private readonly tallies = new Map<string, Tally>();

  constructor(
    private readonly questions: readonly Question[],
    private readonly mapping: Mapping,
    /** The protocol that the format implies, by whose keys its reader names questions. */
    private readonly suggested: readonly Question[],
    private readonly protocolName: string,
  ) {}

  /** The question that a name in the file means. */
  findQuestion(name: string): Result<Question, string> {
    const known = this.keys.get(name) ?? this.resolve(name);
    this.keys.set(name, known);
    return known;
  }

  private resolve(name: string): Result<Question, string> {
    const { questions, mapping } = this;
    const mapped = Object.hasOwn(mapping.questions, name) ? mapping.questions[name] : undefined;
    const wantedKey = mapped ?? name;
    const byKey = questions.find(({ key }) => key === wantedKey || key === wantedKey.trim().toLowerCase());
    if (byKey) return ok(byKey);
    const wanted = mapped === undefined && this.suggested.find(({ key }) => key === name);
    const fits = wanted ? questions.filter((question) => isCompatible(wanted, question)) : [];
    if (fits.length === 1 && fits[0]) return ok(fits[0]);
    const has = questions.map(({ key }) => `"${key}"`).join(", ") || "none at all";
    return fail(
      `${this.protocolName} has no question "${wantedKey}" (it has ${has}): map it to one of these, or add it to the protocol and publish`,
    );
  }

  /** Hidden truths and majorities, by question: keys that the protocol calls otherwise are renamed. */
  renameKeys(values: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const question = this.findQuestion(name);
        return [question.ok ? question.value.key : name, value];
      }),
    );
  }

  /**
   * Hidden truths in the words of the protocol. What does not answer its question is a problem: it would agree with nobody.
   * A side or a candidate is held against its item by whoever names it.
   */
  mapTruths(values: Readonly<Record<string, string>>): { truth: Record<string, string>; problems: Mapped["problems"] } {
    const truth: Record<string, string> = {};
    const problems: Mapped["problems"] = [];
    for (const [name, value] of Object.entries(values)) {
      const question = this.findQuestion(name);
      // Formats name the truth of pairs and candidates by their own question, which a protocol may well not ask.
      if (!question.ok && this.questions.length > 0 && !impliedTruths.has(name)) {
        problems.push(...this.once(name, question.reason));
        continue;
      }
      if (!question.ok) truth[name] = value;
      else if (dependsOnItem(question.value)) truth[question.value.key] = inOneSpelling(question.value, value);
      else this.mapTruth(question.value, value, truth, problems);
    }
    return { truth, problems };
  }

  private mapTruth(question: Question, value: string, truth: Record<string, string>, problems: Mapped["problems"]) {
    const mapped = mapValue(question, this.questions, this.mapping.values[question.key], value);
    if (!mapped.ok) problems.push({ field: question.key, message: mapped.reason });
    else if (mapped.value.value !== null) truth[question.key] = mapped.value.value;
  }

  /** The question that a gold answer is the truth of: the only one that takes it. Null where none or several do. */
  findGoldQuestion(gold: string): { question: Question; value: string } | null {
    const fits = this.questions.flatMap((question) => {
      if (!kindOf(question).isJudgment || dependsOnItem(question)) return [];
      const mapped = mapValue(question, this.questions, this.mapping.values[question.key], gold);
      return mapped.ok && mapped.value.value !== null ? [{ question, value: mapped.value.value }] : [];
    });
    return fits.length === 1 ? (fits[0] ?? null) : null;
  }

  /** `line` is where the label stands in its file. */
  map(label: LabelRecord, line: number): Mapped {
    const question = this.findQuestion(label.question);
    if (!question.ok) {
      this.count(label.question, label.value ?? "", null, null);
      return { labels: [], problems: this.once(label.question, question.reason) };
    }
    const target = spellTarget(label.target ?? "");
    if (target === null) return { labels: [], problems: [{ field: "target", message: explainTarget(label.target) }] };
    const answer = this.mapAnswer(question.value, { ...label, target }, line);
    if (!answer.ok) return { labels: [], problems: [{ field: label.question, message: answer.reason }] };
    const {
      kind: _,
      confidence: __,
      question: ___,
      strength: ____,
      offScale: _____,
      severity: ______,
      ...facts
    } = label;
    const mapped: MappedLabel = {
      ...facts,
      ...answer.value,
      question: question.value.key,
      purpose: purposeOf(label),
      target,
      ...(answer.value.state === "GIVEN" && this.needs(question.value)),
    };
    const shares = this.mapProbabilities(question.value, label);
    if (!shares.ok) return { labels: [], problems: [{ field: "probabilities", message: shares.reason }] };
    if (shares.value) mapped.probabilities = shares.value;
    const confidence = this.mapConfidence(question.value, label, mapped);
    if (!confidence.ok) return { labels: [mapped], problems: [{ field: "confidence", message: confidence.reason }] };
    return { labels: [mapped, ...confidence.value], problems: [] };
  }

  private needs(question: Question): Pick<MappedLabel, "needs" | "isSet"> {
    const kind = kindOf(question);
    const need = kind.need(question);
    if (!need) return {};
    return { needs: need, ...(kind.picksSeveral && { isSet: true }) };
  }

  /** People's answers have to fit. What a judge says and its question does not take is an answer that cannot be parsed. */
  private mapAnswer(
    question: Question,
    label: LabelRecord,
    line: number,
  ): Result<MappedAnswer & { raw?: string }, string> {
    const { state, value, raterKind, raw } = label;
    if (state !== "GIVEN") {
      const mapped = mapState(question, state);
      const { offScale } = label;
      return mapped.ok && state === "UNPARSED" && offScale !== undefined
        ? ok({ ...mapped.value, number: offScale })
        : mapped;
    }
    // A confidence spread over options has no value beside its probabilities.
    if (kindOf(question).extras(question).includes("probabilities") && label.probabilities)
      return ok({ state, value: null, number: null });
    const text = value ?? "";
    // A list of nothing is an answer where several may be chosen, and elsewhere none.
    if (text === "[]" && !kindOf(question).picksSeveral && !kindOf(question).takesAnyText)
      return mapState(question, "MISSING");
    const marking = label.target === itemTarget ? null : kindOf(question).marking(question);
    const mapped = marking
      ? mapMark(question, marking, { ...label, value: text })
      : mapValue(question, this.questions, this.mapping.values[question.key], text, label.strength);
    const becomes = mapped.ok ? (mapped.value.value ?? mapped.value.state) : null;
    this.count(label.question, text, becomes, mapped.ok ? null : mapped.reason);
    if (mapped.ok) return mapped;
    if (raterKind === "HUMAN" || raterKind === "ADJUDICATOR") {
      if (looksLikeNoLabel(text) !== null) this.unread.add(question.key, "noLabel", text, line);
      return mapped;
    }
    const number = numberOffScale(question, text);
    this.unread.add(question.key, number === null ? "unparsed" : "offScale", text, line);
    return ok({ state: "UNPARSED", value: null, number, raw: raw ?? text });
  }

  /** Probabilities by the question's own values. Those over an item's options may go by the options' texts: see the check. */
  private mapProbabilities(question: Question, { probabilities }: LabelRecord) {
    const isAboutAnother = kindOf(question).about(question) !== null;
    if (!probabilities || hasOwnOptions(question) || isAboutAnother) return ok(probabilities ?? null);
    const shares = new Map<string, number>();
    for (const [key, share] of Object.entries(probabilities)) {
      const mapped = mapValue(question, this.questions, this.mapping.values[question.key], key);
      if (!mapped.ok || mapped.value.value === null)
        return fail(mapped.ok ? `"${key}" has a probability but is no value` : mapped.reason);
      if (shares.has(mapped.value.value))
        return fail(`"${key}" is the second share of ${mapped.value.value}: add them up`);
      shares.set(mapped.value.value, share);
    }
    return ok(Object.fromEntries(shares));
  }

  private mapConfidence(
    about: Question,
    { confidence }: LabelRecord,
    label: MappedLabel,
  ): Result<MappedLabel[], string> {
    if (confidence === undefined) return ok([]);
    const question = this.questions.find((other) => kindOf(other).about(other) === about.key);
    if (!question)
      return fail(
        `${this.protocolName} asks for no confidence about "${about.key}": map the column to ignore, or add such a question and publish`,
      );
    const mapped = mapValue(question, this.questions, this.mapping.values[question.key], confidence);
    if (!mapped.ok) return mapped;
    const { probabilities: _, rationale: __, raw: ___, needs: ____, isSet: _____, ...facts } = label;
    return ok([{ ...facts, ...mapped.value, question: question.key }]);
  }

  /** A missing question is told once, not with every label about it. */
  private once(name: string, message: string) {
    if (this.told.has(name)) return [];
    this.told.add(name);
    return [{ field: name, message }];
  }

  private count(name: string, value: string, becomes: string | null, problem: string | null) {
    const tally: Tally = this.tallies.get(name) ?? new Map();
    this.tallies.set(name, tally);
    const seen = tally.get(value);
    if (seen) seen.count++;
    else if (tally.size < mostValues) tally.set(value.slice(0, 200), { count: 1, becomes, problem });
  }

  /** What judges said and the questions do not take, and what looks like no label, in sentences. */
  describeUnread(): string[] {
    return this.unread.describe();
  }

  /** The questions met so far, with their most frequent values. */
  listSeen(): SeenQuestion[] {
    return [...this.tallies].map(([name, tally]) => {
      const question = this.findQuestion(name);
      const values = [...tally].map(([value, seen]) => ({ value, ...seen })).toSorted((a, b) => b.count - a.count);
      return { name, key: question.ok ? question.value.key : null, values };
    });
  }
}
