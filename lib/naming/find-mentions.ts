import { LRUCache } from "lru-cache";
import type { HiddenKind, HiddenTerm } from "@/lib/naming/hidden-terms";
import { everydayModelNames, machineNames, modelNames } from "@/lib/naming/model-names";
import { lineEnd, lineStart, selfNaming } from "@/lib/naming/self-naming";
import { findTemplates } from "@/lib/naming/template-marks";
import { isSpaceless, namePattern, wordEnd, wordStart } from "@/lib/naming/term-pattern";

/** A name in a text, from `start` to before `end`. */
export type Mention = { start: number; end: number; term: string; kind: HiddenKind };

/** The first group is what stands before the name, the second the name. */
type Pattern = { regex: RegExp; isSelf: boolean };

const selfOf = (name: string) => new RegExp(`(${selfNaming})(${name})`, "giu");
const lineOf = (name: string) => new RegExp(`(${lineStart})(${name})${lineEnd}`, "gimu");

const patterns = new LRUCache<string, Pattern[]>({ max: 5000 });

function patternsOf({ term, counts }: HiddenTerm): Pattern[] {
  const key = `${counts} ${term}`;
  const known = patterns.get(key);
  if (known) return known;
  const name = namePattern(term);
  const made =
    counts === "self"
      ? [
          { regex: selfOf(name), isSelf: true },
          { regex: lineOf(name), isSelf: true },
        ]
      : [{ regex: new RegExp(`()(${name})`, counts === "anywhere" ? "giu" : "gu"), isSelf: false }];
  patterns.set(key, made);
  return made;
}

const bounded = (name: string) => (isSpaceless(name) ? name : `${wordStart}(?:${name})${wordEnd}`);
const models = new RegExp(`()(${modelNames.map(bounded).join("|")})`, "gu");
const everydayModels = selfOf(`(?:${everydayModelNames.map(namePattern).join("|")})`);
const machines = new RegExp(
  `(${selfNaming})(${machineNames.map((name) => `${name}(?![\\p{L}\\p{N}])`).join("|")})`,
  "giu",
);

/** Whether a text could hold a model's name, or call anybody a machine: cheap, for most do neither. */
const anyModel =
  /gpt|open[-\s]?ai|anthropic|claude|gemini|deep|llama|mi[sx]tral|vicuna|qwen|chatglm|baichuan|intern|gemma|phi|yi-|grok|palm|xai|bard|copilot|falcon|alpaca|cohere|google|meta|microsoft|alibaba|baidu|amazon|bytedance|[文通讯智]/iu;
const anyMachine =
  /(?<!\p{Script=Latin})(?:ai|ki)(?!\p{Script=Latin})|a\.i\.|artificial|language\s+model|assistant|chatbot|人工智能|sprachmodell/iu;

const alone = (names: readonly string[]) => new RegExp(`^(?:${names.join("|")})(?![\\p{L}\\p{N}])`, "iu");
const [aloneAsModel, aloneAsEveryday] = [alone([...modelNames, "gpt", "bing"]), alone(everydayModelNames)];

/** Whether a speaker is called after a model ("gpt", "GPT-4o"). Claude and the like are people's names too: they count where the other one is a user. */
export const namesModel = (speaker: string, isChat: boolean): boolean =>
  aloneAsModel.test(speaker.trim()) || (isChat && aloneAsEveryday.test(speaker.trim()));

const plain = (text: string) => text.normalize("NFC").toLowerCase();

/** Every place of a pattern. */
function* places(text: string, regex: RegExp): Generator<{ start: number; end: number; found: string }> {
  for (const match of text.matchAll(regex)) {
    const [, before = "", found = ""] = match;
    const start = match.index + before.length;
    yield { start, end: start + found.length, found };
  }
}

/** Whether a text could hold a term at all: cheap, for most do not. */
const mayHold = (lower: string, term: string) => lower.includes(plain(term).split(/[\s\-_\u2010-\u2015]/u)[0] ?? "");

function* findTerms(text: string, prompt: string, terms: readonly HiddenTerm[]): Generator<Mention> {
  const [lower, asked] = [plain(text), plain(prompt)];
  for (const hidden of terms) {
    const { term, kind } = hidden;
    if (!mayHold(lower, term)) continue;
    for (const { regex, isSelf } of patternsOf(hidden)) {
      // What the prompt says too, an answer may well repeat, unless somebody says that they are it.
      if (!isSelf && asked !== "" && asked.search(new RegExp(regex.source, "iu")) >= 0) continue;
      for (const { start, end } of places(text, regex)) yield { start, end, term, kind };
    }
  }
}

function* findModels(text: string, prompt: string, tellsMachine: boolean): Generator<Mention> {
  if (anyModel.test(text)) yield* findModelNames(text, plain(prompt));
  if (!tellsMachine || !anyMachine.test(text)) return;
  for (const { start, end } of places(text, machines)) yield { start, end, term: "an AI", kind: "model" };
}

function* findModelNames(text: string, asked: string): Generator<Mention> {
  for (const { start, end, found } of places(text, models))
    if (!asked.includes(plain(found))) yield { start, end, term: found, kind: "model" };
  for (const { start, end, found } of places(text, everydayModels)) yield { start, end, term: found, kind: "model" };
}

export type Names = {
  terms: readonly HiddenTerm[];
  /** Personas are hidden: to say that one is a machine tells that there is none. */
  tellsMachine: boolean;
};

/** The names in a text that raters must not read, in order, none within another. The prompt is what raters read anyway. */
export function findMentions(text: string, prompt: string, { terms, tellsMachine }: Names): Mention[] {
  const all = [
    ...findTemplates(text, tellsMachine),
    ...findTerms(text, prompt, terms),
    ...findModels(text, prompt, tellsMachine),
  ];
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Mention[] = [];
  for (const mention of all) if (mention.start >= (kept.at(-1)?.end ?? 0)) kept.push(mention);
  return kept;
}

const tokens: Record<HiddenKind, string> = {
  persona: "[persona]",
  model: "[model]",
  condition: "[condition]",
  instruction: "[instructions]",
  mark: "",
};

/** Terms are chosen by name, whatever the case. */
export const termKey = (term: string) => plain(term);

/** The text with the chosen names replaced by what they are. */
export function maskMentions(text: string, mentions: readonly Mention[], isChosen: (term: string) => boolean): string {
  let masked = "";
  let at = 0;
  for (const { start, end, term, kind } of mentions) {
    if (!isChosen(term)) continue;
    masked += text.slice(at, start) + tokens[kind];
    at = end;
  }
  return masked + text.slice(at);
}
