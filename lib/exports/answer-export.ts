import "server-only";
import { byteStream } from "@/lib/exports/byte-stream";
import { type ExportEntry, exportCatalogue, exportFileName, exportKeys } from "@/lib/exports/catalogue";
import { takeDownloadPlace, takeExportPlace } from "@/lib/exports/limit-exports";
import { exportBytes } from "@/lib/exports/make-export";
import { readAhead } from "@/lib/exports/read-ahead";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import { type ExportForm, exportForms } from "@/lib/formats/format";
import { Refusal } from "@/lib/refusal";
import { routeAccess } from "@/lib/studies/access";
import type { StudyAccess } from "@/lib/studies/proof";

const contentTypes: Record<ExportForm, string> = {
  zip: "application/zip",
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
};

const refuse = (error: string, status: number, headers: HeadersInit = {}) =>
  Response.json({ error }, { status, headers: { "Cache-Control": "no-store", ...headers } });

const busy = (error: string) => refuse(error, 503, { "Retry-After": "60" });

type Asked = { access: StudyAccess; entry: ExportEntry; format: ExportForm; query: URLSearchParams };

const headersOf = ({ access, entry, format }: Asked) => ({
  "Content-Type": contentTypes[format],
  "Content-Disposition": `attachment; filename="${exportFileName(entry, access.studyId, format)}"`,
  "Cache-Control": "no-store",
});

/** Who asks for what; or the answer that refuses it. */
async function readRequest(
  request: Request,
  { studyId, key: given }: { studyId: string; key: string },
): Promise<Asked | Response> {
  const { access, refusal } = await routeAccess(studyId, "export");
  if (refusal) return refusal;
  const entry = exportCatalogue.find(({ key }) => key === given);
  if (!entry) return refuse(`There is no export "${given}": there are ${exportKeys.join(", ")}`, 404);
  const query = new URL(request.url).searchParams;
  const { forms } = entry;
  const wanted = query.get("format") ?? forms[0];
  const format = exportForms.find((known) => known === wanted && forms.includes(known));
  if (!format) return refuse(`This export has no format "${wanted}": choose ${forms.join(" or ")}`, 400);
  return { access, entry, format, query };
}

/** GET: the file, streamed. 400 wrong option, 401, 404, 422 when the study has not what the export needs, 503 when too many run. */
export async function answerExport(request: Request, params: { studyId: string; key: string }): Promise<Response> {
  const asked = await readRequest(request, params);
  if (asked instanceof Response) return asked;
  const { access, entry, format, query } = asked;
  const given = Object.fromEntries([...query].filter(([name, value]) => name !== "format" && value !== ""));
  const options = exportOptionsSchema.safeParse(given);
  if (!options.success)
    return refuse(options.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "), 400);
  const download = takeDownloadPlace(access.userId);
  if (!download) return busy("You have several downloads running: let one end, then try again");
  const place = takeExportPlace();
  if (!place) {
    download.giveBack();
    return busy("Several exports are running already: try again in a minute");
  }
  try {
    const bytes = readAhead(exportBytes(access, entry.key, format, options.data), place.giveBack);
    return new Response(await byteStream(bytes, { onEnd: download.giveBack }), { headers: headersOf(asked) });
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.message, 422);
    throw error;
  }
}

/** HEAD: the same headers without reading anything. Next would else run GET and never read its stream to the end. */
export async function answerExportHead(request: Request, params: { studyId: string; key: string }): Promise<Response> {
  const asked = await readRequest(request, params);
  if (asked instanceof Response) return new Response(null, { status: asked.status });
  return new Response(null, { headers: headersOf(asked) });
}
