import { fail, ok, type Result } from "@/lib/result";
import { isJsonObject, tryParseJson } from "@/lib/text/rows/parse-json";

/** How far from 1 a sum may lie: as far as two decimals of a few options round. */
const tolerance = 0.02;

const example = 'write an object of every option with a share, as { "yes": 0.8, "no": 0.2 }';

const toNumber = (share: unknown) => {
  if (typeof share === "number") return share;
  return typeof share === "string" && share.trim() !== "" ? Number(share) : Number.NaN;
};

function findBadShare([key, share]: readonly [string, unknown]): string | null {
  const number = toNumber(share);
  if (Number.isNaN(number)) return `"${key}" has ${JSON.stringify(share)}, which is no number`;
  if (number < 0) return `"${key}" has ${number}, below 0. If these are log-probabilities, write exp(x) of each`;
  if (number > 1) return `"${key}" has ${number}, above 1. If these are percentages, divide them by 100`;
  return null;
}

/**
 * Probabilities by option as a file has them, from an object or its JSON; null where there are none. Fails for what is no
 * distribution: a list or a single number, a share that is no number from 0 to 1, and shares that do not add up to 1 (within
 * .02). Nothing is rescaled or filled in.
 */
export function readProbabilities(cell: unknown): Result<Record<string, number> | null, string> {
  if (cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "")) return ok(null);
  const value = typeof cell === "string" ? tryParseJson(cell).value : cell;
  if (Array.isArray(value)) return fail(`This is a list, which does not say what its shares are of: ${example}`);
  if (!isJsonObject(value)) return fail(`These are no probabilities by option: ${example}`);
  const shares = Object.entries(value);
  if (shares.length === 0) return ok(null);
  const bad = shares.map(findBadShare).find((reason) => reason !== null);
  if (bad) return fail(bad);
  const numbers = shares.map(([key, share]) => [key, toNumber(share)] as const);
  const total = numbers.reduce((sum, [, share]) => sum + share, 0);
  if (Math.abs(total - 1) <= tolerance + Number.EPSILON * 8) return ok(Object.fromEntries(numbers));
  const help = total < 1 ? "give the rest to the options it belongs to" : "each is a share of 1";
  return fail(`The shares add up to ${Number(total.toPrecision(4))} and not to 1: ${help}, or leave the column out`);
}
