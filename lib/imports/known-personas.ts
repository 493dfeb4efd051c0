import { pool } from "@/lib/db/client";

export type KnownPersona = { externalId: string; name: string; text: string };

const most = 5000;
const list = `
  SELECT "externalId", name, left(text, 500) AS text FROM "Persona" WHERE "studyId" = $1 ORDER BY "externalId" LIMIT ${most}`;

/** Personas that the study has, as far as a text may name them. */
export async function listKnownPersonas(studyId: string): Promise<KnownPersona[]> {
  return (await pool.query<KnownPersona>(list, [studyId])).rows;
}
