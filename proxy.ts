import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/auth/content-security-policy";
import { pathHeader } from "@/lib/auth/path-header";

const isDev = process.env.NODE_ENV === "development";
const isHttps = process.env.NEXTAUTH_URL?.startsWith("https://") ?? false;

/**
 * Runs before pages, not before the API or files. Gives every page a Content-Security-Policy with a nonce of its own, and
 * tells it its own path for the way back after signing in. Who may see what is decided by the pages, never here.
 */
export function proxy(request: NextRequest) {
  const policy = contentSecurityPolicy({ nonce: randomBytes(16).toString("base64"), isDev });
  const headers = new Headers(request.headers);
  // Next reads the nonce out of the policy and puts it on its own scripts.
  headers.set("Content-Security-Policy", policy);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  if (isHttps) response.headers.set("Strict-Transport-Security", "max-age=31536000");
  return response;
}

export const config = { matcher: ["/((?!api/|_next/|icon\\.svg$|favicon\\.ico$).*)"] };
