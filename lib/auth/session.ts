import "server-only";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { authOptions } from "@/lib/auth/options";
import { db } from "@/lib/db/client";

/** Who asks, or null. The session is a signed token, but the user is read at each request: a reset password ends it. */
export const findUser = cache(async () => {
  const session = await getServerSession(authOptions);
  if (!session?.userId) return null;
  const user = await db.user.findUnique({
    where: { id: session.userId },
    select: { id: true, name: true, email: true, isOwner: true, sessionsValidFrom: true },
  });
  return user && session.signedAt >= user.sessionsValidFrom.getTime() ? user : null;
});

/** For pages: the user, or the way to the sign-in. */
export async function requireUser() {
  const user = await findUser();
  if (!user) redirect("/sign-in");
  return user;
}
