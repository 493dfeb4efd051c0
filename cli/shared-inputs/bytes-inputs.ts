import { expect } from "vitest";
import type { Checks } from "./check";
import { runAgreement } from "./drive";

/** From bytes to rows: encodings, quoting, what spreadsheets leave, Parquet. */
export const bytesInputs: Checks = {
  "pq-snappy.parquet": async (path) => {
    const { text } = await runAgreement(path, {});
    expect(text).toContain("Labels:");
  },
};
