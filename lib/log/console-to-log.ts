import { log } from "@/lib/log/log";

/**
 * What libraries write to the console of a server goes to the log instead, as far as a log may say it: Next prints whatever was thrown,
 * with its message. A text becomes the place that wrote it. So does what nobody caught; whether the process goes on is for
 * Next to say, which lets it.
 */
export function consoleToLog(): void {
  for (const level of ["error", "warn"] as const)
    console[level] = (...written: unknown[]) => {
      const error = written.find((value) => value instanceof Error) ?? new Error();
      log[level]("written to the console", { error });
    };
  process.on("uncaughtException", (error) => log.error("process failed", { error }));
}
