import { mostPreviewBytes, previewBytes } from "@/lib/imports/contract";
import { answer, importRoute, readQuery, refuse } from "@/lib/imports/import-route";
import { readKnownNames } from "@/lib/imports/known-names";
import { getStudyVersions } from "@/lib/imports/queries";
import { readHead } from "@/lib/imports/read-head";
import { previewInThread } from "@/lib/imports/reading-threads";
import { previewQuery } from "@/lib/imports/schema";

export const POST = importRoute(async (access, request) => {
  const { query, refusal } = readQuery(request, previewQuery);
  if (!query) return refusal;
  const bytes = await readHead(request, mostPreviewBytes);
  if (!bytes)
    return refuse(413, `A preview looks at the first ${mostPreviewBytes.toLocaleString("en")} bytes: send no more`);
  const { size, ...asked } = query;
  const isCut = size === undefined ? bytes.length >= previewBytes : bytes.length < size;
  const [versions, known] = await Promise.all([getStudyVersions(access), readKnownNames(access.studyId)]);
  const preview = await previewInThread({ asked, part: { bytes, isCut }, inStudy: { versions, known } });
  return preview
    ? answer(preview)
    : refuse(400, "The beginning of this file takes too long to read: is it what its name says?");
});
