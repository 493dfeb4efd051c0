import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Command } from "commander";
import { type FormatKey, listReadable, readableKeys } from "@/lib/formats/formats";
import type { ImportCounts, ImportStatus, ProtocolOffer } from "@/lib/imports/contract";
import { describeGold } from "@/lib/imports/describe-gold";
import { describeLetters } from "@/lib/imports/describe-letters";
import { describeMixing } from "@/lib/imports/describe-mixing";
import { Refusal } from "@/lib/refusal";
import type { StudyAccess } from "@/lib/studies/proof";
import type { Problem } from "@/lib/text/rows/problem";
import { describeReading } from "../describe-reading";
import { getNamedStudy } from "../find-study";
import { encodingHelp } from "../label-files/read-encoding";
import { type MappingOptions, readMapping } from "../mapping-options";
import type { Output } from "../output";
import { UsageError } from "../usage-error";
import { type Context, withDatabase } from "../with-database";

type Options = MappingOptions & { study: string; format?: string; contentWarning?: string; dryRun: boolean };

const collect = (value: string, previous: string[]) => [...previous, value];

const help = `
Formats: ${listReadable()
  .map(({ key, label }) => `\n  ${key.padEnd(20)}${label}`)
  .join("")}

Roles for --map: id, task, prompt, context, response, response_b, chosen, rejected, turns, persona, persona_text, option1 ... option8, gold, tier, track,
reference, policy, extra, ignore, factor:NAME, factor_a:NAME, factor_b:NAME, truth:QUESTION; for labels and scores: item, rater,
judge, group, question, value, target, confidence, rationale, occurrence, probabilities, raw, rater:NAME, question:KEY.

Nothing is changed unless the whole file can be loaded. Problems are printed as file:line field: message.`;

export function registerImport(program: Command) {
  program
    .command("import")
    .description(
      "load outputs, personas, labels or judge scores into a study, all or nothing; labeling goes on meanwhile",
    )
    .argument("<file>", "JSONL, CSV, JSON or Parquet (also .gz), or zip; or a PersonaFeedback folder")
    .requiredOption("--study <study>", "identifier or whole name")
    .option("--format <format>", "found out from the file unless given")
    .option("--map <column=role>", "what a column is (repeat it)", collect, [])
    .option("--question <name=key>", "what the protocol calls a question of the file (repeat it)", collect, [])
    .option("--value <key:from=to>", "what the question KEY calls a value of the file (repeat it)", collect, [])
    .option(
      "--threshold <key:at=below,above>",
      "values of numbers below AT, and of AT and above (repeat it)",
      collect,
      [],
    )
    .option("--flip <key>", "the file's scale runs the other way (repeat it)", collect, [])
    .option("--mapping <json>", "the whole mapping as JSON, as in docs/formats.md")
    .option("--encoding <name>", encodingHelp)
    .option("--judge <name>", "the judge that the scores are of, where no column says it")
    .option("--protocol <whose>", "own: labels answer the format's own question; study: the study's")
    .option(
      "--mask <name>",
      "a name in responses and prompts that raters must not read (repeat it), or all",
      collect,
      [],
    )
    .option("--mend-letters", 'write letters that were decoded twice as they were meant: "grÃ¶ÃŸer" is "größer"')
    .option(
      "--content-warning <text>",
      "what raters read before the first item, where the study has no warning; empty for none",
    )
    .option("--group <name>", "the rater group that the labels are of")
    .option("--dry-run", "check and say what would come of it", false)
    .addHelpText("after", help)
    .action(withDatabase(importFile));
}

function readFormat({ format }: Options): FormatKey | undefined {
  if (format === undefined) return undefined;
  const known = readableKeys.find((key) => key === format);
  if (known) return known;
  throw new UsageError(`--format ${format}: use one of ${readableKeys.join(", ")}`);
}

/** The file or folder, with its size (0 for a folder). */
async function openPath(path: string) {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Refusal(`There is no file ${path}.`);
  if (!found.isDirectory()) return { bytes: found.size, open: async () => createReadStream(path) };
  const { openDirectory } = await import("@/lib/text/bytes/open-directory");
  return { bytes: 0, open: () => openDirectory(path) };
}

const printProblem = ({ file, line, field, message }: Problem) =>
  `${file}${line > 0 ? `:${line}` : ""}${field ? ` ${field}` : ""}: ${message}`;

const nouns: [key: keyof ImportCounts, one: string, many: string][] = [
  ["personas", "persona", "personas"],
  ["items", "item", "items"],
  ["itemsKnown", "of them there already", "of them there already"],
  ["unservable", "without text", "without text"],
  ["raters", "rater", "raters"],
  ["judges", "judge", "judges"],
  ["labels", "label", "labels"],
  ["labelsKnown", "of them there already", "of them there already"],
  ["labelsRepaired", "repaired", "repaired"],
  ["missing", "missing", "missing"],
  ["unparsed", "not parsed", "not parsed"],
  ["offScale", "off the scale", "off the scale"],
  ["repeats", "repeated vote", "repeated votes"],
];

const describeCounts = (counts: ImportCounts) =>
  nouns
    .filter(([key]) => counts[key] > 0)
    .map(([key, one, many]) => `${counts[key].toLocaleString("en")} ${counts[key] === 1 ? one : many}`)
    .join(", ") || "nothing new";

