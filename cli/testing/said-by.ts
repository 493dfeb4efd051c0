import type { Output } from "../output";

/** What a command says of its result, for scripts and for people. */
export async function saidBy(work: (output: Output) => Promise<void>) {
  const said = { value: null as unknown, text: "" };
  const ignore = () => undefined;
  const result: Output["result"] = (value, lines) => Object.assign(said, { value, text: lines.join("\n") });
  await work({ say: ignore, warn: ignore, progress: ignore, result });
  return said;
}
