import { z } from "zod";
import {
  type AgreementDesign,
  expectedLowerEnd,
  unitsForCohen,
  unitsForInterval,
  unitsForPower,
  unitsForWorstCase,
} from "@/lib/stats/kappa-planning";
import type { Answer, Answerer } from "./layout";

/** The arguments of a call written in R: numbers, named or not, vectors as c(...), TRUE and FALSE. */
function readCall(call: string): { name: string; named: Map<string, string>; plain: string[] } {
  const [, name = "", inside = ""] = /^([\w.]+)\((.*)\)$/.exec(call) ?? [];
  const parts = inside.split(/,(?![^()]*\))/);
  const named = new Map<string, string>();
  const plain: string[] = [];
  for (const part of parts) {
    const [, key, value] = /^\s*(\w+)\s*=\s*(.*)$/.exec(part) ?? [];
    if (key && value !== undefined) named.set(key, value.trim());
    else plain.push(part.trim());
  }
  return { name, named, plain };
}

const numbersIn = (text = "") =>
  text
    .replace(/^c\(|\)$/g, "")
    .split(",")
    .map(Number);

/** Checks of sample sizes for kappa, given as the R call that made them. */
export const planningAnswer: Answerer = (_, { options, expected }): Answer => {
  const { name, named, plain } = readCall(z.string().parse(options.call));
  const number = (key: string, otherwise?: number) => {
    const text = named.get(key);
    return text === undefined || text === "NA" ? otherwise : Number(text);
  };
  if (name === "N2.cohen.kappa") {
    const [alternative, hypothesis] = [number("k1", 0) as number, number("k0", 0) as number];
    const isTwoSided = named.get("twosided") === "TRUE";
    const options = { hypothesis, alternative, power: number("power", 0.8), alpha: number("alpha", 0.05), isTwoSided };
    return { got: { N: unitsForWorstCase(numbersIn(plain[0]), options) } };
  }
  if (name === "N.cohen.kappa") {
    const [a = 0, b = 0, alternative = 0, hypothesis = 0] = plain.map(Number);
    const isTwoSided = named.get("twosided") === "TRUE";
    const power = number("power", 0.8);
    return { got: { N: unitsForCohen([a, b], { hypothesis, alternative, power, isTwoSided }) } };
  }
  const given = numbersIn(named.get("props"));
  const shares = given.length === 1 ? [given[0] as number, 1 - (given[0] as number)] : given;
  const design: AgreementDesign = {
    shares,
    raters: number("raters", 2),
    model: shares.length === 2 ? "mixture" : "dirichlet",
  };
  const anticipated = number("kappa0", 0) as number;
  const alpha = number("alpha", 0.05);
  if (name.startsWith("Power")) {
    const units = unitsForPower(design, {
      hypothesis: anticipated,
      alternative: number("kappa1", 0) as number,
      alpha,
      power: number("power", 0.8),
    });
    const isNear = typeof expected.N === "number" && Math.abs(units / expected.N - 1) < 1e-4;
    const stops = { N: "within 1e-4: kappaSize stops its search for the power at 1e-5" };
    return { got: { N: units }, notCompared: isNear ? stops : {} };
  }
  if (name.startsWith("CI")) {
    const [low, high] = [number("kappaL") as number, number("kappaU")];
    const { units, critical } = unitsForInterval(design, { anticipated, low, high, alpha });
    return { got: { kappaL: low, kappaU: high ?? null, ChiCrit: critical, n: units } };
  }
  const units = number("n", 0) as number;
  const { low, critical } = expectedLowerEnd(design, { anticipated, units, alpha });
  return { got: { n: units, ChiCrit: critical, kappaL: low } };
};
