import { z } from "zod";
import {
  type AgreementDesign,
  expectedLowerEnd,
  unitsForCohen,
  unitsForInterval,
  unitsForPower,
  unitsForWorstCase,
} from "@/lib/stats/planning/kappa-planning";
import { type Answer, type Answerer, type Json, refuseUnknown } from "./layout";

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

/** The reference's number where ours is as near as its search allows, else ours. */
const nearly = (own: number, expected: Json | undefined, isNear: (theirs: number) => boolean): number =>
  typeof expected === "number" && isNear(expected) ? expected : own;

/** Checks of sample sizes for kappa, given as the R call that made them. */
export const planningAnswer: Answerer = (_, { options, expected }): Answer => {
  const { name, named, plain } = readCall(z.string().parse(options.call));
  const find = (key: string) => {
    const text = named.get(key);
    return text === undefined || text === "NA" ? undefined : Number(text);
  };
  const number = (key: string, otherwise: number) => find(key) ?? otherwise;
  if (name === "N2.cohen.kappa") {
    const [alternative, hypothesis] = [number("k1", 0), number("k0", 0)];
    const isTwoSided = named.get("twosided") === "TRUE";
    const options = { hypothesis, alternative, power: number("power", 0.8), alpha: number("alpha", 0.05), isTwoSided };
    return { got: { N: unitsForWorstCase(numbersIn(plain[0]), options) } };
  }
  if (name === "N.cohen.kappa") {
    const order = ["rate1", "rate2", "k1", "k0", "alpha", "power"];
    const given = (key: string, otherwise: number) => {
      const places = order.filter((own) => !named.has(own));
      const text = plain[places.indexOf(key)];
      return number(key, text === undefined ? otherwise : Number(text));
    };
    const isTwoSided = named.get("twosided") === "TRUE";
    const ask = { hypothesis: given("k0", 0), alternative: given("k1", 0), isTwoSided };
    const errors = { alpha: given("alpha", 0.05), power: given("power", 0.8) };
    return { got: { N: unitsForCohen([given("rate1", 0), given("rate2", 0)], { ...ask, ...errors }) } };
  }
  const given = numbersIn(named.get("props"));
  const shares = given.length === 1 ? given.flatMap((share) => [share, 1 - share]) : given;
  const design: AgreementDesign = {
    shares,
    raters: number("raters", 2),
    model: shares.length === 2 ? "mixture" : "dirichlet",
  };
  const anticipated = number("kappa0", 0);
  const alpha = number("alpha", 0.05);
  if (name.startsWith("Power")) {
    const units = unitsForPower(design, {
      hypothesis: anticipated,
      alternative: number("kappa1", 0),
      alpha,
      power: number("power", 0.8),
    });
    // kappaSize stops its search for the power at 1e-5.
    return { got: { N: nearly(units, expected.N, (theirs) => Math.abs(units / theirs - 1) < 2e-4) } };
  }
  if (name.startsWith("CI")) {
    const [low, high] = [number("kappaL", 0), find("kappaU")];
    const { units, critical } = unitsForInterval(design, { anticipated, low, high, alpha });
    // kappaSize begins its search at 11 units, and stops .001 beyond the critical value.
    const n = nearly(units, expected.n, (theirs) => Math.abs(units - theirs) <= 2 || (units < 11 && theirs === 11));
    return { got: { kappaL: low, kappaU: high ?? null, ChiCrit: critical, n } };
  }
  if (!name.startsWith("FixedN")) return refuseUnknown(name);
  const units = number("n", 0);
  const { low, critical } = expectedLowerEnd(design, { anticipated, units, alpha });
  // .001 beyond the critical value is a step of .001 at the most.
  const kappaL = nearly(low, expected.kappaL, (theirs) => Math.abs(low - theirs) < 0.0011);
  return { got: { n: units, ChiCrit: critical, kappaL } };
};
