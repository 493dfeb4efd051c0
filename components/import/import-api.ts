import {
  type ImportQuery,
  type ImportStatus,
  importPaths,
  mostPreviewBytes,
  type Preview,
  previewBytes,
} from "@/lib/imports/contract";

/** What the server refused, in its own words for the person. */
export class ImportRefused extends Error {}

const query = ({ fileName, size, format, mapping }: ImportQuery, id?: string) =>
  new URLSearchParams({
    ...(id && { id }),
    fileName,
    ...(size !== undefined && { size: String(size) }),
    ...(format && { format }),
    ...(mapping && { mapping: JSON.stringify(mapping) }),
  });

async function parse<T>(answer: Response): Promise<T> {
  const body = await answer.json().catch(() => {
    throw new ImportRefused(`The server answered ${answer.status} without saying why. Try again.`);
  });
  if (!answer.ok && typeof body.error === "string") throw new ImportRefused(body.error);
  return body;
}

const previewHead = async (studyId: string, file: File, asked: ImportQuery, bytes: number, signal?: AbortSignal) =>
  parse<Preview>(
    await fetch(`${importPaths(studyId).preview}?${query({ ...asked, size: file.size })}`, {
      method: "POST",
      body: file.slice(0, bytes),
      signal,
    }),
  );

/** Looks at the head of the file, at more where a row is longer; nothing is stored. */
export async function preview(studyId: string, file: File, asked: ImportQuery, signal?: AbortSignal): Promise<Preview> {
  const all = Math.min(file.size, mostPreviewBytes);
  let bytes = Math.min(previewBytes, all);
  let seen = await previewHead(studyId, file, asked, bytes, signal);
  while (seen.needs !== null && bytes < all) {
    bytes = seen.needs === "whole" ? all : Math.min(8 * bytes, all);
    seen = await previewHead(studyId, file, asked, bytes, signal);
  }
  return seen;
}

/** Sends the whole file; answers when every line is staged and checked. */
export const upload = async (studyId: string, id: string, file: File, asked: ImportQuery, signal?: AbortSignal) =>
  parse<ImportStatus>(
    await fetch(`${importPaths(studyId).upload}?${query(asked, id)}`, { method: "POST", body: file, signal }),
  );

/** Null while the server has not begun on this import. */
export async function findStatus(studyId: string, id: string): Promise<ImportStatus | null> {
  const answer = await fetch(importPaths(studyId).status(id));
  return answer.status === 404 ? null : parse<ImportStatus>(answer);
}

/** `contentWarning` in place of the one proposed. */
export const commit = async (studyId: string, id: string, contentWarning?: string) => {
  const asked = contentWarning === undefined ? "" : `?${new URLSearchParams({ contentWarning })}`;
  return parse<ImportStatus>(await fetch(`${importPaths(studyId).commit(id)}${asked}`, { method: "POST" }));
};

export async function discard(studyId: string, id: string) {
  await fetch(importPaths(studyId).status(id), { method: "DELETE" });
}
