import { extname } from "node:path";
import type { Command } from "commander";
import { type ExportEntry, exportCatalogue, exportKeys } from "@/lib/exports/catalogue";
import type { KeptManifest } from "@/lib/exports/keep-manifest";
import { type ExportOptions, exportOptionsSchema } from "@/lib/formats/contract/export-options";
import type { ExportForm } from "@/lib/formats/format";
import type { ExportKey } from "@/lib/formats/formats";
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
${exportCatalogue.map(({ key, summary }) => `  ${key}  ${summary}`).join("\n")}

--out decides what is written: a name ending in .zip, .csv or .jsonl is that file, any other a folder with all files and
manifest.json. Without --out the table or the records go to standard output, and are the
result whether --json is given or not.`;

/** The exports that an option is for, as its help begins. */
const takers = (option: keyof ExportOptions) =>
  exportCatalogue
    .filter(({ options }) => options.includes(option))
    .map(({ key }) => key)
    .join(", ");

export function registerExport(program: Command) {
  program
    .command("export")
    .description("take a study's data away, under pseudonyms")
    .argument("<export>", exportKeys.join(", "))
    .requiredOption("--study <study>", "its identifier, or its whole name")
    .option("--out <path>", "a file or a folder")
    .option("--format <format>", "zip, csv or jsonl")
    .option("--compat", `${takers("compat")}: keep the dataset's own spelling, spedific and reject`, true)
    .option("--no-compat", `${takers("compat")}: write specific and rejected`)
    .option(
      "--gt <source>",
      `${takers("gt")}: take the right option from the truth, or from people's majority`,
      "truth",
    )
    .option("--question <key>", `${takers("question")}: the question it is about (the first that fits unless given)`)
    .option(
      "--protocol-version <number>",
      "whose labels count: a number, all, latest (the newest with labels), or most (the one with most)",
      "most",
    )
    .option("--bom", `${takers("bom")}: begin CSV files with a byte order mark, for Excel`, false)
    .option("--force", "replace what is there", false)
    .addHelpText("after", help)
    .action(withDatabase(runExport));
}

/** What a path and a format ask for: one file of that format, or a folder (null). */
function chooseFormat({ key, forms }: ExportEntry, { out, format: asked }: Given): ExportForm | null {
  const extension = out === undefined ? "" : extname(out).slice(1).toLowerCase();
  const wanted = asked ?? (forms.find((format) => format === extension) || undefined);
  if (wanted === undefined && out !== undefined) return null;
  const format = wanted ?? forms[0];
  const known = forms.find((candidate) => candidate === format);
  if (!known) throw new UsageError(`${key} has no format "${format}": choose ${forms.join(" or ")}.`);
  return known;
}

async function runExport(context: Context, key: string, given: Given) {
  const entry = exportCatalogue.find((known) => known.key === key.toLowerCase());
  if (!entry) throw new UsageError(`There is no export "${key}": there are ${exportKeys.join(", ")}.`);
  if (given.bom && !entry.options.includes("bom"))
    throw new UsageError(`${entry.key} holds no CSV file: leave --bom out.`);
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
  if (out === undefined) await disk.writeToStream(process.stdout, files, format ?? entry.forms[0]);
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
