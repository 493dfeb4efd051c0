import { type Foreign, labelsWay } from "@/lib/formats/foreign/foreign";
import { isJsonObject, type JsonObject } from "@/lib/text/rows/parse-json";

const responseWay = (column: string) =>
  `choose "outputs" with ${column} as the response, and add what was asked in a column of its own as the prompt`;

const noAnswers = "what was asked, and no answer";
const requestWay = "load what came back, with the prompt of each in a column of its own";
const eachSample = "write a row with prompt and response for each";

const holdsObject = (value: unknown, ...names: string[]): value is JsonObject =>
  isJsonObject(value) && names.every((name) => name in value);

/** Lists that hold what models said, whatever else a table calls so; `choices` are options of a question where they are texts. */
const severalAnswers = ["responses", "outputs", "completions", "answers", "generations", "candidates", "samples"];
const oneAnswer =
  /^(?:response|output|completion|answer|generation|chosen|messages|conversations?|turns)(?:_[ab01])?$/i;
const isAnswer = (value: unknown) => (typeof value === "string" && value.length > 0) || isJsonObject(value);
const isAnswers = (value: unknown) => Array.isArray(value) && value.length > 1 && value.every(isAnswer);

/** What programs wrote that asked or measured a model. From the most particular to the most general. */
export const modelLogs: readonly Foreign[] = [
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
    what: "requests of OpenAI's batches",
    fits: (has, first) => has("custom_id", "method", "url", "body") && isJsonObject(first.body),
    holds: noAnswers,
    way: requestWay,
  },
  {
    what: "requests of Anthropic's batches",
    fits: (has, first) => has("custom_id", "params") && isJsonObject(first.params),
    holds: noAnswers,
    way: requestWay,
  },
  {
    what: "results of Anthropic's batches",
    fits: (has, first) => has("custom_id", "result") && holdsObject(first.result, "type"),
    holds: "whole answers of the interface (result)",
    way: responseWay("result"),
  },
  {
    what: "results of Bedrock's batches",
    fits: (has) => has("modelinput", "modeloutput"),
    holds: "whole requests and answers of the interface (modelInput, modelOutput)",
    way: responseWay("modelOutput"),
  },
  {
    what: "results of Vertex's batches",
    fits: (_, first) => holdsObject(first.request, "contents") && isJsonObject(first.response),
    holds: "whole requests and answers of the interface (request, response)",
    way: 'choose "outputs" with response as the response and request as extra, and add what was asked in a column of its own as the prompt',
  },
  {
    what: "answers of OpenAI's interface",
    fits: (has, first) =>
      has("choices") && Array.isArray(first.choices) && (has("usage") || has("object") || has("created")),
    holds: "the text within lists (choices)",
    way: responseWay("choices"),
  },
  {
    what: "answers of Anthropic's interface",
    fits: (has, first) => first.type === "message" && has("role", "content", "model"),
    holds: "the text within a list (content)",
    way: responseWay("content"),
  },
  {
    what: "answers of Gemini's interface",
    fits: (_, first) => Array.isArray(first.candidates) && holdsObject(first.candidates[0], "content"),
    holds: "the text within lists (candidates)",
    way: responseWay("candidates"),
  },
  {
    what: "answers of Ollama in pieces",
    fits: (has, first) => has("model", "created_at", "done") && first.done === false,
    holds: "a piece of a text a row",
    way: "ask without streaming, or join the pieces of each answer into one row",
  },
  {
    what: "answers of Ollama's chat",
    fits: (has, first) => has("model", "created_at", "done") && isJsonObject(first.message),
    holds: "the text within an object (message)",
    way: responseWay("message"),
  },
  {
    what: "answers of Text Generation Inference in pieces",
    fits: (has, first) => has("generated_text") && holdsObject(first.token, "id", "text"),
    holds: "a piece of a text a row",
    way: "ask without streaming, or join the pieces of each answer into one row",
  },
  {
    what: "answers of vLLM",
    fits: (has, first) => has("request_id", "outputs") && Array.isArray(first.outputs),
    holds: "the text within a list (outputs)",
    way: 'choose "outputs" with outputs as the response and prompt as the prompt',
  },
  {
    what: "rows of Hugging Face's viewer",
    fits: (has, first) => has("row_idx", "row") && isJsonObject(first.row),
    holds: "each row within an object (row)",
    way: "write what stands in row, one a line, or download the data set as Parquet",
  },
  {
    what: "an answer of Hugging Face's viewer",
    fits: (_, first) => Array.isArray(first.features) && Array.isArray(first.rows),
    holds: "the rows in a list (rows), each within an object (row)",
    way: "write what stands in row, one a line, or download the data set as Parquet",
  },
  {
    what: "conversations exported from ChatGPT",
    fits: (has, first) => has("mapping", "current_node") && isJsonObject(first.mapping),
    holds: "the messages as a tree (mapping), and whole private conversations",
    way: eachSample,
  },
  {
    what: "conversations exported from Claude",
    fits: (_, first) => Array.isArray(first.chat_messages),
    holds: "whole private conversations (chat_messages)",
    way: eachSample,
  },
  {
    what: "messages of OpenAssistant",
    fits: (has) => has("message_id", "parent_id", "text", "role"),
    holds: "a message a row, each under the one that it answers",
    way: "write a row for each answer, with the message above it as the prompt",
  },
  {
    what: "rows with several answers each",
    fits: (_, first, columns) =>
      !columns.some((column) => oneAnswer.test(column)) && severalAnswers.some((name) => isAnswers(first[name])),
    holds: "a list of answers in one cell",
    way: "write one answer a row, or two of them as response_a and response_b",
  },
  {
    tool: "promptfoo",
    fits: (has, first) => has("evalid", "results") && isJsonObject(first.results),
    holds: "prompts, answers and scores in lists (results.results)",
    way: eachSample,
  },
  {
    tool: "HELM",
    fits: (has, first) => has("adapter_spec", "request_states") && Array.isArray(first.request_states),
    holds: "requests and answers in a list (request_states)",
    way: eachSample,
  },
];
