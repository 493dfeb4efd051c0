import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { shareField } from "@/lib/form-fields";
import { countOf } from "@/lib/format-number";
import { Refusal } from "@/lib/refusal";
import { getNamedStudy } from "../find-study";
import { readSeed } from "../label-files/agreement-of-file";
import { parseInput, UsageError } from "../usage-error";
import { type Context, withDatabase } from "../with-database";

type Options = { share?: string; seed?: string; items?: string; none: boolean };

export function registerStudyTuning(study: Command) {
  study
    .command("tuning")
    .description("the items on which prompts of judges may be tuned: figures of judges are on the others")
    .argument("<study>", "its identifier, or its whole name")
    .option("--share <share>", "draw this share of the items anew, of every condition and tier, prompts whole")
    .option("--seed <number>", "of the draw (the study's unless given)")
    .option("--items <file>", "take the items named in this file, a name a line")
    .option("--none", "take no item", false)
    .addHelpText(
      "after",
      "\nWithout an option it says how many there are. A column used_for_tuning or split of the items' file marks them as well.",
    )
    .action(withDatabase(setTuning));
}

async function readNames(file: string): Promise<string[]> {
  const lines = (await readFile(file, "utf8")).split(/\r?\n/).map((line) => line.trim());
  const names = [...new Set(lines.filter((line) => line !== ""))];
  if (names.length === 0) throw new UsageError(`${file} names no item: write one a line.`);
  return names;
}

async function setTuning({ output }: Context, named: string, { share, seed, items, none }: Options) {
  if ([share !== undefined, items !== undefined, none].filter(Boolean).length > 1)
    throw new UsageError("Say --share, --items or --none: one of them.");
  if (seed !== undefined && share === undefined) throw new UsageError("--seed belongs to --share.");
  const tuning = await import("@/lib/judge-terms/change-tuning");
  const { getTuningForm } = await import("@/lib/judge-terms/tuning-queries");
  const { id, name, access } = await getNamedStudy(named);
  const known = await getTuningForm(access);
  const change = async () => {
    if (items !== undefined) return tuning.nameTuningItems(access, await readNames(items));
    if (none) return tuning.clearTuningItems(access);
    if (share === undefined) return null;
    const wanted = parseInput(shareField({ max: 0.9 }), share);
    return tuning.drawTuningItems(access, { share: wanted, seed: seed === undefined ? known.seed : readSeed(seed) });
  };
  const changed = await change();
  if (changed && !changed.ok) throw new Refusal(`${changed.reason}.`);
  const counts = changed ? changed.value : { items: known.items, of: known.of };
  output.result({ id, name, ...counts, heldOut: counts.of - counts.items }, [
    `${name}: ${counts.items} of ${countOf(counts.of, "item")} to tune judges on, ${counts.of - counts.items} held out`,
  ]);
}
