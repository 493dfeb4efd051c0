import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import type { Reservation } from "@/lib/generated/prisma/enums";
import { listKnown, readTruth } from "@/lib/gold/mark-answers";
import { reservationWords } from "@/lib/gold/reservation-words";
import type { UncountedItem } from "@/lib/labeling/claim/open-items";
import { questionsSchema } from "@/lib/protocol/schema";

/** Reserved items ($3) that this rater ($2) was not given for that the so-manieth time ($4), in the order of `orderBy`. */
const next = (orderBy: string) =>
  prepared(`
  SELECT i.id AS "itemId", i.layout,
    ARRAY(SELECT p.key FROM "ItemPart" p WHERE p."studyId" = $1 AND p."itemId" = i.id ORDER BY length(p.key), p.key) AS keys
  FROM "Item" i WHERE i."studyId" = $1 AND i."reservedFor" = $3::text::"Reservation" AND i."isServable"
    AND NOT EXISTS (SELECT FROM "Assignment" a WHERE a."studyId" = $1 AND a."raterId" = $2::uuid AND a."itemId" = i.id
      AND a.purpose::text = $3::text AND a.occurrence = $4 AND a.state IN ('LEASED', 'DONE', 'SKIPPED'))
  ORDER BY ${orderBy}, i.id LIMIT 1`);

const inTurn = next(`i."fileIndex"`);
const drawn = next(`md5(i.id::text || $2::text)`);

type Asker = { studyId: string; raterId: string };
type Asked = { reservation: Reservation; occurrence?: number; order: "in turn" | "drawn" };

/** The next reserved item for this rater; null where they were given all. No slot is taken: everybody gets each. */
export async function findReserved(
  client: Queryable,
  { studyId, raterId }: Asker,
  { reservation, occurrence = 1, order }: Asked,
): Promise<UncountedItem | null> {
  const statement = order === "drawn" ? drawn : inTurn;
  const { rows } = await client.query<UncountedItem>(statement(studyId, raterId, reservation, occurrence));
  return rows[0] ?? null;
}

const countAll = prepared(`
  SELECT (SELECT count(*) FROM "Item" i WHERE i."studyId" = $1 AND i."reservedFor" = $3::text::"Reservation" AND i."isServable")::int AS total,
    (SELECT count(*) FROM "Assignment" a JOIN "Item" i ON i."studyId" = $1 AND i.id = a."itemId" AND i."reservedFor" = $3::text::"Reservation"
      WHERE a."studyId" = $1 AND a."raterId" = $2::uuid AND a.purpose::text = $3::text AND a.occurrence = $4
        AND a.state IN ('DONE', 'SKIPPED'))::int AS done`);

/** How many reserved items there are, and how many of them this rater has finished. */
export async function countReserved(
  client: Queryable,
  { studyId, raterId }: Asker,
  { reservation, occurrence = 1 }: { reservation: Reservation; occurrence?: number },
): Promise<{ total: number; done: number }> {
  const { rows } = await client.query<{ total: number; done: number }>(
    countAll(studyId, raterId, reservation, occurrence),
  );
  return rows[0] ?? { total: 0, done: 0 };
}

const listAll = prepared(`
  SELECT "externalId", truth FROM "Item" WHERE "studyId" = $1 AND "reservedFor" = $2::text::"Reservation" AND "isServable"
  ORDER BY "fileIndex", id`);
const latestQuestions = prepared(`
  SELECT questions FROM "ProtocolVersion" WHERE "studyId" = $1 ORDER BY "publishedAt" IS NULL, number DESC LIMIT 1`);

/** Why reserved items cannot do what they are kept for, in words: there are none, or one whose right answer nobody knows. */
export async function findReservedProblem(
  client: Queryable,
  studyId: string,
  reservation: Reservation,
): Promise<string | null> {
  const { rows: items } = await client.query<{ externalId: string; truth: unknown }>(listAll(studyId, reservation));
  const name = reservationWords[reservation].name.toLowerCase();
  if (items.length === 0)
    return `No item is reserved for ${name}: choose some on the page of items, or import them with a column "reserved"`;
  const { rows } = await client.query<{ questions: unknown }>(latestQuestions(studyId));
  const questions = questionsSchema.parse(rows[0]?.questions ?? []);
  const without = items.filter(({ truth }) => listKnown(questions, readTruth(truth)).length === 0);
  const [first] = without;
  if (!first) return null;
  const others = without.length > 1 ? ` and ${without.length - 1} more` : "";
  return `"${first.externalId}"${others} of the items for ${name} ${without.length > 1 ? "have" : "has"} no gold answer to a question of the protocol: import it, or take the reservation back`;
}
