import { type ImportQuery, type ImportStatus, importPaths, type Preview, previewBytes } from "@/lib/imports/contract";

/** What the server refused, in its own words for the person. */
export class ImportRefused extends Error {}

const query = ({ fileName, format, mapping }: ImportQuery, id?: string) =>
  new URLSearchParams({
    ...(id && { id }),
    fileName,
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

/** Looks at the head of the file; nothing is stored. */
export const preview = async (studyId: string, file: File, asked: ImportQuery, signal?: AbortSignal) =>
  parse<Preview>(
    await fetch(`${importPaths(studyId).preview}?${query(asked)}`, {
      method: "POST",
      body: file.slice(0, previewBytes),
      signal,
    }),
  );

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
