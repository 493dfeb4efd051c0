import { randomUUID } from "node:crypto";
import { cryptoRandom } from "@/lib/crypto-random";
import type { Transaction } from "@/lib/db/client";
import { transact } from "@/lib/db/transact";
import { enrolRater } from "@/lib/raters/enrol-rater";
import { fail, ok, type Result } from "@/lib/result";

/** An account nobody can sign in to, since it has no password. It goes with the demos it has visited. */
async function createVisitor(tx: Transaction): Promise<string> {
  const { id } = await tx.user.create({
    // .invalid is reserved: no mail ever reaches it.
    data: { name: "Visitor", email: `visitor-${randomUUID()}@demo.invalid`, sessionsValidFrom: new Date() },
    select: { id: true },
  });
  return id;
}

/**
 * Makes somebody a rater of a demo: the person given, or a new visitor. Refused for studies that are not an open demo.
 */
export function makeDemoVisitor(studyId: string, knownUserId?: string): Promise<Result<{ userId: string }>> {
  return transact(async (tx) => {
    const where = { id: studyId, isDemo: true, state: "OPEN" } as const;
    if (!(await tx.study.findFirst({ where, select: { id: true } }))) return fail("This demo is not open");
    const userId = knownUserId ?? (await createVisitor(tx));
    const membership = { studyId, userId, role: "RATER" } as const;
    const { count } = await tx.membership.createMany({ data: [membership], skipDuplicates: true });
    if (count === 1) await enrolRater(tx, { studyId, userId }, cryptoRandom);
    return ok({ userId });
  });
}
