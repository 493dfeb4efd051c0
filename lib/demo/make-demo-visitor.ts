import { randomUUID } from "node:crypto";
import { transact } from "@/lib/db/transact";
import { cryptoRandom } from "@/lib/raters/crypto-random";
import { enrolRater } from "@/lib/raters/enrol-rater";
import { fail, ok, type Result } from "@/lib/result";

/**
 * Somebody who tries a demo: a rater of that study with an account nobody can sign in to, since it has no password. It
 * goes with the demo. Refused for studies that are not an open demo.
 */
export function makeDemoVisitor(studyId: string): Promise<Result<{ userId: string }>> {
  return transact(async (tx) => {
    const where = { id: studyId, isDemo: true, state: "OPEN" } as const;
    if (!(await tx.study.findFirst({ where, select: { id: true } }))) return fail("This demo is not open");
    const { id: userId } = await tx.user.create({
      // .invalid is reserved: no mail ever reaches it.
      data: { name: "Visitor", email: `visitor-${randomUUID()}@demo.invalid`, sessionsValidFrom: new Date() },
      select: { id: true },
    });
    await tx.membership.create({ data: { studyId, userId, role: "RATER" }, select: { role: true } });
    await enrolRater(tx, { studyId, userId }, cryptoRandom);
    return ok({ userId });
  });
}
