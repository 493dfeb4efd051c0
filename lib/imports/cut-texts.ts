type Limits = { longest: number; mostEntries: number };

const forLines: Limits = { longest: 400, mostEntries: 20 };

function cut(value: unknown, limits: Limits): unknown {
  const { longest, mostEntries } = limits;
  if (typeof value === "string") return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((inner) => cut(inner, limits));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, mostEntries)
      .map(([key, inner]) => [key, cut(inner, limits)]),
  );
}

/** Something to show: long texts and lists cut. */
export const cutTexts = <T>(value: T, limits = forLines): T => cut(value, limits) as T;
