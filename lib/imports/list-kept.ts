import type { ItemRecord } from "@/lib/formats/contract/records";
import { reservationWords } from "@/lib/gold/reservation-words";
import type { KeptField } from "@/lib/imports/contract";
import type { AssignedItem } from "@/lib/labeling/contract";

const inWords = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** What a rater calls each part, by its place: "Response A", "Candidate B"; null where there is only one. */
function namesOf({ texts, candidates }: AssignedItem): ReadonlyMap<string, string> {
  const responses = texts.flatMap(({ partId, letter }) => (letter ? [[partId, `Response ${letter}`] as const] : []));
  return new Map([...responses, ...candidates.map(({ partId, letter }) => [partId, `Candidate ${letter}`] as const)]);
}

const fields = (of: string | null, pairs: readonly (readonly [string, unknown])[]): KeptField[] =>
  pairs.flatMap(([name, value]) =>
    value === undefined || value === null || value === "" ? [] : [{ of, name, value: inWords(value) }],
  );

/** Answers of the file, sides and candidates by the names that raters know them by. */
const answers = (words: string, given: Record<string, string> | undefined, names: ReadonlyMap<string, string>) =>
  Object.entries(given ?? {}).map(([question, value]) => [`${words}, ${question}`, names.get(value) ?? value] as const);

const factorsOf = (factors: Record<string, string> | undefined) =>
  Object.entries(factors ?? {}).map(([factor, level]) => [`Factor ${factor}`, level] as const);

/** Levels of an output that the item as a whole does not have. */
const ownFactors = (own: Record<string, string> | undefined, factors: Record<string, string>) =>
  Object.fromEntries(Object.entries(own ?? {}).filter(([factor, level]) => factors[factor] !== level));

/** All that is stored with an item and never leaves for a rater's browser. */
export function listKept(item: ItemRecord, shown: AssignedItem) {
  const { externalId, task, factors, parts, truth, fileMajority, reservedFor, goldRationale } = item;
  const names = namesOf(shown);
  const ofItem = fields(null, [
    ["Id", externalId],
    ["Task", task.externalId],
    ...factorsOf(factors),
    ["Persona", shown.persona ? undefined : task.persona],
    ["Track", task.track],
    ["Tier", task.tier],
    ...answers("Truth", truth, names),
    ...answers("Majority in the file", fileMajority, names),
    ["Gold answer", task.goldAnswer],
    ["Why the gold answer is right", goldRationale],
    ["Reserved for", reservedFor && reservationWords[reservedFor].name],
    ["Reference answer", task.referenceAnswer],
    ["Policy", task.policyText],
  ]);
  const ofParts = parts.flatMap(({ output, persona, label }, place) =>
    fields(names.get(String(place + 1)) ?? null, [
      ...factorsOf(ownFactors(output?.factors, factors)),
      ["Persona", shown.persona ? undefined : output?.persona],
      ["Persona", label === undefined ? undefined : persona],
      ["Text before names were masked", output?.shown?.text === undefined ? undefined : output.text],
      ["Turns before names were masked", output?.shown?.turns === undefined ? undefined : output.turns],
      ...Object.entries(output?.extra ?? {}),
    ]),
  );
  const seen = new Set<string>();
  return [...ofItem, ...ofParts].filter((field) => {
    const said = JSON.stringify(field);
    return !seen.has(said) && seen.add(said);
  });
}
