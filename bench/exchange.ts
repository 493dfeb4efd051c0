/*
 * Import and export of 100,000 rows: time, and the peak memory of a process that does nothing else. Each step runs in a
 * process of its own through the app's functions, against an embedded database or the server of DATABASE_URL (whose
 * database has to be empty and migrated).
 *
 *   npx tsx --tsconfig cli/tsconfig.json bench/exchange.ts [--rows 100000]
 */
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import type { ExportForm } from "@/lib/formats/format";
import type { ExportKey } from "@/lib/formats/formats";
import { openDatabase } from "./bench-database";

type Measured = { step: string; rows: number; megabytes: number; seconds: number; peakMb: number; note?: string };

const root = join(import.meta.dirname, "..");
const { values: given } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    /** Set in the processes that this one starts. */
    step: { type: "string" },
    study: { type: "string" },
    file: { type: "string" },
    format: { type: "string" },
  },
});
const rows = Number(given.rows);

const text = (place: number, sentences: number) =>
  Array.from({ length: sentences }, (_, n) => `Sentence ${n + 1} of reply ${place} says what one would do next.`).join(
    " ",
  );

/** The four files, row by row. */
const files: Record<string, { header?: string; row: (place: number) => string }> = {
  "outputs.jsonl": {
    row: (n) =>
      JSON.stringify({
        id: `o${n}`,
        prompt: `What should patient ${n % 5000} do?`,
        response: text(n, 8),
        model: `model-${n % 4}`,
        persona: ["nurse", "physician", "none"][n % 3],
        style: n % 2 ? "bold" : "cautious",
      }),
  },
  "pairs.jsonl": {
    row: (n) =>
      JSON.stringify({
        kind: "item",
        externalId: `p${n}`,
        layout: "PAIR",
        factors: {},
        isServable: true,
        task: {
          externalId: `t${n}`,
          prompt: `Question ${n}?`,
          persona: String((n % 200) + 1),
          tier: ["easy", "medium", "hard"][n % 3],
          track: n % 2 ? "general" : "specific",
        },
        parts: ["a", "b"].map((model) => ({ output: { text: text(n, 8), factors: { model } } })),
      }),
  },
  "labels.csv": {
    header: "rater,item,question,value",
    row: (n) => `rater-${n % 20},p${n},preference,${(n * 7) % 3 === 0 ? 2 : 1}`,
  },
  "table.csv": {
    header: "prompt,option1,option2,option3,option4,gt",
    row: (n) => `"Dialogue ${n}. ${text(n, 4)}",Nurse ${n},Cook ${n},Pilot ${n},Judge ${n},Cook ${n}`,
  },
};

async function writeRows(folder: string, name: string) {
  const { header, row } = files[name] ?? { row: () => "" };
  const file = await open(join(folder, name), "w");
  if (header) await file.appendFile(`${header}\n`);
  if (name === "pairs.jsonl")
    for (let n = 1; n <= 200; n++)
      await file.appendFile(
        `${JSON.stringify({ kind: "persona", externalId: String(n), name: `Person ${n}`, personaKind: "INDIVIDUALIZED", text: "" })}\n`,
      );
  for (let from = 0; from < rows; from += 1000)
    await file.appendFile(Array.from({ length: Math.min(1000, rows - from) }, (_, n) => `${row(from + n)}\n`).join(""));
  await file.close();
}

// ---------------------------------------------------------------- one step, in a process of its own

async function importFile(studyId: string, path: string): Promise<Omit<Measured, "peakMb">> {
  const { commitImport, startImport } = await import("@/lib/imports/mutations");
  const { prove } = await import("@/lib/studies/proof");
  const { db } = await import("@/lib/db/client");
  const { id: userId } = await db.user.findFirstOrThrow({ select: { id: true } });
  const access = prove({ studyId, userId, role: "OWNER" });
  const startedAt = performance.now();
  const started = await startImport(access, { fileName: basename(path) }, createReadStream(path));
  const readyAt = performance.now();
  if (!started.ok || started.value.problemCount > 0) throw new Error(JSON.stringify(started));
  const committed = await commitImport(access, started.value.id);
  if (!committed.ok) throw new Error(committed.reason);
  const seconds = (performance.now() - startedAt) / 1000;
  const note = `made visible in ${((performance.now() - readyAt) / 1000).toFixed(1)} s`;
  return { step: `import ${basename(path)}`, rows, megabytes: (await stat(path)).size / 1e6, seconds, note };
}

