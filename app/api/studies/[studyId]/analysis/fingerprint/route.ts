import { sayingFailures } from "@/lib/answer-failures";
import { routeAccess } from "@/lib/studies/access";
import { getFingerprint } from "@/lib/studies/fingerprint";

type Context = RouteContext<"/api/studies/[studyId]/analysis/fingerprint">;

/** A short text that changes when the study's data do: what the overview watches, instead of asking for itself anew. */
export const GET = sayingFailures(async (_: Request, { params }: Context) => {
  const { access, refusal } = await routeAccess((await params).studyId, "view");
  if (refusal) return refusal;
  const fingerprint = await getFingerprint(access);
  return Response.json({ fingerprint }, { headers: { "Cache-Control": "no-store" } });
});
