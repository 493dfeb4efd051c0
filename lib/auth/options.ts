import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signInWithPassword } from "@/lib/auth/mutations";
import { env } from "@/lib/env";

declare module "next-auth" {
  interface Session {
    userId: string;
    /** When the token was first signed, in ms since 1970. */
    signedAt: number;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    signedAt?: number;
  }
}

/** Tokens carry the user's id and when they were signed, nothing else; roles come from the database. */
export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: 30 * 24 * 60 * 60 },
  pages: { signIn: "/sign-in" },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      authorize: (credentials, request) => signInWithPassword(credentials, request.headers),
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sub: user.id, signedAt: Date.now() } : token),
    session: ({ session, token }) => ({
      expires: session.expires,
      userId: token.sub ?? "",
      signedAt: token.signedAt ?? 0,
    }),
  },
};
