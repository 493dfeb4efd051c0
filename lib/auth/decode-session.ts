import { LRUCache } from "lru-cache";
import { decode, type JWT } from "next-auth/jwt";
import { env } from "@/lib/env";

// Deriving the key costs more than all else a label costs this process. The same token always says the same, until it expires.
const decoded = new LRUCache<string, JWT>({ max: 5000 });

const isLive = ({ exp }: JWT) => typeof exp === "number" && exp * 1000 > Date.now();

async function decodeAnew(token: string): Promise<JWT | null> {
  try {
    return await decode({ token, secret: env.NEXTAUTH_SECRET });
  } catch {
    // Expired, signed with another secret, or made up: in each case nobody is signed in.
    return null;
  }
}

/** The claims of a session token that was signed here and has not expired; else null. */
export async function decodeSession(token: string): Promise<JWT | null> {
  const known = decoded.get(token);
  if (known) return isLive(known) ? known : null;
  const claims = await decodeAnew(token);
  if (claims && isLive(claims)) decoded.set(token, claims);
  return claims;
}
