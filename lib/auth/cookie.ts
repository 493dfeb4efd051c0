import { env } from "@/lib/env";

/** Behind https the cookie is sent over https only, and its name keeps others from setting it. */
export const useSecureCookies = env.NEXTAUTH_URL?.startsWith("https://") ?? false;

/** next-auth's own name: both ways of signing in set the same cookie. */
export const sessionCookieName = `${useSecureCookies ? "__Secure-" : ""}next-auth.session-token`;

/** Seconds. */
export const sessionMaxAge = 30 * 24 * 60 * 60;
