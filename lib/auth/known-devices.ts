import { randomUUID } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { useSecureCookies } from "@/lib/auth/cookie";
import { env } from "@/lib/env";

/*
 * A browser remembers, in an encrypted cookie of its own, whose accounts were opened on it. Others' wrong passwords never keep
 * these people out on it. It opens nothing: the password is asked for all the same.
 */

export const deviceCookieName = `${useSecureCookies ? "__Secure-" : ""}grata-devices`;

/** Seconds: as long as browsers keep a cookie. */
export const deviceMaxAge = 400 * 24 * 60 * 60;

/** People who share a computer; the one who was there longest ago is forgotten first. */
const mostPeople = 20;
/** Keeps this token from passing for a session, and a session from passing for it. */
const salt = "known devices";

const markSchema = z.object({ userId: z.string(), deviceId: z.string(), signedAt: z.number() });
const tokenSchema = z.object({ marks: z.array(markSchema) });

/** One account that was opened on a browser, when, and a name for the pair that nobody else can know. */
export type DeviceMark = z.output<typeof markSchema>;

/** What a browser's cookie says; nothing where it was made up or is of another installation. */
export async function readMarks(cookie: string | undefined): Promise<DeviceMark[]> {
  if (!cookie) return [];
  const token = await decode({ token: cookie, secret: env.NEXTAUTH_SECRET, salt }).catch(() => null);
  return tokenSchema.safeParse(token).data?.marks ?? [];
}

/** The cookie's new text once a user has signed in on it. */
export async function addMark(cookie: string | undefined, userId: string): Promise<string> {
  const others = (await readMarks(cookie)).filter((mark) => mark.userId !== userId);
  const mark: DeviceMark = { userId, deviceId: randomUUID(), signedAt: Date.now() };
  const marks = [mark, ...others].slice(0, mostPeople);
  return encode({ token: { marks }, secret: env.NEXTAUTH_SECRET, salt, maxAge: deviceMaxAge });
}

/** The mark of a user, unless it is older than their password or a restored backup. */
export const findMark = (
  marks: readonly DeviceMark[],
  user: { id: string; sessionsValidFrom: Date } | null,
): DeviceMark | null =>
  marks.find(({ userId, signedAt }) => userId === user?.id && signedAt >= user.sessionsValidFrom.getTime()) ?? null;
