import "server-only";
import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { encode } from "next-auth/jwt";
import { cache } from "react";
import { sessionCookieName, sessionMaxAge, useSecureCookies } from "@/lib/auth/cookie";
import { keepEnded } from "@/lib/auth/ended-sessions";
import { addMark, deviceCookieName, deviceMaxAge } from "@/lib/auth/known-devices";
import { bringLanguage } from "@/lib/auth/language";
import { pathHeader } from "@/lib/auth/path-header";
import { isEnded, readSession } from "@/lib/auth/read-session";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";

const readOwn = async () => readSession((await cookies()).get(sessionCookieName)?.value);

/** The signed token's claims, unless somebody signed out of it; says nothing about whether the user still exists. */
export const findSession = cache(async () => {
  const session = await readOwn();
  return session && !(await isEnded(session)) ? session : null;
});

/** Who asks, or null. The user is read at each request: a reset password ends older sessions. */
export const findUser = cache(async () => {
  const session = await findSession();
  if (!session) return null;
  const user = await db.user.findUnique({
    where: { id: session.userId },
    select: { id: true, name: true, email: true, isOwner: true, sessionsValidFrom: true },
  });
  return user && session.signedAt >= user.sessionsValidFrom.getTime() ? user : null;
});

/** For pages and actions: the user, or the way to the sign-in and back. */
export async function requireUser() {
  const user = await findUser();
  if (user) return user;
  const path = (await headers()).get(pathHeader);
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}

/** For what only owners of this installation may do: make studies, reset passwords. */
export async function requireOwner() {
  const user = await requireUser();
  if (!user.isOwner) notFound();
  return user;
}

const cookie = { httpOnly: true, sameSite: "lax", path: "/", secure: useSecureCookies } as const;

/** Signs a user in on the browser that made this request. For actions and route handlers, after proof of who it is. */
export async function startSession(userId: string) {
  const token = { sub: userId, signedAt: Date.now(), sid: randomUUID() };
  const value = await encode({ token, secret: env.NEXTAUTH_SECRET, maxAge: sessionMaxAge });
  (await cookies()).set(sessionCookieName, value, { ...cookie, maxAge: sessionMaxAge });
  await Promise.all([rememberDevice(userId), bringLanguage(userId)]);
}

/** From now on nobody else's wrong passwords keep this user out on this browser. */
export async function rememberDevice(userId: string) {
  const jar = await cookies();
  const value = await addMark(jar.get(deviceCookieName)?.value, userId);
  jar.set(deviceCookieName, value, { ...cookie, maxAge: deviceMaxAge });
}

/** Signs out of the session of this request, here and wherever its cookie was copied to. */
export async function endSession() {
  const session = await readOwn();
  if (session) await keepEnded(session, new Date(Date.now() + sessionMaxAge * 1000));
  (await cookies()).set(sessionCookieName, "", { ...cookie, maxAge: 0 });
}
