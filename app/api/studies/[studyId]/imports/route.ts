import { answer, importRoute, readQuery, refuse } from "@/lib/imports/import-route";
import { startImport } from "@/lib/imports/mutations";
import { listImports } from "@/lib/imports/queries";
import { inThreads } from "@/lib/imports/reading-threads";
import { uploadQuery } from "@/lib/imports/schema";

export const GET = importRoute(async (access) => answer({ imports: await listImports(access) }));

/** Takes the raw body as it comes; it is read in a thread, when it is the study's turn. */
export const POST = importRoute(async (access, request) => {
  const { query, refusal } = readQuery(request, uploadQuery);
  if (!query) return refusal;
  if (!request.body) return refuse(400, "The request has no body: send the file as it is");
  const bytesTotal = Number(request.headers.get("content-length")) || 0;
  const started = await startImport(access, { ...query, bytesTotal }, request.body, inThreads());
  return started.ok ? answer(started.value, 201) : refuse(409, "There is an import of this id: draw another one");
});
