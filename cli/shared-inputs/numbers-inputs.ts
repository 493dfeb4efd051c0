import { expect } from "vitest";
import type { Checks } from "./check";
import { runAgreement, runCompare } from "./drive";

/** Labels and what is computed of them on the command line. */
export const numbersInputs: Checks = {
  "ag16d-control.csv": async (path) => {
    const { text } = await runAgreement(path, { wide: true });
    expect(text).toMatch(/Cohen's kappa\s+\.500/);
    const compared = await runCompare(path, { human: "ann", judge: "ben" });
    expect(compared.value).toMatchObject({ humans: ["ann"], units: 4 });
  },
};
