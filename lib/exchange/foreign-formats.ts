import { isJsonObject } from "@/lib/exchange/parse-json";
import type { Cells } from "@/lib/exchange/table-rows";

/** An export of another tool that no format here reads as a whole. */
type Foreign = {
  tool: string;
  fits: (has: (...names: string[]) => boolean, first: Cells, columns: readonly string[]) => boolean;
  /** What it holds that reading it as another format would lose or mistake. */
  holds: string;
  /** How to load what is in it today. */
  way: string;
};

const labelsWay = (item: string, rater: string, value: string) =>
  `for the labels choose "labels" with ${item} as the item, ${rater} as the rater and ${value} as the value`;

/** Rules from the most particular to the most general. */
const foreigners: readonly Foreign[] = [
  {
    tool: "Prodigy",
    fits: (has, _, columns) =>
      (has("answer") && (has("accept") || has("spans") || has("_annotator_id") || has("_session_id"))) ||
      columns.some((column) => ["_input_hash", "_task_hash"].includes(column)),
    holds: "labels by people (accept, answer) beside the texts",
    way: `for the texts choose "outputs" with text as the response; ${labelsWay("_task_hash", "_annotator_id", "accept")}`,
  },
  {
    tool: "Argilla",
    fits: (has, first, columns) =>
      has("_server_id") ||
      (isJsonObject(first.fields) && isJsonObject(first.responses)) ||
      columns.some((column) => /\.responses\.users$/.test(column)),
    holds: "labels by people (responses) beside the texts",
    way: 'for the texts choose "outputs" and say which column is the prompt and which the response; write the responses as a file of labels (item, rater, question, value)',
  },
  {
    tool: "Label Studio",
    fits: (has, first) =>
      has("annotation_id", "annotator", "lead_time") ||
      (has("data") && has("annotations") && isJsonObject(first.data) && Array.isArray(first.annotations)),
    holds: "labels by people (annotations) beside the texts",
    way: `for the texts choose "outputs" and say which column is which; ${labelsWay("id", "annotator", "the column called after the question")}`,
  },
  {
    tool: "doccano",
    fits: (has, first) => has("text") && (has("label") || has("labels")) && Array.isArray(first.label ?? first.labels),
    holds: "labels (label) beside the texts",
    way: 'for the texts choose "outputs" with text as the response; write the labels as a file of labels (item, rater, question, value)',
  },
  {
    tool: "Langfuse",
    fits: (has) => has("traceid") && (has("datatype") || has("stringvalue") || has("observationid")),
    holds: "scores by people and judges about traces",
    way: labelsWay("traceId", "userId", "value"),
  },
  {
    tool: "LangSmith",
    fits: (has, first) => has("inputs", "outputs") && isJsonObject(first.inputs),
    holds: "prompts and responses as objects (inputs, outputs)",
    way: "write the prompt and the response as texts in columns of their own",
  },
  {
    tool: "OpenAI Evals",
    fits: (has, first) => has("run_id", "event_id", "sample_id") || isJsonObject(first.spec),
    holds: "events of a run (sampling, metrics)",
    way: "write a row with prompt and response for each sample",
  },
  {
    tool: "Inspect",
    fits: (has, first) => has("eval", "samples") || (has("epoch", "scores", "input") && isJsonObject(first.output)),
    holds: "samples with messages and a judge's scores",
    way: "write a row with prompt and response for each sample, and the scores as a file of judge scores (item, judge, question, value)",
  },
  {
    tool: "the LM Evaluation Harness",
    fits: (has) => has("doc_id", "doc") && (has("resps") || has("filtered_resps")),
    holds: "prompts and responses as lists and objects (doc, resps)",
    way: "write the prompt and the response as texts in columns of their own",
  },
  {
    tool: "FastChat's pairwise judge",
    fits: (has) => has("model_1", "model_2") && has("g1_winner"),
    holds: "two verdicts of a judge on each pair, in both orders (g1_winner, g2_winner)",
    way: "write one vote a row with question_id, turn, model_a, model_b, judge and winner",
  },
  {
    tool: "AlpacaEval",
    fits: (has) => has("output_1", "output_2") && (has("generator_1") || has("preference")),
    holds: "a judge's preference between two outputs",
    way: 'for the pairs choose "outputs" with output_1 as response, output_2 as response_b, generator_1 as factor_a:model and generator_2 as factor_b:model',
  },
  {
    tool: "Qualtrics",
    fits: (has, first, columns) =>
      has("responseid") &&
      (has("startdate") || has("ipaddress") || Object.values(first).some(isImportId) || columns.length > 8),
    holds: "one respondent a row, two rows of headings, and personal data (e-mail and IP addresses)",
    way: "take out the second and third row and the personal columns, and write labels with item, rater, question and value",
  },
  {
    tool: "REDCap",
    fits: (has, _, columns) =>
      has("redcap_event_name") || (has("record_id") && columns.some((column) => /_complete$|___\d+$/.test(column))),
    holds: "labels by people, a record a row",
    way: labelsWay("the column that names it", "the column that names them", "the column called after the question"),
  },
  {
    tool: "Mechanical Turk",
    fits: (has, _, columns) => has("hitid", "workerid") || columns.some((column) => /^Answer\./.test(column)),
    holds: "labels by people (Answer. ...) beside what they saw (Input. ...)",
    way: labelsWay("HITId", "WorkerId", "the column Answer. and the question"),
  },
];

const isImportId = (value: unknown) => typeof value === "string" && value.includes("ImportId");

/** Why a file is not read without being told how: whose export it seems to be, what would be mistaken, and what to do. Null for others. */
export function describeForeign(columns: readonly string[], first: Cells): string | null {
  const known = new Set(columns.map((column) => column.toLowerCase()));
  const has = (...names: string[]) => names.every((name) => known.has(name));
  const found = foreigners.find(({ fits }) => fits(has, first, columns));
  if (!found) return null;
  const { tool, holds, way } = found;
  return `This looks like an export of ${tool}, with ${holds}. It is not read as it stands, so that no label is taken for a text or lost. Say how to read it: ${way}`;
}
