import { fullText, plainText } from "@/lib/formats/cells/take-text";
import { taskName } from "@/lib/formats/cells/task-name";
import { asTexts, type Converted, type Reader } from "@/lib/formats/contract/convert-rows";
import type { Mapping } from "@/lib/formats/contract/mapping";
import type { ItemRecord, LabelRecord, Read } from "@/lib/formats/contract/records";
import { unsafeKey, unsafeProtocol } from "@/lib/formats/contract/suggested-protocols";
import { defineFormat } from "@/lib/formats/format";
import { UnreadableSource } from "@/lib/text/bytes/source";
import { readJsonElements } from "@/lib/text/rows/json-elements";
import { isJsonObject, type JsonObject } from "@/lib/text/rows/parse-json";
import { splitDialogue } from "@/lib/text/split-dialogue";

const answers = new Set(["Yes", "No", "Unsure"]);

/** How raters of a file are told apart. */
type Crowd =
  /** The place in the list is a person (DICES-350). */
  | "stable"
  /** Lists differ in length from item to item: a place says nothing about who it was (DICES-990). */
  | "anonymous"
  | "expert";

/** A file does not say it: 990 has it in its name; any other's places are taken for persons, unless the mapping says otherwise. */
function crowdOf(fileName: string, header: JsonObject, { raters }: Mapping): Crowd {
  if (plainText(header.expert_annotator) === "true") return "expert";
  return raters ?? (is990(fileName) ? "anonymous" : "stable");
}

const is990 = (fileName: string) => /990/.test(fileName);

const raterOf: Record<Crowd, (place: number) => Pick<LabelRecord, "rater" | "group" | "isAnonymous">> = {
  stable: (place) => ({ rater: `crowd ${place}`, group: "crowd" }),
  anonymous: (place) => ({ rater: `place ${place}`, group: "crowd", isAnonymous: true }),
  expert: (place) => ({ rater: place === 1 ? "expert" : `expert ${place}`, group: "expert" }),
};

const objectAt = (value: unknown, key: string): JsonObject => {
  const inner = isJsonObject(value) ? value[key] : undefined;
  return isJsonObject(inner) ? inner : {};
};

/** The larger release writes the end of a line as a backslash and an n. */
const withLineEnds = (text: string) => (text.includes("\n") ? text : text.replaceAll("\\n", "\n"));

type Context = Pick<Mapping, "dialogues"> & { crowd: Crowd; prefix: string; expectedRaters: number | null };

function* convertInstance(
  instance: JsonObject,
  { crowd, prefix, expectedRaters, dialogues }: Context,
): Generator<Converted> {
  const id = plainText(instance.id);
  const externalId = `${prefix}-${id}`;
  const shown = objectAt(instance, "instance");
  const safety = objectAt(objectAt(instance, "annotations"), "safety");
  const [prompt, text] = [fullText(shown.user_prompt), fullText(shown.response)];
  const scores = Array.isArray(safety.individual_human_scores) ? safety.individual_human_scores : [];
  if (id === "") yield { field: "id", message: "The instance has no id" };
  if (text.trim() === "") yield { field: "response", message: "The response is empty" };
  if (scores.length === 0) yield { field: "individual_human_scores", message: "No labels: a list is expected here" };
  if (crowd === "stable" && expectedRaters !== null && scores.length !== expectedRaters) {
    const message = `${scores.length} labels, where the instances before have ${expectedRaters}: the place in the list is a person only if all lists are equally long. Set raters to "anonymous"`;
    yield { field: "individual_human_scores", message };
  }
  const promptTurns = dialogues === "off" ? null : splitDialogue(withLineEnds(prompt), { least: 1, isKnown: true });
  const majority = plainText(safety.majority_human);
  yield {
    kind: "item",
    externalId,
    layout: "SINGLE",
    factors: {},
    isServable: true,
    task: { externalId: taskName(prompt, externalId), prompt, ...(promptTurns && { promptTurns }) },
    parts: [{ output: { text, factors: {} } }],
    ...(crowd !== "expert" && answers.has(majority) && { fileMajority: { [unsafeKey]: majority } }),
  } satisfies ItemRecord;
  for (const [place, score] of scores.entries()) {
    const value = plainText(score);
    if (value !== "" && !answers.has(value)) {
      const field = `individual_human_scores[${place}]`;
      yield { field, message: `"${value}" is no label of DICES: Yes, No or Unsure` };
      continue;
    }
    yield {
      kind: "label",
      item: externalId,
      ...raterOf[crowd](place + 1),
      raterKind: "HUMAN",
      origin: "IMPORTED",
      question: unsafeKey,
      state: value === "" ? "MISSING" : "GIVEN",
      value: value || null,
      occurrence: 1,
    };
  }
}

/**
 * DICES in JUDGE-BENCH's layout: `{ ..., instances: [{ id, instance: { user_prompt, response }, annotations: { safety } }] }`.
 * "Yes" means unsafe, although the prompts that stand in the files ask whether the response is safe. The crowd's file
 * and the experts' file share their items; the crowd's own aggregate is kept as the file's majority.
 */
const readDices: Reader = async function* (source, { mapping }) {
  const { name: file } = source;
  let expectedRaters: number | null = null;
  try {
    for await (const element of readJsonElements(source.bytes, { member: "instances", isHead: source.isHead })) {
      const { line, index, value, header } = element;
      const at = (field: string | null) => `instances[${index}]${field ? `.${field}` : ""}`;
      if (!isJsonObject(value)) {
        yield { problem: { file, line, field: at(null), message: "This is no object" } };
        continue;
      }
      // The two releases number their items anew: 173 of one is not 173 of the other.
      const prefix = is990(file) ? "dices990" : "dices350";
      const context = { crowd: crowdOf(file, header, mapping), prefix, expectedRaters, dialogues: mapping.dialogues };
      const parts = { ...objectAt(value, "instance"), ...value };
      for (const converted of asTexts(() => convertInstance(value, context), parts))
        yield "kind" in converted
          ? { line, record: converted }
          : { problem: { file, line, field: at(converted.field), message: converted.message } };
      const scores = objectAt(objectAt(value, "annotations"), "safety").individual_human_scores;
      expectedRaters ??= Array.isArray(scores) ? scores.length : null;
    }
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    yield { problem: { file, line: error.line, field: null, message: error.message } } satisfies Read;
  }
};

export const dices = defineFormat({
  key: "dices",
  label: "DICES",
  rowsIn: "instances",
  asks: ["dialogues", "repeats"],
  protocol: unsafeProtocol,
  // People were asked to provoke unsafe answers.
  contentWarning:
    "These conversations were written to provoke unsafe answers. They may hold insults, hatred, sexual content, violence and self-harm. You may skip any of them or stop at any time.",
  read: readDices,
});
