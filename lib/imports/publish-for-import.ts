import { randomUUID } from "node:crypto";
import type { Queryable } from "@/lib/db/pg-transaction";
import type { ImportReport } from "@/lib/imports/import-report";
import { digest } from "@/lib/imports/staged-item";
import { questionsSchema } from "@/lib/protocol/schema";
import { fail, ok, type Result } from "@/lib/result";

type Version = { id: string; number: number; questions: unknown; isPublished: boolean };

/** The lock keeps editors of the draft out, not labels that are given under a published version meanwhile. */
const listVersions = `
  SELECT id, number, questions, "publishedAt" IS NOT NULL AS "isPublished" FROM "ProtocolVersion"
  WHERE "studyId" = $1 ORDER BY number DESC FOR NO KEY UPDATE`;

const changed =
  "The study's protocol has changed since this file was checked: load the file again, so that its labels are held against the questions that hold now";

/** The format's own protocol becomes the first version; a draft that asks something else stays a draft, one number further. */
async function publishSuggested(client: Queryable, studyId: string, { suggested }: ImportReport, draft?: Version) {
  if (!suggested) throw new Error("publishForImport: there is no protocol to publish");
  const number = draft?.number ?? 1;
  if (draft) await client.query(`UPDATE "ProtocolVersion" SET number = number + 1 WHERE id = $1`, [draft.id]);
  const id = randomUUID();
  const { guidelines, questions, personaVisibility } = suggested;
  await client.query(
    `INSERT INTO "ProtocolVersion" (id, "studyId", number, guidelines, questions, "personaVisibility", "publishedAt")
     VALUES ($1, $2, $3, $4, $5, $6, now())`,
    [id, studyId, number, guidelines, JSON.stringify(questions), personaVisibility],
  );
  return id;
}

/**
 * The version that imported labels answer: the published one, or the one that committing publishes, as planned when the
 * file was checked. Fails where the protocol is another by now.
 */
export async function publishForImport(
  client: Queryable,
  studyId: string,
  report: ImportReport,
): Promise<Result<string>> {
  const { rows } = await client.query<Version>(listVersions, [studyId]);
  const published = rows.find(({ isPublished }) => isPublished);
  const draft = rows.find(({ isPublished }) => !isPublished);
  const isAsChecked = (version: Version) => digest(questionsSchema.parse(version.questions)) === report.questionsDigest;
  if (published) {
    // Labels of a first file that were to publish a version may meet one that another file published: the same will do.
    return isAsChecked(published) ? ok(published.id) : fail(changed);
  }
  if (report.protocol.action === "publish-suggested") return ok(await publishSuggested(client, studyId, report, draft));
  if (report.protocol.action !== "publish-draft" || !draft || !isAsChecked(draft)) return fail(changed);
  await client.query(`UPDATE "ProtocolVersion" SET "publishedAt" = now() WHERE id = $1`, [draft.id]);
  return ok(draft.id);
}
