import { pool } from "@/lib/db/client";
import { countOf } from "@/lib/format-number";
import { forecastPlan } from "@/lib/labeling/rehearsal/forecast";
import { type Assumptions, readPlan } from "@/lib/labeling/rehearsal/read-plan";
import { type ForecastLine, sayForecast, sayPace, sayShort } from "@/lib/labeling/rehearsal/say-forecast";
import { fail, ok, type Result } from "@/lib/result";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import type { StudyAccess } from "@/lib/studies/proof";

/** Beyond so many labels a schedule would keep the server from others for too long at a stretch. */
const mostLabels = 20_000;
const effort = { least: 15, most: 200, milliseconds: 1500 };

export type SaidForecast = { isShort: boolean; short: string; lines: ForecastLine[]; how: string };

/** What comes of a study's plan, for a page. */
export async function forecastStudy({ studyId }: StudyAccess, assumed: Assumptions): Promise<Result<SaidForecast>> {
  const read = await readPlan(pool, studyId, assumed);
  if (!read.ok) return read;
  const { plan, passedOver } = read.value;
  const labels = plan.items.length * plan.shares.reduce((sum, own) => sum + own.labels, 0);
  if (labels > mostLabels)
    return fail(`This plan is of ${countOf(labels, "label")}: "grata study simulate" on the server rehearses it`);
  const forecast = await forecastPlan(plan, assumed, seededRandom(plan.seed), effort);
  const without = passedOver.length > 0 ? ` Not rehearsed: ${passedOver.join(", ")}.` : "";
  return ok({
    isShort: forecast.shortShare > 0,
    short: sayShort(forecast),
    lines: sayForecast(forecast, read.value, assumed),
    how: `${countOf(forecast.schedules, "schedule")}. ${sayPace(read.value)}${without}`,
  });
}
