import "server-only";
import { type AnalysisKey, analyses, analysisKeys, isAnalysisKey } from "@/lib/analysis/analyses";
import type { FigureRow } from "@/lib/analysis/analysis";
import { type AnalysisFilter, analysisFilterSchema } from "@/lib/analysis/filter";
import { findFigures, findSeed } from "@/lib/analysis/queries";
import { Refusal } from "@/lib/refusal";
import { routeAccess } from "@/lib/studies/access";
import type { StudyAccess } from "@/lib/studies/proof";
import { type Cell, writeCsvRow } from "@/lib/text/rows/write-csv-row";

const columns = ["of", "figure", "value", "low", "high", "on", "interval_by", "because", "draws", "seed"];

/**
 * Unrounded; what is not defined is empty, and `because` says why. What was drawn says how often and from which seed, so
 * that it can be drawn again.
 */
const toCells =
  (seed: number | null) =>
  ({ of, figure, on, estimate }: FigureRow): Cell[] => {
    if (!estimate.defined) return [of, figure, null, null, null, on, null, estimate.because, null, null];
    const { value, interval, replicates } = estimate.value;
    const drawn = replicates > 0 ? [replicates, seed] : [null, null];
    if (!interval.defined) return [of, figure, value, null, null, on, null, interval.because, ...drawn];
    const { low, high, method } = interval.value;
    return [of, figure, value, low, high, on, method, null, ...drawn];
  };

async function writeFigures<Key extends AnalysisKey>(
  key: Key,
  access: StudyAccess,
  filter: AnalysisFilter,
): Promise<string | null> {
  const figures = await findFigures(key, access, filter);
  if (figures === null) return null;
  return [columns, ...analyses[key].listFigures(figures).map(toCells(await findSeed(access)))]
    .map(writeCsvRow)
    .join("");
}

const refuse = (error: string, status = 404) =>
  Response.json({ error }, { status, headers: { "Cache-Control": "no-store" } });

/** Figures that cannot be had now. */
function refuseForNow(error: unknown): Response {
  if (error instanceof Refusal) return refuse(error.message, 503);
  throw error;
}

/** GET: every figure of one question as CSV, narrowed as the page is by its query. 401, 404, 503. */
export async function answerFigures(
  request: Request,
  { studyId, analysis }: { studyId: string; analysis: string },
): Promise<Response> {
  const { access, refusal } = await routeAccess(studyId, "view");
  if (refusal) return refusal;
  if (!isAnalysisKey(analysis))
    return refuse(`There is no analysis "${analysis}": there are ${analysisKeys.join(", ")}`);
  const filter = analysisFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const csv = await writeFigures(analysis, access, filter).catch(refuseForNow);
  if (csv instanceof Response) return csv;
  if (csv === null) return refuse("The named version asks no such question: give the key of one of its questions");
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${analysis}-${studyId.slice(0, 8)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
