/*
 * Which models are of one family: a judge may favour its like. Fine-tunes belong to what they were made from, and a model
 * distilled into another belongs to both.
 */

/** Names as tokens with hyphens; `(?<![a-z])` is the start of a word, also behind a digit. */
const patterns: Readonly<Record<string, RegExp>> = {
  gpt: /(?<![a-z])(?:chat)?gpt(?!-?(?:neo|j(?![a-z])|2(?!\d)))|(?<![a-z0-9])o[1345](?![a-z0-9])|(?<![a-z])(?:davinci|openai)/,
  claude: /claude|anthropic|(?<![a-z])(?:opus|sonnet|haiku)-?\d/,
  gemini: /gemini|(?<![a-z])(?:gemma|palm-?2|bard(?![a-z]))/,
  llama: /(?<!o)llama|(?<![a-z])(?:vicuna|alpaca|koala|guanaco|wizardlm)/,
  qwen: /(?<![a-z])(?:qwen|qwq|qvq)/,
  mistral: /mi[sx]tral|(?<![a-z])(?:ministral|codestral|magistral|pixtral|devstral|zephyr|openhermes)/,
  deepseek: /deepseek/,
  command: /(?<![a-z])(?:cohere|c4ai|aya-)|(?<![a-z])command(?=$|-?(?:[ra](?![a-z])|light|nightly|xlarge|\d))/,
  phi: /(?<![a-z])phi-?(?:\d|mini|small|medium|silica)/,
  grok: /(?<![a-z])grok/,
  glm: /(?<![a-z])(?:chat)?glm-?\d/,
  kimi: /(?<![a-z])(?:kimi|moonshot)/,
  yi: /(?<![a-z])yi-(?:\d|large|medium|lightning)/,
  olmo: /(?<![a-z])olmo/,
  falcon: /(?<![a-z])falcon/,
  granite: /(?<![a-z])granite/,
  nova: /(?<![a-z])nova-(?:micro|lite|pro|premier)/,
  pythia: /(?<![a-z])(?:pythia|dolly|gpt-?(?:neo|j(?![a-z])))/,
};

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** The families that a model's name tells; where it tells none, the name itself, so that a model is of the family of itself. */
export function familiesOf(name: string): string[] {
  const own = plain(name);
  const told = Object.keys(patterns).filter((family) => patterns[family]?.test(own));
  return told.length > 0 || own === "" ? told : [own];
}

type Judge = { name: string; modelFamily: string | null };

/** Of the judged models those that are of a family with the judge, by its name or by the family that it came with. */
export function listKin({ name, modelFamily }: Judge, judged: readonly string[]): string[] {
  const own = new Set([...familiesOf(name), ...familiesOf(modelFamily ?? "")]);
  return judged.filter((model) => familiesOf(model).some((family) => own.has(family)));
}

const mark = "†";

/** The name with the mark, where there are any. */
export const markKin = (name: string, kin: readonly string[]): string => (kin.length > 0 ? `${name} ${mark}` : name);

/** What the mark says, a line a judge. */
export const listKinLines = (judges: readonly { name: string; kin: readonly string[] }[]): string[] => [
  ...new Set(
    judges.flatMap(({ name, kin }) =>
      kin.length > 0 ? [`${name}: of the same family as ${kin.join(", ")}, which it judges, and may favour it.`] : [],
    ),
  ),
];
