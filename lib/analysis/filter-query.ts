import type { AnalysisFilter } from "@/lib/analysis/filter";

/** The query string of a filter with some of it changed; defaults are left out so that links stay short. */
export function filterQuery(filter: AnalysisFilter, changes: Partial<AnalysisFilter> = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...filter, ...changes })) if (value !== "") query.set(key, String(value));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
