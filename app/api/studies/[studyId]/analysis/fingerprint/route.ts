import { routeAccess } from "@/lib/studies/access";
import { getFingerprint } from "@/lib/studies/fingerprint";

/** A short text that changes when the study's data do: what the overview watches, instead of asking for itself anew. */
export async function GET(_: Request, { params }: RouteContext<"/api/studies/[studyId]/analysis/fingerprint">) {
  const { access, refusal } = await routeAccess((await params).studyId, "view");
  if (refusal) return refusal;
  const fingerprint = await getFingerprint(access);
  return Response.json({ fingerprint }, { headers: { "Cache-Control": "no-store" } });
}
