import { explainPrinted, tellsItsModel } from "@/lib/formats/cells/printed-object";
import { fail, ok, type Result } from "@/lib/result";
import { isJsonObject, type JsonObject, tryParseJson } from "@/lib/text/rows/parse-json";
import { parsePython } from "@/lib/text/rows/parse-python";

type Taken = Result<string, string>;

/** Names of parts of a message that hold text, as the interfaces of several makers call them. */
const textTypes = new Set(["text", "input_text", "output_text"]);

/** How deep an envelope may lie in another: a batch row, its body, a choice, a message, a part. */
const deepest = 8;

const isPart = (value: unknown): boolean => isJsonObject(value) && typeof value.type === "string" && !("role" in value);

const isMessage = (value: unknown): boolean =>
  isJsonObject(value) && typeof value.role === "string" && ("content" in value || "parts" in value);

function takePart(part: unknown, place: number): Taken {
  if (!isJsonObject(part)) return fail(`part ${place + 1} is no text`);
  if (textTypes.has(String(part.type)) && typeof part.text === "string") return ok(part.text);
  return fail(`part ${place + 1} is "${String(part.type)}", which is no text`);
}

/** Parts in which a model thinks before it speaks: kept beside the text, like the rest of the answer. */
const thoughtTypes = new Set(["thinking", "redacted_thinking", "reasoning"]);
const isThought = (part: unknown) => isJsonObject(part) && thoughtTypes.has(String(part.type));

function joinParts(parts: readonly unknown[]): Taken {
  const said = parts.filter((part) => !isThought(part));
  const texts = (said.length > 0 ? said : parts).map(takePart);
  const bad = texts.find((text) => !text.ok);
  return bad ?? ok(texts.map((text) => (text.ok ? text.value : "")).join(""));
}

function takeMessage(message: JsonObject, depth: number): Taken {
  const content = message.content ?? message.parts ?? message.refusal;
  if (content === null || content === undefined) return fail("the content of this message is null");
  return take(content, depth + 1);
}

/** The one entry of a list of alternatives. */
function takeOnly(list: readonly unknown[], noun: string, depth: number): Taken {
  if (list.length === 1) return take(list[0], depth + 1);
  return fail(`this is a list of ${list.length} ${noun}, not one text: write one per row`);
}

/** Gemini writes { parts: [{ text }] } without types. */
const isBarePart = (value: unknown): value is { text: string } =>
  isJsonObject(value) && typeof value.text === "string" && Object.keys(value).length === 1;

function takeList(list: readonly unknown[], depth: number): Taken {
  if (list.length === 0) return ok("");
  if (list.every(isPart)) return joinParts(list);
  if (list.every(isBarePart)) return ok(list.map(({ text }) => text).join(""));
  return takeOnly(list, list.every(isMessage) ? "messages" : "entries", depth);
}

/** The member that an answer of a model's interface keeps its text in; null for any other object. */
function openEnvelope(value: JsonObject): { inner: unknown; noun: string } | null {
  if (Array.isArray(value.choices)) return { inner: value.choices, noun: "choices" };
  if (Array.isArray(value.candidates)) return { inner: value.candidates, noun: "candidates" };
  if (Array.isArray(value.generations)) return { inner: value.generations, noun: "generations" };
  if (Array.isArray(value.outputs) && ("prompt_token_ids" in value || "request_id" in value))
    return { inner: value.outputs, noun: "outputs" };
  if (value.object === "response" && Array.isArray(value.output)) {
    const said = value.output.filter((entry) => !(isJsonObject(entry) && entry.type === "reasoning"));
    return { inner: said, noun: "outputs" };
  }
  return null;
}

/** { "0": ..., "7": ... }: a column by the index of its rows. */
const isPandasColumn = (value: JsonObject) => {
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => /^\d+$/.test(name));
};

/** One answer among several, of programs that run a model themselves. */
const isGeneration = (value: JsonObject): value is JsonObject & { text: string } =>
  typeof value.text === "string" && (typeof value.finish_reason === "string" || "token_ids" in value || "id" in value);

