import { prepared, type Queryable } from "@/lib/db/pg-transaction";

/** The lines of a field, without empty ones. */
export const toLines = (given: unknown) =>
  typeof given === "string"
    ? given
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean)
    : given;

const findMissing = prepared(`
  SELECT named.name FROM unnest($2::text[]) WITH ORDINALITY AS named (name, place)
  WHERE NOT EXISTS (SELECT FROM "RaterGroup" g WHERE g."studyId" = $1 AND g.name = named.name) ORDER BY named.place LIMIT 1`);

/** The first of these groups that the study does not have, in words. */
export async function findMissingGroup(
  client: Queryable,
  studyId: string,
  names: readonly string[],
): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(findMissing(studyId, names));
  return rows[0]
    ? `The study has no group "${rows[0].name}": make it on the page of raters, or write its name as there`
    : null;
}
