import { extname } from "node:path";
import type { Command } from "commander";
import type { ExportEntry, ExportFormat, ExportKey, ExportOptions } from "@/lib/exports/catalogue";
import type { KeptManifest } from "@/lib/exports/keep-manifest";
import { getNamedStudy } from "../find-study";
import { parseInput, UsageError } from "../usage-error";
import { type Context, withDatabase } from "../with-database";

type Given = {
  study: string;
  out?: string;
  format?: string;
  compat: boolean;
  gt: string;
  question?: string;
  protocolVersion: string;
  bom: boolean;
  force: boolean;
};

const help = `
Exports:
  x1  PersonaFeedback dataset: personas, pairs by track and tier, annotations (a folder, or a zip)
  x3  PersonaEval table (csv)
  x4  raw labels: records that can be imported again (jsonl), or a table (csv)
  x6  people and judges side by side (csv)

--out decides what is written: a name ending in .zip, .csv or .jsonl is that file, any other a folder with all files and
manifest.json. Without --out the table or the records go to standard output, and are the
result whether --json is given or not.`;

export function registerExport(program: Command) {
  program
    .command("export")
    .description("take a study's data away, under pseudonyms")
    .argument("<export>", "x1, x3, x4 or x6")
    .requiredOption("--study <study>", "its identifier, or its whole name")
    .option("--out <path>", "a file or a folder")
    .option("--format <format>", "zip, csv or jsonl")
    .option("--compat", "x1: keep the dataset's own spelling, spedific and reject", true)
    .option("--no-compat", "x1: write specific and rejected")
    .option("--gt <source>", "x3: take the right option from the truth, or from people's majority", "truth")
    .option("--question <key>", "x1, x3: the question it is about (the first that fits unless given)")
    .option(
      "--protocol-version <number>",
      "whose labels count: a number, all, latest (the newest with labels), or most (the one with most)",
      "most",
    )
    .option("--bom", "x3, x4, x6: begin CSV files with a byte order mark, for Excel", false)
    .option("--force", "replace what is there", false)
    .addHelpText("after", help)
    .action(withDatabase(runExport));
}

/** What a path and a format ask for: one file of that format, or a folder (null). */
function chooseFormat({ key, formats }: ExportEntry, { out, format: asked }: Given): ExportFormat | null {
  const extension = out === undefined ? "" : extname(out).slice(1).toLowerCase();
  const wanted = asked ?? (formats.find((format) => format === extension) || undefined);
  if (wanted === undefined && out !== undefined) return null;
  const format = wanted ?? formats[0];
  const known = formats.find((candidate) => candidate === format);
  if (!known) throw new UsageError(`${key} has no format "${format}": choose ${formats.join(" or ")}.`);
  return known;
}

async function runExport(context: Context, key: string, given: Given) {
  const { exportCatalogue, exportKeys, exportOptionsSchema } = await import("@/lib/exports/catalogue");
  const found = exportKeys.find((known) => known === key.toLowerCase());
  if (!found) throw new UsageError(`There is no export "${key}": there are ${exportKeys.join(", ")}.`);
  const entry = exportCatalogue[found];
  if (given.bom && !entry.options.includes("bom")) throw new UsageError(`${found} holds no CSV file: leave --bom out.`);
  const { gt, question, protocolVersion: version } = given;
  const switches = { compat: String(given.compat), bom: String(given.bom) };
  await writeExport(context, entry, parseInput(exportOptionsSchema, { ...switches, gt, question, version }), given);
}

async function writeExport({ output }: Context, entry: ExportEntry, options: ExportOptions, given: Given) {
  const { out, study, force } = given;
  const format = chooseFormat(entry, given);
  if (out === undefined && format === "zip" && process.stdout.isTTY)
    throw new UsageError("A zip does not belong on a terminal: name a file with --out.");
  const { id, name, access } = await getNamedStudy(study);
  const { files, manifest } = await openFiles(access, entry.key, options);
  const disk = await import("@/lib/exports/write-to-disk");
  const onProgress = (bytes: number) => output.progress(`${entry.title}: ${(bytes / 1e6).toFixed(1)} MB`);
  if (out === undefined) await disk.writeToStream(process.stdout, files, format ?? entry.formats[0]);
  else if (format === null) await disk.writeFolder(out, files, { mayReplace: force, onProgress });
  else await disk.writeFile(out, files, format, { mayReplace: force, onProgress });
  const kept = manifest();
  output.say(`Wrote ${entry.title} of "${name}" to ${out ?? "standard output"}. ${kept?.inWords ?? ""}`);
  if (out !== undefined)
    output.result({ export: entry.key, study: { id, name }, out, format: format ?? "folder", manifest: kept }, []);
}

type Access = Parameters<typeof import("@/lib/exports/make-export").exportFiles>[0];

async function openFiles(access: Access, key: ExportKey, options: ExportOptions) {
  const { exportFiles } = await import("@/lib/exports/make-export");
  const { keepManifest } = await import("@/lib/exports/keep-manifest");
  let kept: KeptManifest | null = null;
  const files = keepManifest(exportFiles(access, key, options), (manifest) => {
    kept = manifest;
  });
  return { files, manifest: (): KeptManifest | null => kept };
}
