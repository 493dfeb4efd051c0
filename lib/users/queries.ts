import { db } from "@/lib/db/client";
import { countJudgments } from "@/lib/raters/queries";
import { signedInHome } from "@/lib/studies/study-home";

/** Where this person lands after signing in. */
export async function getHome(userId: string): Promise<string> {
  const memberships = await db.membership.findMany({
    where: { userId },
    select: { studyId: true, role: true },
    orderBy: { studyId: "asc" },
    take: 2,
  });
  return signedInHome(memberships);
}

/** The account page: who I am and which studies know me under which name. */
export async function getAccount(userId: string) {
  const { raters, ...user } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      name: true,
      email: true,
      passwordHash: true,
      memberships: {
        select: { role: true, study: { select: { id: true, name: true } } },
        orderBy: { createdAt: "desc" },
      },
      raters: { select: { id: true, studyId: true, pseudonym: true } },
    },
  });
  const judgments = await countJudgments(raters);
  return { ...user, raters: raters.map(({ id, ...rater }) => ({ ...rater, judgments: judgments.get(id) ?? 0 })) };
}

/** Whether somebody has set this installation up. */
export async function hasOwner(): Promise<boolean> {
  return (await db.user.findFirst({ where: { isOwner: true }, select: { id: true } })) !== null;
}
