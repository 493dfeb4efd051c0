import { hashToken, makeTokenText } from "@/lib/auth/token-text";
import { db, type Transaction } from "@/lib/db/client";
import type { TokenPurpose } from "@/lib/generated/prisma/enums";

const hour = 60 * 60 * 1000;
const lifetimeMs: Record<TokenPurpose, number> = { SETUP: 7 * 24 * hour, RESET: 24 * hour };
const page: Record<TokenPurpose, string> = { SETUP: "setup", RESET: "reset" };

export type IssuedToken = { token: string; path: string; expiresAt: Date };

/**
 * A link that works once, for the set-up of the first owner (no user yet) or for a new password of `userId`. `path`
 * is the link without the host; it cannot be read again later. Earlier unused links of the same kind stop working.
 */
export async function issueToken(purpose: TokenPurpose, userId: string | null): Promise<IssuedToken> {
  const token = makeTokenText();
  const expiresAt = new Date(Date.now() + lifetimeMs[purpose]);
  await db.$transaction([
    db.oneTimeToken.deleteMany({ where: { purpose, userId, usedAt: null } }),
    db.oneTimeToken.create({ data: { hash: hashToken(token), purpose, userId, expiresAt } }),
  ]);
  return { token, path: `/${page[purpose]}/${token}`, expiresAt };
}

const usable = (purpose: TokenPurpose, token: string) => ({
  hash: hashToken(token),
  purpose,
  usedAt: null,
  expiresAt: { gt: new Date() },
});

/** Looks at a token without spending it: whose it is, or null when it is unknown, used or expired. */
export function findToken(purpose: TokenPurpose, token: string) {
  return db.oneTimeToken.findFirst({
    where: usable(purpose, token),
    select: { user: { select: { name: true, email: true } } },
  });
}

/**
 * Spends a token; null when it is unknown, used or expired. Of several who ask at once the database lets one through.
 * Inside the caller's transaction, so that what fails afterwards gives the token back.
 */
export async function consumeToken(tx: Transaction, purpose: TokenPurpose, token: string) {
  const [spent] = await tx.oneTimeToken.updateManyAndReturn({
    where: usable(purpose, token),
    data: { usedAt: new Date() },
    select: { userId: true },
  });
  return spent ?? null;
}
