import { arena } from "@/lib/formats/arena";
import { dices } from "@/lib/formats/dices";
import type { Format } from "@/lib/formats/format";
import { healthBench } from "@/lib/formats/healthbench";
import { healthBenchJudge } from "@/lib/formats/healthbench-judge";
import { humanJudge } from "@/lib/formats/human-judge";
import { labels } from "@/lib/formats/labels";
import { mtBench } from "@/lib/formats/mt-bench";
import { mtBenchGallery } from "@/lib/formats/mt-bench-gallery";
import { outputs } from "@/lib/formats/outputs";
import { personaEval } from "@/lib/formats/personaeval";
import { personaEvalResult } from "@/lib/formats/personaeval-result";
import { personaFeedback } from "@/lib/formats/personafeedback";
import { personas } from "@/lib/formats/personas";
import { records } from "@/lib/formats/records";
import { scores } from "@/lib/formats/scores";

/** Every format, in and out, in the order of a list to choose from; of two that a file may be just as well, the first is taken. */
const list = {
  outputs,
  personas,
  labels,
  scores,
  personaeval: personaEval,
  "personaeval-result": personaEvalResult,
  personafeedback: personaFeedback,
  arena,
  "mt-bench": mtBench,
  "mt-bench-gallery": mtBenchGallery,
  dices,
  healthbench: healthBench,
  "healthbench-judge": healthBenchJudge,
  records,
  "human-judge": humanJudge,
};

export type FormatKey = keyof typeof list;
export type ExportKey = NonNullable<(typeof list)[FormatKey]["write"]>["key"];

export const formats: { readonly [Key in FormatKey]: Format<Key, ExportKey> } = list;

export const formatKeys = Object.keys(list) as [FormatKey, ...FormatKey[]];

/** Those that a file can be loaded as. */
export const readableKeys = formatKeys.filter((key) => formats[key].read ?? formats[key].archive);

export const isFormatKey = (text: string): text is FormatKey => Object.hasOwn(list, text);

/** The format of folders and archives: there is one. */
export const archiveKey = formatKeys.find((key) => formats[key].archive) ?? "personafeedback";

/** What a page shows of the formats that can be loaded. */
export const listReadable = () =>
  readableKeys.map((key) => ({ key, label: formats[key].label, asks: formats[key].asks }));
export type FormatEntry = ReturnType<typeof listReadable>[number];
