import { previewBytes } from "@/lib/imports/contract";
import { answer, importRoute, readQuery, refuse } from "@/lib/imports/import-route";
import { previewImport } from "@/lib/imports/preview-import";
import { getStudyVersions } from "@/lib/imports/queries";
import { readHead } from "@/lib/imports/read-head";
import { previewQuery } from "@/lib/imports/schema";

export const POST = importRoute(async (access, request) => {
  const { query, refusal } = readQuery(request, previewQuery);
  if (!query) return refusal;
  const head = await readHead(request, previewBytes);
  if (!head)
    return refuse(413, `A preview looks at the first ${previewBytes.toLocaleString("en")} bytes: send no more`);
  return answer(await previewImport(query, head, await getStudyVersions(access)));
});