function takeObject(value: JsonObject, depth: number): Taken {
  if (isPart(value) && textTypes.has(String(value.type))) return takePart(value, 0);
  if (isMessage(value)) return takeMessage(value, depth);
  if (isJsonObject(value.message)) return takeMessage(value.message, depth);
  if (isJsonObject(value.content) && Array.isArray(value.content.parts)) return take(value.content.parts, depth + 1);
  if ("status_code" in value && isJsonObject(value.body)) {
    if (value.status_code === 200) return take(value.body, depth + 1);
    return fail(`the request for it failed (status ${String(value.status_code)})`);
  }
  if (isGeneration(value)) return ok(value.text);
  if (typeof value.generated_text === "string") return ok(value.generated_text);
  if (typeof value.$oid === "string" && Object.keys(value).length === 1) return ok(value.$oid);
  const envelope = openEnvelope(value);
  if (envelope && Array.isArray(envelope.inner)) return takeOnly(envelope.inner, envelope.noun, depth);
  if (isPandasColumn(value))
    return fail('this is a whole column, as pandas writes it: use to_json(path, orient="records", lines=True)');
  const members = Object.keys(value).slice(0, 6).join(", ");
  return fail(`this is an object (${members || "empty"}), not a text: write the text itself in a column of its own`);
}

function take(value: unknown, depth: number): Taken {
  if (typeof value === "string") return ok(value);
  if (value === null || value === undefined) return ok("");
  if (typeof value !== "object") return ok(String(value));
  if (depth > deepest) return fail("this is nested too deeply to be a text");
  return Array.isArray(value) ? takeList(value, depth) : takeObject(value as JsonObject, depth);
}

/** Whether an object or list is of a form that holds a text in a known place: a message, parts of one, a model's answer. */
function isEnvelope(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((entry) => isMessage(entry) || isTextPart(entry));
  if (!isJsonObject(value)) return false;
  return isMessage(value) || ("status_code" in value && isJsonObject(value.body)) || openEnvelope(value) !== null;
}

const isTextPart = (value: unknown) =>
  isJsonObject(value) && isPart(value) && textTypes.has(String(value.type)) && typeof value.text === "string";

/** Longer texts are no cell of JSON that somebody put into a table by mistake, and are not parsed. */
const longestJson = 200_000;

/** An object that was written into a text, as JSON or Python write one: where a known place in it holds a text, or where it tells the model. */
function openWritten(text: string): unknown {
  const start = text.trimStart().slice(0, 200);
  const [, quote] = /^(?:\{|\[\s*\{)\s*(["'])/.exec(start) ?? [];
  if (quote === undefined || text.length > longestJson) return text;
  const value = (quote === '"' ? tryParseJson(text).value : undefined) ?? parsePython(text);
  return isEnvelope(value) || tellsItsModel(value) ? value : text;
}

function takeWritten(text: string): Taken {
  const printed = explainPrinted(text);
  return printed === null ? take(openWritten(text), 0) : fail(printed);
}

/**
 * The text that stands in a cell, as it is, by one rule for every column that is a text, a name or a level. A string is one,
 * a number and true and false are written out, nothing is "". Taken out: the content of one message, the text parts of one
 * (joined as they stand), the only entry of a list, and the one answer in what a model's interface sends back (OpenAI's
 * completions, batch rows and responses, Anthropic's messages, Gemini's candidates), also where these stand in a cell as
 * JSON. Any other list or object is no text, and why is said in words that follow the name of the column.
 */
export const takeText = (value: unknown): Taken => (typeof value === "string" ? takeWritten(value) : take(value, 0));

/** A list or object stood where a row needs a text. `convertRows` turns it into a problem with line and field. */
export class NoText extends Error {
  override name = "NoText";
  constructor(
    readonly value: unknown,
    message: string,
  ) {
    super(message);
  }
}

/** The text of a cell as it stands, without trimming. Throws `NoText`. */
export function wholeText(value: unknown): string {
  const text = takeText(value);
  if (text.ok) return text.value;
  throw new NoText(value, `No text stands here: ${text.reason}`);
}

/** What a spreadsheet writes where a formula failed: a text that began with = or - is lost there. */
const sheetError = /^#(?:NAME\?|REF!|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|N\/A)$/;

/** A text that people read: as it stands, without trimming. Throws `NoText`. */
export function fullText(value: unknown): string {
  const text = wholeText(value);
  if (!sheetError.test(text)) return text;
  const reason = `${text} is what a spreadsheet writes where a formula failed. Take the text from where the sheet had it`;
  throw new NoText(value, `No text stands here: ${reason}`);
}

/** A name, level or value: trimmed. Throws `NoText`. */
export const plainText = (value: unknown): string => wholeText(value).trim();