/** Names in responses that tell raters the condition, with the first places of each. */
const namingWords = ({ naming: { items, terms } }: ImportStatus) => {
  if (terms.length === 0) return [];
  const lines = terms
    .slice(0, 20)
    .flatMap(({ term, kind, inPrompt, items: count, isMasked, examples }) => [
      `  ${term} (${kind}${inPrompt ? ", in prompts" : ""}): ${count.toLocaleString("en")} ${count === 1 ? "item" : "items"}${isMasked ? ", masked" : ""}`,
      ...examples.slice(0, 1).map(({ line, before, after }) => `    line ${line}: ${quote(before)} -> ${quote(after)}`),
    ]);
  return [
    `${items.toLocaleString("en")} ${items === 1 ? "item names" : "items name"} what raters must not know. Mask with --mask NAME, or all with --mask all:`,
    ...lines,
    ...(terms.length > 20 ? [`  and ${terms.length - 20} more`] : []),
  ];
};

const letterWords = ({ letters }: ImportStatus) => {
  const words = describeLetters(letters);
  return words === null ? [] : [letters.isMended ? words : `${words} Mend them with --mend-letters.`];
};

const quote = (text: string) => `"${text.replace(/\s+/g, " ")}"`;

const warningWords = ({ contentWarning }: ImportStatus, given: string | undefined) => {
  if (contentWarning === null) return [];
  const words = given ?? contentWarning;
  return [
    words === ""
      ? "The study gets no content warning."
      : `Raters read before the first item: ${quote(words)} (--content-warning changes it)`,
  ];
};

const mixingWords = ({ mixing, counts }: ImportStatus) => {
  const said = describeMixing(mixing, counts);
  return said ? [said.words] : [];
};

const publishWords: Record<ImportStatus["protocol"]["action"], (number: number) => string> = {
  none: () => "",
  use: (number) => `The labels answer protocol version ${number}:`,
  "publish-draft": (number) => `Loading the labels publishes the draft protocol as version ${number}:`,
  "publish-suggested": (number) => `Loading the labels publishes the format's own protocol as version ${number}:`,
  "publish-added": (number) => `Loading the labels publishes version ${number}, with the format's own question added:`,
};

/** The questions that the labels answer, in full, and those they could answer instead. */
const protocolWords = ({ offers: [chosen, other] }: ImportStatus) => {
  if (!chosen) return [];
  const ask = ({ questions }: ProtocolOffer) => questions.map(({ key, text }) => `  ${key}: ${text}`);
  return [
    publishWords[chosen.plan.action](chosen.plan.number),
    ...ask(chosen),
    ...(other ? [`With --protocol ${other.choice} they answer instead:`, ...ask(other)] : []),
  ];
};

/** Says how far the file is read while it is. */
async function watch<T>(output: Output, access: StudyAccess, id: string, bytes: number, work: Promise<T>): Promise<T> {
  const { findImport } = await import("@/lib/imports/queries");
  const look = async () => {
    const status = await findImport(access, id);
    const share = bytes > 0 && status ? ` ${Math.round((100 * status.bytesRead) / bytes)} %` : "";
    output.progress(status?.state === "COMMITTING" ? "Loading ..." : `Reading ...${share}`);
  };
  const timer = setInterval(() => look().catch(() => undefined), 500);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

async function importFile({ output }: Context, file: string, options: Options) {
  const { commitImport, startImport, cancelImport } = await import("@/lib/imports/mutations");
  const path = resolve(file);
  const [format, mapping] = [readFormat(options), await readMapping(options)];
  const { access, name } = await getNamedStudy(options.study);
  const { bytes, open } = await openPath(path);
  const id = crypto.randomUUID();
  const asked = { id, fileName: basename(path), mapping, bytesTotal: bytes, ...(format && { format }) };
  const started = await watch(output, access, id, bytes, startImport(access, asked, await open()));
  if (!started.ok) throw new Error("importFile: a random id was taken");
  const staged = started.value;
  if (staged.state !== "READY") return reportFailure(output, staged);
  if (options.dryRun) {
    await cancelImport(access, id);
    const lines = [
      `${staged.format}: ${describeCounts(staged.counts)}`,
      ...protocolWords(staged),
      ...mixingWords(staged),
      ...describeGold(staged.gold),
      ...letterWords(staged),
      ...namingWords(staged),
      ...warningWords(staged, options.contentWarning),
      ...describeReading(staged),
    ];
    return output.result({ ...staged, state: "CANCELLED" }, [...lines, "Nothing was changed (--dry-run)."]);
  }
  for (const line of [...protocolWords(staged), ...letterWords(staged), ...staged.notes]) output.say(line);
  const committed = await watch(
    output,
    access,
    id,
    bytes,
    commitImport(access, id, { contentWarning: options.contentWarning }),
  );
  if (!committed.ok) {
    const { findImport } = await import("@/lib/imports/queries");
    return reportFailure(output, (await findImport(access, id)) ?? staged);
  }
  const { value } = committed;
  output.result(value, [
    `${value.format}: ${describeCounts(value.counts)} in "${name}"`,
    ...mixingWords(value),
    ...describeGold(value.gold),
    ...namingWords(value),
    ...warningWords(value, options.contentWarning),
  ]);
}

function reportFailure(output: Output, status: ImportStatus) {
  for (const problem of status.problems) output.warn(printProblem(problem));
  const more = status.problemCount - status.problems.length;
  if (more > 0) output.warn(`... and ${more.toLocaleString("en")} more`);
  for (const note of status.notes) output.warn(note);
  output.result(status, []);
  output.warn(
    `Nothing was loaded: ${status.problemCount.toLocaleString("en")} problem${status.problemCount === 1 ? "" : "s"}.`,
  );
  process.exitCode = 1;
}
