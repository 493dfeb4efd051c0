import type { Check, Json } from "./layout";

/** One place where what was got is not what was expected. */
export type Difference = { path: string; expected: Json; got: Json | undefined };

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Files write what no number is as text or as null. */
const isAbsent = (value: Json | undefined) => value === null || value === "NaN" || value === undefined;

function isClose(expected: number, got: number, { relative, absolute }: Check["tolerance"]): boolean {
  const gap = Math.abs(expected - got);
  return gap <= (absolute ?? 0) || gap <= (relative ?? 0) * Math.abs(expected) || gap === 0;
}

/**
 * Standard errors and ends of intervals that are 0 (or a point) come out of some tools as rounding noise of 1e-8,
 * the root of 1e-16, and more where it is divided by a small 1 - pe; ours are exact.
 */
const isNoise = (path: string, expected: number, got: number) =>
  /(se|ase|err|cilow|cihigh|ciunweighted(\[\d\])?)$/i.test(path) && Math.abs(expected) < 1e-6 && Math.abs(got) < 1e-6;

/**
 * Compares everything that is expected, key by key. A key or a whole path in `ignored` is passed over, a key that was not got is a
 * difference, and a value that is undefined on both sides is equal.
 */
export function compareJson(
  expected: Json,
  got: Json | undefined,
  tolerance: Check["tolerance"],
  ignored: ReadonlySet<string> = new Set(),
  path = "",
): Difference[] {
  if (isList(expected)) {
    if (!isList(got) || got.length !== expected.length) return [{ path, expected, got }];
    return expected.flatMap((own, i) =>
      ignored.has(`${path}[${i}]`) ? [] : compareJson(own, got[i], tolerance, ignored, `${path}[${i}]`),
    );
  }
  if (isRecord(expected)) {
    if (!isRecord(got)) return [{ path, expected, got }];
    return Object.entries(expected).flatMap(([key, own]) => {
      const place = path ? `${path}.${key}` : key;
      return ignored.has(key) || ignored.has(place) ? [] : compareJson(own, got[key], tolerance, ignored, place);
    });
  }
  if (isAbsent(expected)) return isAbsent(got) && got !== undefined ? [] : [{ path, expected, got }];
  if (typeof expected === "number") {
    const isSame = typeof got === "number" && (isClose(expected, got, tolerance) || isNoise(path, expected, got));
    return isSame ? [] : [{ path, expected, got }];
  }
  return expected === got ? [] : [{ path, expected, got }];
}

/** How many values a check expects, but for keys and paths in `ignored`. */
export function countLeaves(expected: Json, ignored: ReadonlySet<string>, path = ""): number {
  if (isList(expected) && expected.length > 0)
    return expected.reduce<number>((sum, own, i) => {
      const place = `${path}[${i}]`;
      return sum + (ignored.has(place) ? 0 : countLeaves(own, ignored, place));
    }, 0);
  if (!isRecord(expected)) return 1;
  return Object.entries(expected).reduce((sum, [key, own]) => {
    const place = path ? `${path}.${key}` : key;
    return sum + (ignored.has(key) || ignored.has(place) ? 0 : countLeaves(own, ignored, place));
  }, 0);
}
