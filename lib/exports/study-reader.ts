import { nameVersion } from "@/lib/analysis/named-version";
import { countByVersion, type VersionRow, versionRowsSql } from "@/lib/analysis/version-counts";
import type { HeadlineRule } from "@/lib/counting/headline";
import { getExportedTerms } from "@/lib/exports/read-terms";
import type { Snapshot } from "@/lib/exports/snapshot";
import type { ExportedStudy } from "@/lib/formats/contract/exported-study";
import type { FactorRecord, PersonaRecord } from "@/lib/formats/contract/records";
import { layoutsNaming, quoted } from "@/lib/layouts/layouts";
import { protocolSchema } from "@/lib/protocol/schema";
import { Refusal } from "@/lib/refusal";

type StudyRow = Pick<ExportedStudy, "id" | "name" | "isDemo" | "seed" | "tieRule" | "labelsPerItem"> & {
  countRepeats: boolean;
  itemsForTuning: number;
  erased: number;
};
type ProtocolRow = {
  number: number;
  guidelines: string;
  questions: unknown;
  personaVisibility: string;
  textStyle: string;
};

const noProtocol = { number: 0, guidelines: "", questions: [], personaVisibility: "SHOWN", textStyle: "MARKDOWN" };

/**
 * The study with the protocol version asked for: a number, the newest with labels, or else the one with most labels that
 * count (without labels the newest), as the agreement and judges pages choose it.
 */
export async function getExportedStudy(
  snapshot: Snapshot,
  studyId: string,
  wanted: HeadlineRule["version"] | "latest" | "most",
): Promise<ExportedStudy> {
  const { list } = snapshot;
  const [study] = await list<StudyRow>(
    `SELECT id, name, "isDemo", seed, "tieRule", "labelsPerItem", "countRepeats",
       (SELECT count(*)::int FROM "Item" WHERE "studyId" = $1 AND "isForTuning") AS "itemsForTuning",
       (SELECT coalesce(sum("erasedJudgments"), 0)::int FROM "Rater" WHERE "studyId" = $1) AS erased
     FROM "Study" WHERE id = $1`,
    [studyId],
  );
  if (!study) throw new RangeError(`getExportedStudy: no study has the id ${studyId}`);
  const versions = await list<ProtocolRow>(
    `SELECT number, guidelines, questions, "personaVisibility", "textStyle" FROM "ProtocolVersion" WHERE "studyId" = $1 ORDER BY number`,
    [studyId],
  );
  const { countRepeats, ...rest } = study;
  const rule = { countRepeats, countSimulated: study.isDemo };
  const rows = await list<VersionRow>(versionRowsSql, [studyId]);
  const numbers = versions.map((own) => own.number);
  const named = nameVersion(countByVersion(numbers, rows, rule), wanted === "most" || wanted === "all" ? "" : wanted);
  const found = versions.find((own) => own.number === named);
  if (typeof wanted === "number" && found?.number !== wanted)
    throw new Refusal(`This study has no protocol version ${wanted}.`);
  const { number, ...protocol } = found ?? noProtocol;
  const version = wanted === "all" || !found ? "all" : number;
  const judgeTerms = await getExportedTerms(snapshot, studyId);
  return { ...rest, judgeTerms, protocol: protocolSchema.parse(protocol), rule: { version, ...rule } };
}

/** Factors by name, with their levels in order. */
export async function listFactors({ list }: Snapshot, studyId: string): Promise<FactorRecord[]> {
  const rows = await list<Omit<FactorRecord, "kind" | "baseline"> & { baseline: string | null }>(
    `SELECT f.name, f.scale, f.role, b.name AS baseline,
       ARRAY(SELECT l.name FROM "Level" l WHERE l."studyId" = $1 AND l."factorId" = f.id ORDER BY l.position, l.name COLLATE "C") AS levels
     FROM "Factor" f LEFT JOIN "Level" b ON b."studyId" = $1 AND b.id = f."baselineLevelId"
     WHERE f."studyId" = $1 ORDER BY f.name COLLATE "C"`,
    [studyId],
  );
  return rows.map(({ name, scale, role, baseline, levels }) => ({
    kind: "factor",
    name,
    scale,
    role,
    ...(baseline !== null && { baseline }),
    levels,
  }));
}

/** Personas in the order of the numbers or names that their file gave them ("2" before "10"). */
export async function* eachPersona({ pages }: Snapshot, studyId: string): AsyncGenerator<PersonaRecord> {
  const query = `SELECT p."externalId", p.name, p.kind AS "personaKind", p.text, p.sections, p.covariates,
       ARRAY(SELECT s.text FROM "PersonaStatement" s WHERE s."studyId" = $1 AND s."personaId" = p.id ORDER BY s.position) AS statements, p.tags
     FROM "Persona" p WHERE p."studyId" = $1 ORDER BY length(p."externalId"), p."externalId" COLLATE "C"`;
  for await (const page of pages<Omit<PersonaRecord, "kind">>(query, [studyId], 500))
    for (const row of page) yield { kind: "persona", ...row };
}

/** The most options that an item has, and whether any has a profile. */
export async function getOptionColumns(
  { list }: Snapshot,
  studyId: string,
): Promise<{ options: number; hasProfiles: boolean }> {
  const [found] = await list<{ options: number; hasProfiles: boolean }>(
    `SELECT coalesce(max(parts), 0)::int AS options, coalesce(bool_or(profiles), false) AS "hasProfiles" FROM (
       SELECT count(*) AS parts, bool_or(p.profile IS NOT NULL) AS profiles
       FROM "Item" i JOIN "ItemPart" p ON p."studyId" = $1 AND p."itemId" = i.id
       WHERE i."studyId" = $1 AND i.layout IN (${quoted(layoutsNaming("candidate"))}) GROUP BY i.id) AS item`,
    [studyId],
  );
  return found ?? { options: 0, hasProfiles: false };
}
