import type { Transaction } from "@/lib/db/client";
import { keepPublishingOut, takeTurn } from "@/lib/db/study-locks";
import { transact } from "@/lib/db/transact";
import { countOf } from "@/lib/format-number";
import { listRenamed, type Renamed } from "@/lib/protocol/list-renamed";
import { protocolDigest } from "@/lib/protocol/protocol-digest";
import { findDraft, findPublished } from "@/lib/protocol/queries";
import type { Protocol } from "@/lib/protocol/schema";
import { fail, ok, type Result } from "@/lib/result";
import type { StudyAccess } from "@/lib/studies/proof";

const changedElsewhere =
  "Somebody else has changed this protocol since you opened it. Copy what you want to keep and reload the page";

const busyElsewhere =
  "Labels of a file are being stored under this protocol just now, so nothing was changed. Try again in a minute";

/**
 * A transaction of one who edits: two people at the editor take turns, and publishing meets neither half a draft nor another number.
 * Nobody waits for an import that publishes the draft, which may take minutes.
 */
const edit = <T>(studyId: string, work: (tx: Transaction) => Promise<Result<T>>): Promise<Result<T>> =>
  transact(async (tx) => {
    await takeTurn(tx, "protocol", studyId);
    return (await keepPublishingOut(tx, studyId)) ? work(tx) : fail(busyElsewhere);
  });

/** What editing goes on from: the draft, or the published version where there is none, or nothing yet. */
async function findBase({ studyId }: StudyAccess, tx: Transaction) {
  const draft = await findDraft({ studyId }, tx);
  const published = await findPublished({ studyId }, tx);
  const protocol = draft?.protocol ?? published?.protocol;
  return { draft, published, digest: protocol ? protocolDigest(protocol) : null };
}

/**
 * Keeps the draft; makes it, with the next number, where there is none. `basedOn` is the digest of what the editor had
 * last seen: a draft that was changed meanwhile is not written over. Saving the same twice changes nothing.
 */
export function saveDraft(
  access: StudyAccess,
  protocol: Protocol,
  basedOn: string,
): Promise<Result<{ digest: string }>> {
  const { studyId } = access;
  const digest = protocolDigest(protocol);
  return edit(studyId, async (tx) => {
    const base = await findBase(access, tx);
    if (base.digest === digest) return ok({ digest });
    if (base.digest !== null && base.digest !== basedOn) return fail(changedElsewhere);
    const { guidelines, questions, personaVisibility, textStyle } = protocol;
    const data = { guidelines, questions, personaVisibility, textStyle };
    if (base.draft) await tx.protocolVersion.update({ where: { id: base.draft.id }, data, select: { id: true } });
    else {
      const number = (base.published?.number ?? 0) + 1;
      await tx.protocolVersion.create({ data: { studyId, number, ...data }, select: { id: true } });
    }
    return ok({ digest });
  });
}

/** Takes the draft back: editing begins again from the published version. */
export function discardDraft({ studyId }: StudyAccess): Promise<Result<null>> {
  return edit(studyId, async (tx) => {
    if (!(await findPublished({ studyId }, tx))) return fail("There is no published version to go back to");
    await tx.protocolVersion.deleteMany({ where: { studyId, publishedAt: null } });
    return ok(null);
  });
}

/**
 * Truths and majorities that items came with go by the key of their question: under another key nobody would be held against them,
 * and nothing would say so. A question that is asked no more loses nothing: what was labeled under the version before stays.
 */
async function findRenamingRefusal(tx: Transaction, studyId: string, renamed: readonly Renamed[]) {
  for (const { from, to } of renamed) {
    const [row] = await tx.$queryRaw<{ items: number }[]>`
      SELECT count(*)::int AS items FROM "Item"
      WHERE "studyId" = ${studyId}::uuid AND (jsonb_exists(truth, ${from}) OR jsonb_exists("fileMajority", ${from}))`;
    if (row && row.items > 0)
      return `“${from}” is called “${to}” now, and ${countOf(row.items, "item came", "items came")} with its answer under “${from}”: judges would no longer be held against it. Give the question its key “${from}” back`;
  }
  return null;
}

/**
 * What judges have to show on a question goes by its key: under another key they would look as if nobody had said anything.
 * Terms that somebody has set for the new key already are left as they are. The change is kept as any other is.
 */
async function followRenames(tx: Transaction, { studyId, role }: StudyAccess, renamed: readonly Renamed[]) {
  for (const { from, to } of renamed) {
    const [row] = await tx.$queryRaw<{ before: object; after: object }[]>`
      UPDATE "Study" s SET "judgeTerms" = jsonb_set(s."judgeTerms" #- ARRAY['questions', ${from}::text], ARRAY['questions', ${to}::text], old.terms)
      FROM (SELECT id, "judgeTerms" AS before, "judgeTerms" -> 'questions' -> ${from}::text AS terms FROM "Study"
        WHERE id = ${studyId}::uuid FOR NO KEY UPDATE) old
      WHERE s.id = old.id AND old.terms IS NOT NULL AND NOT jsonb_exists(old.before -> 'questions', ${to}::text)
      RETURNING old.before, s."judgeTerms" AS after`;
    if (!row) continue;
    const what = `judge terms of ${to}`;
    await tx.studyChange.create({ data: { studyId, role, what, ...row }, select: { id: true } });
  }
}

/** Groups that questions are asked of and that the study does not have. */
async function findMissingGroups(tx: Transaction, studyId: string, { questions }: Protocol): Promise<string[]> {
  const named = [...new Set(questions.flatMap(({ askedBy = [] }) => askedBy))];
  if (named.length === 0) return [];
  const known = await tx.raterGroup.findMany({ where: { studyId, name: { in: named } }, select: { name: true } });
  return named.filter((name) => known.every((group) => group.name !== name));
}

/**
 * Freezes the draft as the next version. Leases that are open keep theirs; whatever is claimed from now on comes under
 * this one. `digest` is what the person saw when they said yes.
 */
export function publishDraft(access: StudyAccess, digest: string): Promise<Result<{ number: number }>> {
  const { studyId } = access;
  return edit(studyId, async (tx) => {
    const { draft, published } = await findBase(access, tx);
    if (!draft) return fail(`Nothing has changed since version ${published?.number ?? 0}`);
    if (protocolDigest(draft.protocol) !== digest) return fail(changedElsewhere);
    if (draft.protocol.questions.length === 0) return fail("A protocol without a question asks nothing: add one first");
    if (published && protocolDigest(published.protocol) === digest)
      return fail(`Nothing has changed since version ${published.number}`);
    const missing = await findMissingGroups(tx, studyId, draft.protocol);
    if (missing.length > 0)
      return fail(
        `Questions are asked of groups that the study does not have: ${missing.join(", ")}. Make them on the page of raters`,
      );
    const renamed = published ? listRenamed(published.protocol.questions, draft.protocol.questions) : [];
    const refusal = await findRenamingRefusal(tx, studyId, renamed);
    if (refusal) return fail(refusal);
    await followRenames(tx, access, renamed);
    const publishedAt = new Date();
    await tx.protocolVersion.update({ where: { id: draft.id }, data: { publishedAt }, select: { id: true } });
    // What a page shows of a study depends on its latest version: results that were cached before are another study's.
    await tx.study.update({ where: { id: studyId }, data: { revision: { increment: 1 } }, select: { id: true } });
    return ok({ number: draft.number });
  });
}