async function exportAll(studyId: string, key: ExportKey, format: ExportForm): Promise<Omit<Measured, "peakMb">> {
  const { exportBytes } = await import("@/lib/exports/make-export");
  const { exportOptionsSchema } = await import("@/lib/formats/contract/export-options");
  const { prove } = await import("@/lib/studies/proof");
  const access = prove({ studyId, userId: studyId, role: "OWNER" });
  const startedAt = performance.now();
  let [bytes, firstMs] = [0, 0];
  for await (const chunk of exportBytes(access, key, format, exportOptionsSchema.parse({}))) {
    if (bytes === 0) firstMs = performance.now() - startedAt;
    bytes += chunk.length;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    step: `export ${key} ${format}`,
    rows,
    megabytes: bytes / 1e6,
    seconds,
    note: `first byte after ${Math.round(firstMs)} ms`,
  };
}

async function runStep(step: string) {
  const { study = "", file = "", format = "csv" } = given;
  const measured =
    step === "import" ? await importFile(study, file) : await exportAll(study, step as ExportKey, format as ExportForm);
  console.log(JSON.stringify({ ...measured, peakMb: process.resourceUsage().maxRSS / 1024 }));
  process.exit(0);
}

// ---------------------------------------------------------------- all steps, one after another

function measure(...options: string[]): Promise<Measured> {
  const args = ["--import", "tsx", import.meta.filename, "--rows", String(rows), ...options];
  const child = spawn(process.execPath, args, { cwd: root, env: process.env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`${options} failed`))));
  });
}

async function makeStudies() {
  const { db } = await import("@/lib/db/client");
  const { getStarter } = await import("@/lib/protocol/starters");
  const { createStudy } = await import("@/lib/studies/mutations");
  const owner = await db.user.create({
    data: { name: "Bench", email: `bench-${Date.now()}@example.org`, isOwner: true },
  });
  const make = (name: string, starter: "clinician-safety" | "persona-preference" | "role-identification") =>
    createStudy(
      owner.id,
      { name, description: "", contentWarning: "", labelsPerItem: 3 },
      getStarter(starter).protocol,
    );
  const [outputs, pairs, dialogues] = [
    await make("Outputs", "clinician-safety"),
    await make("Pairs", "persona-preference"),
    await make("Dialogues", "role-identification"),
  ];
  await db.$disconnect();
  return { outputs: outputs.id, pairs: pairs.id, dialogues: dialogues.id };
}

function show({ step, megabytes, seconds, peakMb, note = "" }: Measured) {
  const columns = [
    step.padEnd(24),
    `${seconds.toFixed(1)} s`.padStart(8),
    `${Math.round(rows / seconds)} rows/s`.padStart(15),
  ];
  console.log(
    ...columns,
    `${megabytes.toFixed(1)} MB`.padStart(10),
    `peak ${Math.round(peakMb)} MB`.padStart(12),
    ` ${note}`,
  );
}

async function runAll() {
  const folder = await mkdtemp(join(tmpdir(), "grata-exchange-"));
  const database = await openDatabase(folder);
  process.env.TSX_TSCONFIG_PATH ??= join(root, "cli/tsconfig.json");
  try {
    for (const name of Object.keys(files)) await writeRows(folder, name);
    const { outputs, pairs, dialogues } = await makeStudies();
    const importInto = (study: string, name: string) =>
      measure("--step", "import", "--study", study, "--file", join(folder, name));
    const take = (study: string, key: ExportKey, format: ExportForm) =>
      measure("--step", key, "--study", study, "--format", format);
    show(await importInto(outputs, "outputs.jsonl"));
    show(await importInto(pairs, "pairs.jsonl"));
    show(await importInto(pairs, "labels.csv"));
    show(await importInto(dialogues, "table.csv"));
    show(await take(pairs, "x1", "zip"));
    show(await take(dialogues, "x3", "csv"));
    show(await take(pairs, "x4", "csv"));
    show(await take(pairs, "x4", "jsonl"));
    show(await take(pairs, "x6", "csv"));
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (given.step) await runStep(given.step);
else await runAll();
