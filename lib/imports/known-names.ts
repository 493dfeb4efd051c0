import { pool } from "@/lib/db/pool";
import type { FactorRecord, PersonaRecord } from "@/lib/formats/contract/records";

/** What the study has already that names in a new file's texts are held against. */
export type KnownNames = {
  personas: readonly Pick<PersonaRecord, "externalId" | "name" | "text">[];
  factors: readonly FactorRecord[];
};

const mostPersonas = 5000;
const mostLevels = 20_000;

const listPersonas = `
  SELECT "externalId", name, left(text, 500) AS text FROM "Persona" WHERE "studyId" = $1
  ORDER BY "externalId" LIMIT ${mostPersonas}`;

const listFactors = `
  SELECT 'factor' AS kind, f.name, f.scale, f.role, array_agg(l.name ORDER BY l.position) AS levels
  FROM "Factor" f JOIN (
    SELECT "factorId", name, position FROM "Level" WHERE "studyId" = $1
    ORDER BY "factorId", position LIMIT ${mostLevels}) l ON l."factorId" = f.id
  WHERE f."studyId" = $1 GROUP BY f.id ORDER BY f.name`;

/** Personas and levels that the study has: files of one model each, loaded in turn, name those of the earlier ones. */
export async function readKnownNames(studyId: string): Promise<KnownNames> {
  const [personas, factors] = await Promise.all([
    pool.query<KnownNames["personas"][number]>(listPersonas, [studyId]),
    pool.query<FactorRecord>(listFactors, [studyId]),
  ]);
  return { personas: personas.rows, factors: factors.rows };
}
