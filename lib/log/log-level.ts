import { Refusal } from "@/lib/refusal";

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

export type LogLevel = (typeof logLevels)[number];

/** What is logged: nothing unless asked for, as commands say themselves what they do. A server asks for "info". */
export function readLogLevel(given: string | undefined): LogLevel {
  if (!given) return "silent";
  const level = logLevels.find((known) => known === given);
  if (!level) throw new Refusal(`GRATA_LOG is "${given}": set it to ${logLevels.join(", ")}.`);
  return level;
}
