import { answer, answerNothing, importRoute, notFound } from "@/lib/imports/import-route";
import { cancelImport } from "@/lib/imports/mutations";
import { findImport } from "@/lib/imports/queries";
import { importId } from "@/lib/imports/schema";

type Params = { studyId: string; importId: string };

export const GET = importRoute<Params>(async (access, _request, params) => {
  const id = importId.safeParse(params.importId);
  const status = id.success ? await findImport(access, id.data) : null;
  return status ? answer(status) : notFound();
});

export const DELETE = importRoute<Params>(async (access, _request, params) => {
  const id = importId.safeParse(params.importId);
  return id.success && (await cancelImport(access, id.data)) ? answerNothing() : notFound();
});
