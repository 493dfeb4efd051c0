import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { clientAddress } from "@/lib/auth/client-address";
import { sessionMaxAge, useSecureCookies } from "@/lib/auth/cookie";
import { checkCredentials } from "@/lib/auth/mutations";
import { signInInput } from "@/lib/auth/schema";
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
  }
}

/** The id of whoever signs in, or null for every kind of refusal alike. */
async function authorize(credentials: unknown, headers: unknown) {
  const input = signInInput.safeParse(credentials);
  if (!input.success) return null;
  const checked = await checkCredentials(input.data, clientAddress(new Headers(headers as Record<string, string>)));
  return checked.ok ? { id: checked.value.userId } : null;
}

/** Tokens carry the user's id and when they were signed, nothing else; roles come from the database. */
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
    jwt: ({ token, user }) => (user ? { sub: user.id, signedAt: Date.now() } : token),
    session: ({ session, token }) => ({ expires: session.expires, userId: token.sub ?? "" }),
  },
};
