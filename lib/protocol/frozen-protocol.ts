import { LRUCache } from "lru-cache";
import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import type { PersonaVisibility, TextStyle } from "@/lib/generated/prisma/enums";
import { type Question, questionsSchema } from "@/lib/protocol/schema";

/** A published version: it never changes but by a restore. */
export type FrozenProtocol = {
  versionId: string;
  number: number;
  guidelines: string;
  questions: Question[];
  personaVisibility: PersonaVisibility;
  textStyle: TextStyle;
};

// A restore under the running app may turn a version back into a draft, which is then edited and published anew.
const rereadMs = 30_000;
const mostBytes = 16 * 1024 * 1024;

/** Keeps versions up to a sum of bytes, going by their text: a codebook of a thousand questions weighs as much as hundreds of usual ones. */
export const keepProtocols = (maxSize: number, ttl: number) =>
  new LRUCache<string, FrozenProtocol>({
    maxSize,
    ttl,
    maxEntrySize: maxSize / 4,
    sizeCalculation: (protocol) => 2 * JSON.stringify(protocol).length,
  });

const cached = keepProtocols(mostBytes, rereadMs);

const select = prepared(`
  SELECT id AS "versionId", number, guidelines, questions, "personaVisibility", "textStyle"
  FROM "ProtocolVersion" WHERE id = $1 AND "publishedAt" IS NOT NULL`);

/** The frozen version of an assignment. A draft cannot be had: nobody labels under one. */
export async function getProtocol(client: Queryable, versionId: string): Promise<FrozenProtocol> {
  const known = cached.get(versionId);
  if (known) return known;
  const { rows } = await client.query<FrozenProtocol>(select(versionId));
  if (!rows[0]) throw new Error("getProtocol: there is no such published version");
  const protocol = { ...rows[0], questions: questionsSchema.parse(rows[0].questions) };
  cached.set(versionId, protocol);
  return protocol;
}
