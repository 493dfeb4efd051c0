import { frameOf, type LabelFrame } from "@/lib/measure/models/label-frame";
import type { Output } from "../output";
import { UsageError } from "../usage-error";
import { type FileOptions, readDistinctColumns } from "./agreement-of-file";
import { describeFolding } from "./describe-folding";
import { readAgreementFile } from "./read-agreement-file";
import { readScale, type Scale } from "./scale";

/** The labels of a file as models take them. What was made of spellings and columns is said. */
export async function frameOfFile(
  output: Output,
  file: string,
  options: FileOptions,
  unitsOf: "all" | "part",
): Promise<{ frame: LabelFrame; scale: Scale; notes: string[] }> {
  const scale = readScale({ ...options, multi: false });
  const { groups, folding, notes, isAnonymous } = await readAgreementFile(file, readDistinctColumns(options), scale);
  if (options.by === undefined && groups.length > 1)
    throw new UsageError(`${file} holds several questions: name one with --question.`);
  const parts = groups.map(({ name, ratings, clusters }) => ({
    name: name ?? "",
    ratings,
    prompts: clusters?.of ?? null,
  }));
  const about = [...notes, ...describeFolding(folding)];
  for (const note of about) output.say(note);
  return { frame: frameOf(parts, { unitsOf, isAnonymous }), scale, notes: about };
}
