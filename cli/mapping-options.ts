import type { Mapping } from "@/lib/formats/contract/mapping";
import { readEncoding } from "./label-files/read-encoding";
import { parseInput, UsageError } from "./usage-error";

/** How columns and values of a file are understood, as typed. */
export type MappingOptions = {
  map: string[];
  question: string[];
  value: string[];
  flip: string[];
  threshold: string[];
  mapping?: string;
  encoding?: string;
  judge?: string;
  group?: string;
  protocol?: string;
  mask: string[];
  mendLetters?: boolean;
};

/** "a=b" -> a, b; what stands before the last "=", so that columns may hold one. */
function splitPair(text: string, option: string): [string, string] {
  const at = text.lastIndexOf("=");
  if (at < 1) throw new UsageError(`--${option} ${text}: write ${option === "map" ? "column=role" : "name=key"}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function splitRule(text: string, option: string): [key: string, from: string, to: string] {
  const [left, to] = splitPair(text, option);
  const colon = left.indexOf(":");
  if (colon < 1) throw new UsageError(`--${option} ${text}: begin with the question's key and a colon`);
  return [left.slice(0, colon), left.slice(colon + 1), to];
}

/** The options as a mapping; what --mapping says comes first, the others on top. */
export async function readMapping(options: MappingOptions): Promise<Mapping> {
  const { mappingSchema } = await import("@/lib/formats/contract/mapping");
  const { parseJson } = await import("@/lib/text/rows/parse-json");
  const given = parseInput(mappingSchema, options.mapping === undefined ? {} : readJson(parseJson, options.mapping));
  const values = structuredClone(given.values);
  const rule = (key: string) => {
    values[key] ??= { map: {}, threshold: null, flip: false };
    return values[key];
  };
  for (const text of options.value) {
    const [key, from, to] = splitRule(text, "value");
    rule(key).map[from] = to;
  }
  for (const text of options.threshold) {
    const [key, at, sides] = splitRule(text, "threshold");
    const [below = "", atOrAbove = ""] = sides.split(",");
    rule(key).threshold = { at: Number(at), below, atOrAbove };
  }
  for (const key of options.flip) rule(key).flip = true;
  return parseInput(mappingSchema, {
    ...given,
    columns: { ...given.columns, ...Object.fromEntries(options.map.map((text) => splitPair(text, "map"))) },
    questions: {
      ...given.questions,
      ...Object.fromEntries(options.question.map((text) => splitPair(text, "question"))),
    },
    values,
    ...(options.encoding !== undefined && readEncoding(options.encoding)),
    ...(options.judge !== undefined && { judge: options.judge }),
    mask: [...given.mask, ...options.mask.map((name) => (name === "all" ? "*" : name))],
    ...(options.mendLetters && { letters: "mended" }),
    ...(options.protocol !== undefined && { protocol: options.protocol }),
    ...(options.group !== undefined && { group: options.group }),
  });
}

function readJson(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(`--mapping is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
