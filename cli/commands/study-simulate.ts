import type { Command } from "commander";
import { Refusal } from "@/lib/refusal";
import { getNamedStudy } from "../find-study";
import { alignColumns } from "../output";
import { parseInput } from "../usage-error";
import { type Context, withDatabase } from "../with-database";

type Options = { people: string; prevalence: string; kappa: string; seconds: string; leaving: string };

export function registerStudySimulate(study: Command) {
  study
    .command("simulate")
    .description(
      "rehearse how items would be given out: labels by cell, overlap, hours, the interval of kappa, what is short",
    )
    .argument("<study>", "its identifier, or its whole name")
    .option(
      "--people <people>",
      'how many, or by group: "clinician: 2, judge: 3" (whoever may label now unless given)',
      "",
    )
    .option("--prevalence <share>", "share of the rarer answer", "0.2")
    .option("--kappa <kappa>", "agreement that is expected", "0.6")
    .option("--seconds <seconds>", "that an item takes (from labels, else from its texts, unless given)", "")
    .option("--leaving <share>", "share of people who stop on the way", "0.1")
    .action(withDatabase(simulate));
}

async function simulate({ output }: Context, named: string, given: Options) {
  const { assumptions, readPlan } = await import("@/lib/labeling/rehearsal/read-plan");
  const { forecastPlan } = await import("@/lib/labeling/rehearsal/forecast");
  const { sayForecast, sayPace, sayShort } = await import("@/lib/labeling/rehearsal/say-forecast");
  const { seededRandom } = await import("@/lib/stats/resampling/seeded-random");
  const { pool } = await import("@/lib/db/client");
  const assumed = parseInput(assumptions, given);
  const { id } = await getNamedStudy(named);
  const read = await readPlan(pool, id, assumed);
  if (!read.ok) throw new Refusal(read.reason);
  const forecast = await forecastPlan(read.value.plan, assumed, seededRandom(read.value.plan.seed));
  const rows = sayForecast(forecast, read.value, assumed).map(({ name, value, hint }) => [name, value, hint]);
  const { seconds, passedOver } = read.value;
  output.result({ ...forecast, seconds, passedOver }, [
    ...alignColumns(["Figure", "Middle [90 % of schedules]", ""], rows),
    sayShort(forecast),
    sayPace(read.value),
    ...(passedOver.length > 0 ? [`Not rehearsed: ${passedOver.join(", ")}.`] : []),
  ]);
}
