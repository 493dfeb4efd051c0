import { expect, test } from "vitest";
import { familiesOf, listKin, listKinLines, markKin } from "@/lib/judges/model-family";

test.each([
  ["gpt-4o", ["gpt"]],
  ["openai/gpt-4.1", ["gpt"]],
  ["GPT4_pair", ["gpt"]],
  ["ChatGPT", ["gpt"]],
  ["o3-mini", ["gpt"]],
  ["azure/o1-preview-2024-09-12", ["gpt"]],
  ["ft:gpt-4o-mini-2024-07-18:clinic::9abc", ["gpt"]],
  ["openai/gpt-oss-120b", ["gpt"]],
  ["text-davinci-003", ["gpt"]],
  ["claude-v1", ["claude"]],
  ["anthropic.claude-3-5-sonnet-20241022-v2:0", ["claude"]],
  ["Sonnet 4", ["claude"]],
  ["models/gemini-1.5-pro", ["gemini"]],
  ["google/gemma-2-9b-it", ["gemini"]],
  ["meta-llama/Meta-Llama-3.1-70B-Instruct", ["llama"]],
  ["codellama_34b", ["llama"]],
  ["vicuna-13b-v1.3", ["llama"]],
  ["alpaca-13b", ["llama"]],
  ["nvidia/Llama-3.1-Nemotron-70B", ["llama"]],
  ["ollama/mistral:7b", ["mistral"]],
  ["Qwen2.5-72B-Instruct", ["qwen"]],
  ["QwQ-32B", ["qwen"]],
  ["mistralai/Mixtral-8x7B-Instruct-v0.1", ["mistral"]],
  ["Ministral-8B", ["mistral"]],
  ["HuggingFaceH4/zephyr-7b-beta", ["mistral"]],
  ["cognitivecomputations/dolphin-2.6-mixtral-8x7b", ["mistral"]],
  ["deepseek-chat", ["deepseek"]],
  ["deepseek-ai/DeepSeek-R1-Distill-Llama-70B", ["llama", "deepseek"]],
  ["DeepSeek-R1-Distill-Qwen-7B", ["qwen", "deepseek"]],
  ["command-r-plus", ["command"]],
  ["CohereForAI/c4ai-command-r-08-2024", ["command"]],
  ["microsoft/Phi-3-mini-4k-instruct", ["phi"]],
  ["phi4", ["phi"]],
  ["EleutherAI/gpt-j-6b", ["pythia"]],
])("%s is of the family %j", (name, families) => {
  expect(familiesOf(name)).toEqual(families);
});

test.each([
  "delphi-7b",
  "philosopher",
  "dolphin",
  "command-line tool",
  "commander",
  "octopus-v2",
  "gpt2-large",
  "solo1",
])("%s is of no family that is known, and only like itself", (name) => {
  expect(familiesOf(name)).toEqual([name.replace(" ", "-")]);
});

test("a judge is kin to the judged models of its family, by its name or by the family it came with", () => {
  const judged = ["gpt-3.5-turbo", "claude-v1", "vicuna-13b", "our model"];
  expect(listKin({ name: "GPT-4o (strict)", modelFamily: null }, judged)).toEqual(["gpt-3.5-turbo"]);
  expect(listKin({ name: "strict judge", modelFamily: "Claude" }, judged)).toEqual(["claude-v1"]);
  expect(listKin({ name: "meta/llama-3-8b", modelFamily: null }, judged)).toEqual(["vicuna-13b"]);
  expect(listKin({ name: "Our_Model", modelFamily: null }, judged)).toEqual(["our model"]);
  expect(listKin({ name: "keyword list", modelFamily: null }, judged)).toEqual([]);
  expect(listKin({ name: "", modelFamily: "" }, [""])).toEqual([]);
});

test("is marked where it is named, and the mark is said once", () => {
  expect([markKin("gpt-4", ["gpt-3.5"]), markKin("gpt-4", [])]).toEqual(["gpt-4 †", "gpt-4"]);
  const marked = { name: "gpt-4 †", kin: ["gpt-3.5"] };
  expect(listKinLines([marked, marked, { name: "toxicity", kin: [] }])).toEqual([
    "gpt-4 †: of the same family as gpt-3.5, which it judges, and may favour it.",
  ]);
});
