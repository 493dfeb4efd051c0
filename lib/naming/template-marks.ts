import type { HiddenKind } from "@/lib/naming/hidden-terms";

/*
 * What a chat template leaves in a text: instructions to the model, which tell who it was asked to be, and marks, which tell
 * the family of models that they belong to.
 */

type Found = { start: number; end: number; term: string; kind: HiddenKind };

const passages = [
  /<\|im_start\|>\s*system\b[\s\S]*?(?:<\|im_end\|>|$)/gu,
  /<\|start_header_id\|>\s*system\s*<\|end_header_id\|>[\s\S]*?(?:<\|eot_id\|>|$)/gu,
  /<<SYS>>[\s\S]*?(?:<<\/SYS>>|$)/gu,
  /<\|system\|>[\s\S]*?(?=<\|(?:user|assistant|end)\|>|<\/s>|$)/gu,
  /\[SYSTEM_PROMPT\][\s\S]*?(?:\[\/SYSTEM_PROMPT\]|$)/gu,
];
/** `System: You are ...` to the next empty line or speaker. */
const written =
  /^(?:#{1,4}\s*)?(?:\*\*)?System(?: prompt| message)?(?:\*\*)?:(?:\*\*)?\s*(?=(?:you are|you're|your (?:name|role)|act as|pretend|play)\b)[\s\S]*?(?=\n\s*\n|\n(?:#{1,4}\s*)?(?:\*\*)?(?:user|human|assistant|ai)(?:\*\*)?:|$(?![\s\S]))/gimu;
const marks =
  /<\|(?:im_start|im_end|start_header_id|end_header_id|eot_id|begin_of_text|end_of_text|endoftext|user|assistant|end|end_of_turn)\|>|\[\/?INST\]|<\/?(?:start|end)_of_turn>|<\/?s>|<(?:bos|eos)>/gu;
const tags = /\[(?:character|persona|role|speaker)\s*\d*\s*:\s*([^\]\n]{1,80}?)\s*\]/giu;

/** Whether a text could hold any: cheap, for most do not. */
const mayHold =
  /<\||<<SYS|\[\/?INST|_of_turn>|<\/?s>|<[be]os>|SYSTEM_PROMPT|system|\[(?:character|persona|role|speaker)/iu;

/** Instructions and marks of chat templates in a text, and whom a tag such as `[Character1: Mira]` names where personas are hidden. */
export function* findTemplates(text: string, hidesPersona: boolean): Generator<Found> {
  if (!mayHold.test(text)) return;
  for (const pattern of [...passages, written])
    for (const { index, 0: found } of text.matchAll(pattern))
      yield { start: index, end: index + found.length, term: "instructions to the model", kind: "instruction" };
  for (const { index, 0: found } of text.matchAll(marks))
    yield { start: index, end: index + found.length, term: found, kind: "mark" };
  if (!hidesPersona) return;
  for (const { index, 0: found, 1: name = "" } of text.matchAll(tags)) {
    const start = index + found.lastIndexOf(name);
    yield { start, end: start + name.length, term: name, kind: "persona" };
  }
}

/** The text without instructions between marks: what is left out of a prompt where the persona is hidden. */
export const leaveOutTemplates = (text: string): string =>
  mayHold.test(text) ? passages.reduce((rest, pattern) => rest.replace(pattern, ""), text) : text;
