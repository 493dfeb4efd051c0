import { randomUUID } from "node:crypto";
import type { Queryable } from "@/lib/db/pg-transaction";
import { takePublishing } from "@/lib/db/study-locks";
import type { ImportReport } from "@/lib/imports/import-report";
import { digest } from "@/lib/imports/staged-item";
import { questionsSchema } from "@/lib/protocol/schema";
import { fail, ok, type Result } from "@/lib/result";

type Version = { id: string; number: number; guidelines: string; questions: unknown; isPublished: boolean };

const listVersions = `
  SELECT id, number, guidelines, questions, "publishedAt" IS NOT NULL AS "isPublished" FROM "ProtocolVersion"
  WHERE "studyId" = $1 ORDER BY number DESC`;

const changed =
  "The study's protocol has changed since this file was checked: load the file again, so that its labels are held against the questions that hold now";

const isBlank = ({ guidelines, questions }: Version) =>
  guidelines === "" && Array.isArray(questions) && questions.length === 0;

/** Another protocol than the draft becomes the version of this number; the draft stays a draft, one number further. A blank one goes. */
async function publishSuggested(
  client: Queryable,
  studyId: string,
  { suggested, protocol }: ImportReport,
  draft?: Version,
) {
  if (!suggested || protocol.action === "none") throw new Error("publishForImport: there is no protocol to publish");
  if (draft && isBlank(draft)) await client.query(`DELETE FROM "ProtocolVersion" WHERE id = $1`, [draft.id]);
  else if (draft) await client.query(`UPDATE "ProtocolVersion" SET number = number + 1 WHERE id = $1`, [draft.id]);
  const id = randomUUID();
  const { guidelines, questions, personaVisibility, textStyle } = suggested;
  await client.query(
    `INSERT INTO "ProtocolVersion" (id, "studyId", number, guidelines, questions, "personaVisibility", "textStyle", "publishedAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
    [id, studyId, protocol.number, guidelines, JSON.stringify(questions), personaVisibility, textStyle],
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
  // Keeps editors of the draft out. Where nothing is published they go on: a published version does not change.
  if (report.protocol.action !== "use") await takePublishing(client, studyId);
  const { rows } = await client.query<Version>(listVersions, [studyId]);
  const published = rows.find(({ isPublished }) => isPublished);
  const draft = rows.find(({ isPublished }) => !isPublished);
  const isAsChecked = (version: Version) => digest(questionsSchema.parse(version.questions)) === report.questionsDigest;
  const { protocol } = report;
  if (published && protocol.action === "publish-added" && published.number === protocol.number - 1)
    return ok(await publishSuggested(client, studyId, report, draft));
  if (published) {
    // Labels of a first file that were to publish a version may meet one that another file published: the same will do.
    return isAsChecked(published) ? ok(published.id) : fail(changed);
  }
  if (report.protocol.action === "publish-suggested") return ok(await publishSuggested(client, studyId, report, draft));
  if (report.protocol.action !== "publish-draft" || !draft || !isAsChecked(draft)) return fail(changed);
  await client.query(`UPDATE "ProtocolVersion" SET "publishedAt" = now() WHERE id = $1`, [draft.id]);
  return ok(draft.id);
}
