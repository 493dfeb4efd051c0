import { type BrowserContext, test as base } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { sessionCookieName } from "@/lib/auth/cookie";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { makeUser } from "@/prisma/factories";

export { expect } from "@playwright/test";

type User = Awaited<ReturnType<typeof makeUser>>;

/** Makes a browser context a signed-in one; for specs in which several people meet. */
export async function signIn(context: BrowserContext, { id }: Pick<User, "id">) {
  const token = { sub: id, signedAt: Date.now() };
  const value = await encode({ token, secret: env.NEXTAUTH_SECRET });
  await context.addCookies([
    { name: sessionCookieName, value, url: process.env.BASE_URL, httpOnly: true, sameSite: "Lax" },
  ]);
}

/** Journeys that clean up at once, or while a page gives its items back, may lock each other's rows: PostgreSQL ends one, which then has its turn. */
async function untilUndisturbed(remove: () => Promise<unknown>, attemptsLeft = 3): Promise<void> {
  try {
    await remove();
  } catch (error) {
    const isDeadlock = error instanceof Error && "code" in error && error.code === "P2034";
    if (!isDeadlock || attemptsLeft === 0) throw error;
    await untilUndisturbed(remove, attemptsLeft - 1);
  }
}

const removeUser = (id: string) => untilUndisturbed(() => db.user.deleteMany({ where: { id } }));

export const removeStudy = (id: string) => untilUndisturbed(() => db.study.deleteMany({ where: { id } }));

/** A spec is signed in by asking for `user`, who goes when it ends. */
export const test = base.extend<{ user: User }>({
  // The address is known only once the app runs, after the configuration was read.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it asks for from this pattern.
  baseURL: async ({}, use) => use(process.env.BASE_URL),
  user: async ({ context }, use) => {
    const user = await makeUser();
    await signIn(context, user);
    await use(user);
    await removeUser(user.id);
  },
});
