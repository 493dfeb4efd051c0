import { answer, importRoute, notFound, readQuery } from "@/lib/imports/import-route";
import { commitImport } from "@/lib/imports/mutations";
import { findImport } from "@/lib/imports/queries";
import { commitQuery, importId } from "@/lib/imports/schema";

export const POST = importRoute<{ studyId: string; importId: string }>(async (access, request, params) => {
  const id = importId.safeParse(params.importId);
  if (!id.success) return notFound();
  const { query, refusal } = readQuery(request, commitQuery);
  if (refusal) return refusal;
  const committed = await commitImport(access, id.data, query);
  if (committed.ok) return answer(committed.value);
  const status = await findImport(access, id.data);
  return status ? answer(status, 409) : notFound();
});
