import { encode } from "next-auth/jwt";
import { env } from "@/lib/env";

/*
 * Stands in for `next/headers` in tests on a database (vitest.config.ts): what a browser sends on which somebody is signed in.
 */

let session = "";

/** From now on requests come from this person; null: from nobody. */
export async function signIn(user: { id: string } | null): Promise<void> {
  const token = user && { sub: user.id, signedAt: Date.now() };
  session = token ? await encode({ token, secret: env.NEXTAUTH_SECRET }) : "";
}

/** The token of the session, for requests that are sent rather than stood in for. */
export const sessionToken = (): string => session;

/** What was set on the browser since the last request. */
export const setCookies = new Map<string, string>();

export const cookies = async () => ({
  get: () => (session ? { value: session } : undefined),
  set: (name: string, value: string) => void setCookies.set(name, value),
});

export const headers = async () => new Headers();
