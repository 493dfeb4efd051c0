import { getDatabaseHealth } from "@/lib/db/health";
import { version } from "@/lib/version";

export const dynamic = "force-dynamic";

/** For load balancers and monitors: 200 when the app can work, 503 when its database does not answer or cannot store. Tells nothing else. */
export async function GET() {
  const database = await getDatabaseHealth();
  const isWell = database === "ok";
  const body = { status: isWell ? "ok" : "unavailable", database, version };
  return Response.json(body, { status: isWell ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
