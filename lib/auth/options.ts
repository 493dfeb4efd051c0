import { randomUUID } from "node:crypto";
import { cookies } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import type { JWT } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { clientAddress } from "@/lib/auth/client-address";
import { sessionMaxAge, useSecureCookies } from "@/lib/auth/cookie";
import { findLiveUserId, keepEnded } from "@/lib/auth/ended-sessions";
import { deviceCookieName, readMarks } from "@/lib/auth/known-devices";
import { bringLanguage } from "@/lib/auth/language";
import { checkCredentials } from "@/lib/auth/mutations";
import { sessionOf } from "@/lib/auth/read-session";
import { signInInput } from "@/lib/auth/schema";
import { rememberDevice } from "@/lib/auth/session";
import { env } from "@/lib/env";

declare module "next-auth" {
  interface Session {
    userId: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    /** When the token was first signed, in ms since 1970: a reset password ends what was signed before. */
    signedAt?: number;
    /** Which session this is, however often its token is signed anew: signing out ends it. */
    sid?: string;
  }
}

/** The id of whoever signs in, or null for every kind of refusal alike. */
async function authorize(credentials: unknown, given: unknown) {
  const input = signInInput.safeParse(credentials);
  if (!input.success) return null;
  const marks = await readMarks((await cookies()).get(deviceCookieName)?.value);
  const address = clientAddress(new Headers(given as Record<string, string>));
  const checked = await checkCredentials(input.data, { address, marks });
  return checked.ok ? { id: checked.value.userId } : null;
}

const newSession = (userId: string) => ({ sub: userId, signedAt: Date.now(), sid: randomUUID() });

async function end(token: JWT) {
  const session = sessionOf(token);
  if (session) await keepEnded(session, new Date(Date.now() + sessionMaxAge * 1000));
}

/** Tokens carry the user's id, the session's and when it began, nothing else; roles come from the database. */
export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  useSecureCookies,
  session: { strategy: "jwt", maxAge: sessionMaxAge },
  pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/" },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      authorize: (credentials, request) => authorize(credentials, request.headers),
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? newSession(user.id) : token),
    // Nobody where the session has ended: pages ask this before they send what was labeled in its name.
    session: async ({ session, token }) => ({ expires: session.expires, userId: (await findLiveUserId(token)) ?? "" }),
  },
  events: {
    signIn: async ({ user }) => {
      await rememberDevice(user.id);
      await bringLanguage(user.id);
    },
    signOut: ({ token }) => end(token),
  },
};
