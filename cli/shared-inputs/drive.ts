import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { commitImport, type StartInput, startImport } from "@/lib/imports/mutations";
import type { Protocol } from "@/lib/protocol/schema";
import { clinicianSafety } from "@/lib/protocol/starters/clinician-safety";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeItem, makeMember, makeStudy, makeVersion } from "@/prisma/factories";
import { type CompareOptions, compareFile } from "../commands/compare";
import { agreementOfFile, type FileOptions } from "../label-files/agreement-of-file";
import type { Output } from "../output";

/*
 * The real ways in, for checks of files: an import into a study of its own, and the two commands that read files of labels.
 */

type StudyGiven = {
  /** Published; null publishes nothing. */
  protocol?: Protocol | null;
  /** Ids of single responses that are there already, for labels to be about. */
  items?: readonly string[];
};

/** An owner's way into a fresh study: the clinicians' protocol is published unless told otherwise. */
export async function makeLoadable({ protocol = clinicianSafety.protocol, items = [] }: StudyGiven = {}) {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  if (protocol) await makeVersion(study, { questions: protocol.questions.map((question) => ({ ...question })) });
  for (const externalId of items) await makeItem(study, { externalId });
  return access;
}

/** Reads and checks a file as an import does; nothing of the study changes. */
export async function stageFile(access: StudyAccess, path: string, asked: Partial<StartInput> = {}) {
  const started = await startImport(access, { fileName: basename(path), ...asked }, createReadStream(path));
  if (!started.ok) throw new Error(started.reason);
  return started.value;
}

/** The same, and makes it visible. Throws with the problems where there are any. */
export async function loadFile(access: StudyAccess, path: string, asked: Partial<StartInput> = {}) {
  const staged = await stageFile(access, path, asked);
  if (staged.state !== "READY") throw new Error(JSON.stringify(staged.problems));
  const committed = await commitImport(access, staged.id);
  if (!committed.ok) throw new Error(committed.reason);
  return committed.value;
}

/** What a command prints: the value of --json, the lines, and what it says and warns beside them. */
type Said = { value: unknown; text: string; said: string };

async function listen(work: (output: Output) => Promise<void>): Promise<Said> {
  const heard: Said = { value: null, text: "", said: "" };
  const say = (line: string) => {
    heard.said += `${line}\n`;
  };
  const result: Output["result"] = (value, lines) => Object.assign(heard, { value, text: lines.join("\n") });
  await work({ say, warn: say, progress: () => undefined, result });
  return heard;
}

/** `grata agreement FILE`. A refusal is thrown. */
export const runAgreement = (path: string, options: Partial<FileOptions> & { level?: string }) =>
  listen((output) => agreementOfFile(output, path, { level: "nominal", seed: "1", ...options }));

/** `grata compare FILE`. A refusal is thrown. */
export const runCompare = (path: string, options: Partial<CompareOptions> & { human: string; judge: string }) =>
  listen((output) => compareFile(output, path, { level: "nominal", epsilon: "0.2", seed: "1", ...options }));
